import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contactFate } from '../../contact/contact.ts';
import { readQueueLog } from '../queue-log/readQueueLog.ts';
import { readRecording } from './recording.ts';
import { RecordingRun } from './recordingRun.ts';
import { voiceMenu } from './recordings/toldRecording.ts';
import { toldExchange } from './toldExchange.ts';

const fixtures = resolve(import.meta.dirname, 'fixtures');
const trunk = { Channel: 'PJSIP/trunk-1', Uniqueid: 'C', Linkedid: 'C', ChannelState: 4 };

/** A caller who has arrived, and what the dialplan may say of the call. */
function caller(
  options: { containedContexts?: string[]; context?: string; before?: ReturnType<typeof toldExchange> } = {},
) {
  const { context = 'from-trunk', before, ...ivr } = options;
  const x = toldExchange(before, ivr);
  if (before === undefined) x.say('Newchannel', { ...trunk, Context: context, Exten: '153', Priority: 1 });
  const set = (Variable: string, Value: string, of: Record<string, string | number> = trunk) =>
    x.say('VarSet', { ...of, Context: 'ivr', Exten: 's', Variable, Value });
  const step = (Context: string, Exten = 's', of: Record<string, string | number> = trunk) =>
    x.say('Newexten', { ...of, Context, Exten, Priority: 1, Application: 'NoOp' });
  const contact = () => x.contacts.get('C');
  return { ...x, set, step, contact };
}

describe('what became of a caller in the IVR', () => {
  test('is not known where the dialplan says nothing', () => {
    const x = caller();
    x.after(20);
    x.hangup();
    expect(x.contact()).toMatchObject({ visits: 0, contained: null, subject: null, endedAt: x.now() });
  });

  test('is told by a variable: begun, then served', () => {
    const served = caller();
    served.set('SANTRAL_CONTAINED', '0');
    served.set('__SANTRAL_SUBJECT', ' Borç sorgulama ');
    served.set('SANTRAL_CONTAINED', '1');
    expect(served.contact()).toMatchObject({ contained: true, endedAt: null, subject: 'Borç sorgulama' });
    served.hangup();
    expect(served.contact()).toMatchObject({ contained: true, subject: 'Borç sorgulama' });

    const left = caller();
    left.set('SANTRAL_CONTAINED', '0');
    left.hangup();
    expect(left.contact()).toMatchObject({ contained: false, subject: null });
  });

  test('is taken back when the caller goes on in the menu', () => {
    const x = caller();
    for (const value of ['1', '0']) x.set('SANTRAL_CONTAINED', value);
    x.hangup();
    expect(x.contact()).toMatchObject({ contained: false });
  });

  test('is told by a UserEvent', () => {
    const x = caller();
    x.say('UserEvent', { ...trunk, UserEvent: 'SantralContact', Contained: 'no' });
    x.say('UserEvent', { ...trunk, UserEvent: 'IvrSonuc', Contained: 'yes' });
    x.say('UserEvent', { ...trunk, UserEvent: 'SantralContact', Contained: 'yes', Subject: 'su' });
    x.hangup();
    expect(x.contact()).toMatchObject({ contained: true, subject: 'su' });
  });

  test('is told by the place that the caller reaches, where the steps of the dialplan are heard', () => {
    const containedContexts = ['ivr-served', 'ivr/5'];
    for (const [steps, contained] of [
      [[], null],
      [['from-trunk'], false],
      [['from-trunk', 'ivr', 'ivr-served'], true],
      [['from-trunk', 'ivr/5'], true],
      [['from-trunk', 'ivr/6'], false],
    ] as const) {
      const x = caller({ containedContexts });
      for (const place of steps) x.step(...(place.split('/') as [string, string?]));
      x.hangup();
      expect(x.contact()?.contained, steps.join()).toBe(contained);
    }
  });

  test('is undone by a queue', () => {
    const x = caller();
    x.set('SANTRAL_CONTAINED', '1');
    x.join('genel');
    expect(x.contact()).toMatchObject({ contained: false, visits: 1, firstQueue: 'genel' });
    x.set('SANTRAL_CONTAINED', '1');
    x.hangupRequest();
    x.abandon(0);
    x.leave();
    x.hangup();
    expect(x.contact()).toMatchObject({ contained: false, visits: 1, firstQueue: 'genel' });
  });

  test('is what the agent says who codes it, on the own leg or after the call', () => {
    const x = caller();
    x.join('genel');
    x.called();
    x.connect(0);
    x.set('SANTRAL_SUBJECT', 'hastane-randevusu', { Channel: 'PJSIP/1', Uniqueid: 'D', Linkedid: 'C' });
    expect(x.contact()).toMatchObject({ subject: 'hastane-randevusu', endedAt: null });
    x.complete(5, 'agent');
    x.hangup();
    const endedAt = x.now();
    x.after(40);
    x.say('UserEvent', { UserEvent: 'SantralContact', Contact: 'C', Subject: 'hukuk' });
    expect(x.contact()).toMatchObject({ subject: 'hukuk', endedAt });
    x.say('UserEvent', { UserEvent: 'SantralContact', Contact: 'nobody', Subject: 'hukuk' });
    expect([...x.contacts.keys()]).toEqual(['C']);
  });

  test('a telephone number is no subject', () => {
    const x = caller();
    for (const value of ['05001234567', '0500 123 45 67', '+90 (500) 123-4567', 'geri arama: 5001234567'])
      x.set('SANTRAL_SUBJECT', value);
    x.hangup();
    expect(x.contact()?.subject).toBeNull();
    expect(JSON.stringify(x.events)).not.toMatch(/500/);
  });
});

