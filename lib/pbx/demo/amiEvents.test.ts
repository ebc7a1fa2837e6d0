import { describe, expect, it } from 'vitest';
import { AmiEvents } from './amiEvents.ts';
import type { DemoCentre } from './demoCentres.ts';
import { demoCentres } from './demoCentres.ts';
import { localDay } from './localDay.ts';
import { QueueLogRows } from './queueLogRows.ts';
import { SeededRandom } from './seededRandom.ts';
import { Switchboard } from './switchboard.ts';
import { tellAll } from './switchboardReport.ts';

const centre = demoCentres[1] as DemoCentre;

describe('AMI events over whole days, with operators and outages in between', () => {
  const counts = new Map<string, number>();
  const rows: string[] = [];
  const events = new AmiEvents(centre.id, 1, (_cls, name, body) => {
    const text = body();
    if (/undefined|NaN|null/.test(text)) throw new Error(`${name} holds what it should not: ${text}`);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  });
  const from = localDay('2026-03-02', centre.zone).start;
  const report = tellAll(new QueueLogRows((row) => rows.push(row)), events);
  const switchboard = new Switchboard({ centre, seed: 21, from, report });

  it('never tells of a channel that is not there, and forgets every channel and bridge in the end', () => {
    const random = new SeededRandom('operators');
    switchboard.open(true);
    for (let at = from; at < from + 2 * 86_400_000; at += 300_000) {
      switchboard.clock.runUntil(at);
      const call = random.chance(0.5) ? [...switchboard.calls][0] : undefined;
      if (call && random.chance(0.5)) switchboard.queueing.hangUp(call);
      else if (call) switchboard.queueing.withdraw(call);
      if (at === from + 40_200_000) switchboard.setSpeed(5);
      if (at === from + 43_200_000) switchboard.setSpeed(1);
      if (at === from + 54_000_000) switchboard.hangUpAll();
      if (at === from + 64_800_000) {
        switchboard.vanish();
        events.forget();
      }
    }
    switchboard.close();
    while (switchboard.calls.size > 0) switchboard.clock.runUntil(switchboard.clock.now + 60_000);
    expect(events.channels.size).toBe(0);
    expect(counts.get('BridgeCreate')).toBeGreaterThan(3000);
  });

  it('ends every channel and bridge that the outage did not take', () => {
    const lost = (name: string, ended: string): number => (counts.get(name) ?? 0) - (counts.get(ended) ?? 0);
    // What vanished at once: no more than were in the hall at one moment.
    expect(lost('Newchannel', 'Hangup')).toBeLessThan(60);
    expect(lost('Newchannel', 'Hangup')).toBeGreaterThan(0);
    expect(lost('BridgeCreate', 'BridgeDestroy')).toBeLessThan(30);
  });

  it('writes an AMI event for each row of queue_log that has one', () => {
    const inLog = (pattern: RegExp): number => rows.filter((row) => pattern.test(row.split('|')[4] ?? '')).length;
    expect(counts.get('QueueCallerJoin')).toBe(inLog(/^ENTERQUEUE$/));
    expect(counts.get('AgentConnect')).toBe(inLog(/^CONNECT$/));
    expect(counts.get('QueueMemberAdded')).toBe(inLog(/^ADDMEMBER$/));
    expect(counts.get('QueueMemberRemoved')).toBe(inLog(/^REMOVEMEMBER$/));
    expect(counts.get('QueueMemberPause')).toBe(inLog(/^(UN)?PAUSE$/));
    expect(counts.get('AgentRingNoAnswer')).toBe(inLog(/^RINGNOANSWER$/));
    expect(counts.get('QueueCallerAbandon')).toBe(inLog(/^(ABANDON|EXITWITHTIMEOUT|EXITEMPTY|WITHDRAW)/));
  });
});
