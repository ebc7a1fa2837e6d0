import type { Contact } from '../../contact/contact.ts';
import { isOpen, type Visit, visitKey } from '../../contact/visit.ts';
import { LiveExchange } from '../../floor/liveExchange.ts';
import type { PbxEvent } from '../pbxEvent.ts';
import { amiMessage } from './amiMessage.ts';
import { AmiTranslation } from './translation.ts';

/**
 * An exchange that says what a test lets it say, and the ledger and the floor that come of it. With `before` the process
 * that listened was killed, and the one that follows it finds in its spool what it needs.
 */
export function toldExchange(
  before?: ToldExchange,
  { callerNumbers = false, containedContexts = [] as string[] } = {},
) {
  const live = new LiveExchange({
    exchange: 'x',
    profileOf: (queue) => ({ centre: 'x', label: queue, thresholdSeconds: 20 }),
    wrapUpSeconds: 0,
  });
  const visits = new Map<string, Visit>(before?.visits);
  const contacts = new Map<string, Contact>(before?.contacts);
  const events: PbxEvent[] = [];
  let now = before?.now() ?? 1_800_000_000_000;
  const translation = new AmiTranslation({
    inboundContexts: ['from-trunk'],
    containedContexts,
    callerNumbers,
    onEvent: (event) => {
      events.push(event);
      const changes = live.apply(event);
      for (const { after } of changes.visits) visits.set(visitKey(after), after);
      for (const { after } of changes.contacts) contacts.set(after.contactId, after);
    },
  });
  if (before !== undefined) {
    const open = [...contacts.values()].filter(({ endedAt }) => endedAt === null);
    const ids = new Set(open.map(({ contactId }) => contactId));
    const spooled = [...visits.values()].filter((visit) => isOpen(visit) || ids.has(visit.contactId));
    live.restore(spooled, open);
    translation.restore(spooled, open, now);
  }
  const say = (name: string, headers: Record<string, string | number>) =>
    translation.message(
      amiMessage([['Event', name], ...Object.entries(headers).map(([k, v]) => [k, `${v}`] as const)]),
      now,
    );
  const after = (seconds: number) => {
    now += seconds * 1000;
  };
  const c = { Uniqueid: 'C', Linkedid: 'C' };
  return {
    say,
    after,
    events,
    translation,
    /** Entities as a screen would show them. */
    floor: () => live.floor.floor,
    now: () => now,
    visits,
    contacts,
    rows: () => Object.fromEntries([...visits].map(([key, visit]) => [key, figuresOf(visit)])),
    row: (key: string) => {
      const visit = visits.get(`x|${key}`);
      return visit === undefined ? undefined : figuresOf(visit);
    },
    linkFlaps: (uptimeSeconds = 86_400) => {
      translation.linkDown(now, 'closed');
      translation.linkUp(now);
      say('FullyBooted', { Uptime: uptimeSeconds });
    },
    join: (queue = 'genel', who = c) => say('QueueCallerJoin', { ...who, Queue: queue, Position: 1, Count: 1 }),
    leave: (queue = 'genel') => say('QueueCallerLeave', { ...c, Queue: queue, Position: 1, Count: 0 }),
    abandon: (wait: number, queue = 'genel') => say('QueueCallerAbandon', { ...c, Queue: queue, HoldTime: wait }),
    called: (leg = 'D') =>
      say('AgentCalled', { ...c, DestUniqueid: leg, Queue: 'genel', Interface: 'PJSIP/1', MemberName: 'Ayşe' }),
    connect: (wait: number, leg = 'D', queue = 'genel', agent = 'PJSIP/1') =>
      say('AgentConnect', {
        ...c,
        DestUniqueid: leg,
        Queue: queue,
        Interface: agent,
        MemberName: 'Ayşe',
        HoldTime: wait,
        RingTime: 2,
      }),
    complete: (
      talk: number,
      reason: string,
      headers: Record<string, string> = { ...c, DestUniqueid: 'D' },
      queue = 'genel',
    ) =>
      say('AgentComplete', {
        ...headers,
        Queue: queue,
        Interface: 'PJSIP/1',
        MemberName: 'Ayşe',
        HoldTime: 3,
        TalkTime: talk,
        Reason: reason,
      }),
    hangup: (channel = 'C') => say('Hangup', { Uniqueid: channel, Linkedid: 'C', Cause: 16 }),
    hangupRequest: (channel = 'C') => say('HangupRequest', { Uniqueid: channel, Linkedid: 'C' }),
    status: (value: string) => say('VarSet', { ...c, Variable: 'QUEUESTATUS', Value: value }),
    queues: (...waiting: string[]) => {
      say('QueueParams', { Queue: 'genel', Max: 0 });
      for (const id of waiting) say('QueueEntry', { Queue: 'genel', Position: 1, Uniqueid: id, Wait: 30 });
      say('QueueStatusComplete', { EventList: 'Complete', ListItems: 1 });
    },
    channels: (...live: string[]) => {
      for (const id of live) say('CoreShowChannel', { Uniqueid: id, Linkedid: id });
      say('CoreShowChannelsComplete', { EventList: 'Complete', ListItems: live.length });
    },
  };
}

export interface ToldExchange {
  visits: Map<string, Visit>;
  contacts: Map<string, Contact>;
  now: () => number;
}

function figuresOf({ outcome, waitSeconds, talkEnd, talkSeconds, outcomeReason }: Visit) {
  return { outcome, waitSeconds, talkEnd, talkSeconds, outcomeReason };
}