describe('who is a citizen who calls', () => {
  const arrives = (channel: Record<string, string | number>, ...steps: string[]) => {
    const x = toldExchange();
    x.say('Newchannel', { ...trunk, Context: 'from-trunk', ...channel });
    for (const Context of steps)
      x.say('Newexten', { ...trunk, ...channel, Context, Exten: 's', Priority: 1, Application: 'Set' });
    return x.contacts.size === 1;
  };

  test('a channel that the network brought into an inbound context', () => {
    expect(arrives({})).toBe(true);
    expect(arrives({ Context: 'all-lines' })).toBe(false);
    expect(arrives({ Context: 'all-lines' }, 'all-lines', 'from-trunk')).toBe(true);
  });

  test('not one that the exchange dials, nor a Local one, nor one that another call has given rise to', () => {
    expect(arrives({ ChannelState: 0 })).toBe(false);
    expect(arrives({ ChannelState: 0 }, 'from-trunk')).toBe(false);
    expect(arrives({ Channel: 'Local/5@from-trunk-01;1' }, 'from-trunk')).toBe(false);
    expect(arrives({ Uniqueid: 'D' }, 'from-trunk')).toBe(false);
  });

  test('one whose beginning was not heard, while it rings', () => {
    const x = toldExchange();
    const step = { ...trunk, Context: 'from-trunk', Exten: '153', Priority: 1 };
    x.say('Newexten', { ...step, ChannelState: 6 });
    expect(x.contacts.size).toBe(0);
    x.say('Newexten', step);
    expect(x.contacts.size).toBe(1);
  });

  test('one whose end was not heard is forgotten when two lists lack it', () => {
    const x = toldExchange();
    x.say('Newchannel', { ...trunk, Context: 'all-lines' });
    for (const running of [['C'], [], ['C'], []]) {
      x.channels(...running);
      expect(x.translation.remembered.calls).toBe(1);
    }
    x.channels();
    expect(x.translation.remembered.calls).toBe(0);
  });

  test('nothing is remembered of channels that are gone', () => {
    const x = toldExchange();
    x.say('Newchannel', { ...trunk, Context: 'all-lines' });
    expect(x.translation.remembered.calls).toBe(1);
    x.hangup();
    expect(x.translation.remembered.calls).toBe(0);
    x.say('Newchannel', { ...trunk, Context: 'all-lines' });
    x.linkFlaps();
    expect(x.translation.remembered.calls).toBe(0);
  });
});

describe('while nobody listened', () => {
  test('what the IVR may have said is not guessed', () => {
    const x = caller();
    x.set('SANTRAL_CONTAINED', '0');
    x.linkFlaps();
    x.channels('C');
    x.hangup();
    expect(x.contact()).toMatchObject({ contained: null, endedAt: x.now() });
  });

  test('who hung up while the process was restarted is gone after two lists, however close they follow', () => {
    const x = caller();
    const next = caller({ before: x });
    next.channels();
    next.after(3);
    next.channels();
    expect(next.contact()).toMatchObject({ contained: null, endedAt: next.now() });
  });

  test('what it had said before holds, also for the process that follows', () => {
    const x = caller();
    x.set('SANTRAL_SUBJECT', 'su');
    x.set('SANTRAL_CONTAINED', '1');
    const next = caller({ before: x });
    next.linkFlaps();
    next.hangup();
    expect(next.contacts.get('C')).toMatchObject({ contained: true, subject: 'su', endedAt: next.now() });
  });

  test('a contact that is in no list any more has ended, and how is not known', () => {
    const x = caller();
    x.set('SANTRAL_CONTAINED', '0');
    x.linkFlaps();
    x.channels();
    x.after(5);
    x.channels();
    expect(x.contact()).toMatchObject({ contained: null, endedAt: x.now() });
  });

  test('an exchange that went down took it', () => {
    const x = caller();
    x.set('SANTRAL_CONTAINED', '0');
    x.after(60);
    x.linkFlaps(0);
    expect(x.contact()).toMatchObject({ contained: null });
    expect(x.contact()?.endedAt).not.toBeNull();
  });
});

/** Recordings of a real Asterisk with a voice menu: key 5 tells a UserEvent of the laboratory's own, key 6 nothing. */
describe('recorded', () => {
  const run = async (name: string, stream: string, containedContexts: string[]) => {
    const folder = resolve(fixtures, name);
    const recording = new RecordingRun({
      ...{ exchange: 'x', ...voiceMenu, containedContexts },
    });
    const chunks = resolve(folder, stream.replace('stream.ami', 'chunks.jsonl'));
    for await (const read of readRecording(resolve(folder, stream), { chunks })) recording.take(read);
    recording.end();
    const fates: Record<string, number> = {};
    for (const contact of recording.contacts.values()) {
      const fate = contactFate(contact);
      fates[fate] = (fates[fate] ?? 0) + 1;
    }
    return { fates, recording };
  };

  test('calls that the menu served, that hung up there, and that went on to a queue', async () => {
    const { fates, recording } = await run('c-outcomes', 'stream.ami.gz', ['ivr/5', 'ivr/6']);
    // 16 by key 5 and 7 by key 6, as the dialplan's own steps in the stream say
    expect(fates).toEqual({ contained: 23, left_in_ivr: 31, to_queue: 266 });
    const log = await readQueueLog(resolve(fixtures, 'c-outcomes/queue_log.gz'), 'x');
    const queued = new Set(log.visits.map(({ callId }) => callId));
    for (const { contactId, visits } of recording.contacts.values())
      expect(visits > 0, contactId).toBe(queued.has(contactId));
    const { fates: tidy } = await run('a-tidy', 'stream.ami.gz', ['ivr/5', 'ivr/6']);
    expect(tidy).toEqual({ contained: 3, to_queue: 17 });
  });

  test('without a mark those that entered no queue are unknown', async () => {
    const { fates } = await run('c-outcomes', 'stream.ami.gz', []);
    expect(fates).toEqual({ to_queue: 266, unknown: 54 });
  });

  test('by an account that does not hear the dialplan those that entered a queue alone are known', async () => {
    const { fates } = await run('c-outcomes', 'readonly/stream.ami.gz', ['ivr/5', 'ivr/6']);
    expect(fates).toEqual({ to_queue: 266 });
  });

  test('with restarts and lost connections each has ended in the end', async () => {
    const { fates, recording } = await run('d-restart', 'stream.ami.gz', ['ivr/5', 'ivr/6']);
    expect(fates).toEqual({ contained: 23, left_in_ivr: 6, to_queue: 134, unknown: 3 });
    expect(recording.translation.marks.size).toBe(0);
    expect([...recording.contacts.values()].filter(({ endedAt }) => endedAt === null)).toEqual([]);
  });
});
