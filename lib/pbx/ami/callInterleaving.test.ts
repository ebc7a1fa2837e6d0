import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toldExchange } from './toldExchange.ts';

type Headers = Record<string, string | number>;
/** What the exchange does next, and the event that it sends of it. */
interface Step {
  event: string;
  headers: Headers;
  waits?: [callId: string, queue: string | null];
  runs?: [channel: string, runs: boolean];
}
type Act = 'answered' | 'abandoned' | 'timedOut' | 'redirected' | 'transferred' | 'leftByKey';

/** One call's life: it goes from queue to queue by its acts; the last one ends it. */
function lifeOf(callId: string, acts: readonly Act[]): Step[] {
  const c = { Uniqueid: callId, Linkedid: callId };
  const steps: Step[] = [{ event: 'Newchannel', headers: { ...c, Context: 'from-trunk' }, runs: [callId, true] }];
  acts.forEach((act, i) => {
    const at = { ...c, Queue: i % 2 === 0 || act === 'redirected' ? 'genel' : 'ulasim' };
    const agentLeg = `${callId}-${i}`;
    const talk = { ...at, DestUniqueid: agentLeg, Interface: `PJSIP/${i}`, MemberName: 'Ayşe', HoldTime: 0 };
    const tell = (event: string, headers: Headers, rest: Partial<Step> = {}) => steps.push({ event, headers, ...rest });
    const hangup = (channel: string) =>
      tell('Hangup', { Uniqueid: channel, Linkedid: callId }, { runs: [channel, false] });
    tell('QueueCallerJoin', { ...at, Position: 1 }, { waits: [callId, at.Queue] });
    tell('AgentCalled', talk, { runs: [agentLeg, true] });
    if (act === 'abandoned' || act === 'timedOut' || act === 'leftByKey') {
      if (act === 'abandoned') tell('HangupRequest', c);
      hangup(agentLeg);
      if (act !== 'leftByKey') tell('QueueCallerAbandon', { ...at, HoldTime: 0 });
      tell('QueueCallerLeave', at, { waits: [callId, null] });
      if (act === 'timedOut') tell('VarSet', { ...c, Variable: 'QUEUESTATUS', Value: 'TIMEOUT' });
    } else {
      tell('QueueCallerLeave', at, { waits: [callId, null] });
      tell('AgentConnect', { ...talk, RingTime: 1 });
      if (act === 'transferred') tell('BlindTransfer', { Result: 'Success', TransfereeUniqueid: callId });
      if (act !== 'redirected')
        tell('AgentComplete', { ...talk, TalkTime: 0, Reason: act === 'transferred' ? 'transfer' : 'agent' });
      hangup(agentLeg);
    }
  });
  steps.push({ event: 'Hangup', headers: c, runs: [callId, false] });
  return steps;
}

const ends: Act[] = ['answered', 'abandoned', 'timedOut', 'leftByKey'];
const life = fc
  .tuple(
    fc.array(fc.constantFrom<Act>('timedOut', 'redirected', 'transferred', 'leftByKey'), { maxLength: 2 }),
    fc.constantFrom(...ends),
  )
  .map(([before, end]) => [...before, end]);

/** Several calls, their steps shuffled together as `order` says. */
function happenings(lives: readonly Act[][], order: readonly number[]): Step[] {
  const left = lives.map((acts, i) => lifeOf(`C${i}`, acts));
  const all: Step[] = [];
  for (let turn = 0; left.some((steps) => steps.length > 0); turn++) {
    const open = left.filter((steps) => steps.length > 0);
    const next = open[(order[turn % order.length] ?? 0) % open.length]?.shift();
    if (next !== undefined) all.push(next);
  }
  return all;
}

/** The exchange as it is after its first `count` steps: who waits where, and which channels run. */
function stateAfter(steps: readonly Step[], count: number) {
  const waits = new Map<string, string>();
  const runs = new Set<string>();
  for (const step of steps.slice(0, count)) {
    const [callId = '', queue = null] = step.waits ?? [];
    if (queue !== null) waits.set(callId, queue);
    else waits.delete(callId);
    if (step.runs?.[1]) runs.add(step.runs[0]);
    else if (step.runs) runs.delete(step.runs[0]);
  }
  return { waits, runs };
}

function lists(x: ReturnType<typeof toldExchange>, { waits, runs }: ReturnType<typeof stateAfter>) {
  for (const queue of ['genel', 'ulasim']) {
    x.say('QueueParams', { Queue: queue, Max: 0 });
    for (const nth of [0, 1, 2])
      x.say('QueueMember', { Queue: queue, Name: 'Ayşe', Location: `PJSIP/${nth}`, Status: 1, Paused: 0 });
  }
  for (const [callId, queue] of waits) x.say('QueueEntry', { Queue: queue, Position: 1, Uniqueid: callId, Wait: 0 });
  x.say('QueueStatusComplete', { EventList: 'Complete' });
  x.channels(...runs);
}

/** What stands on the board: visits that wait or talk, agents that ring, contacts that have not ended. */
function ghosts(x: ReturnType<typeof toldExchange>) {
  const ringing = new Set<string>();
  for (const event of x.events) {
    if (event.kind === 'agent_offered') ringing.add(`${event.callId}|${event.agent}`);
    else if (event.kind === 'agent_missed' || event.kind === 'agent_offer_withdrawn' || event.kind === 'visit_answered')
      ringing.delete(`${event.callId}|${event.agent}`);
  }
  return {
    ringing: [...ringing],
    open: [...x.visits.values()].filter(
      ({ outcome, talkEnd }) => outcome === null || (outcome === 'answered' && talkEnd === null),
    ),
    contacts: [...x.contacts.values()].filter(({ endedAt }) => endedAt === null),
    onTheFloor: Object.keys(x.floor().contacts),
    inLine: Object.values(x.floor().queues).filter(
      ({ waiting, longestWaitingSince }) => waiting > 0 || longestWaitingSince,
    ),
    busyAgents: Object.values(x.floor().agents).filter(({ state }) => state === 'ringing' || state === 'on_contact'),
    remembered: rememberedLater(x),
  };
}

/** A minute after the last hang-up nothing of any call is kept. */
function rememberedLater(x: ReturnType<typeof toldExchange>): number {
  x.after(90);
  x.translation.tick(x.now());
  return x.translation.remembered.calls;
}
const none = { ringing: [], open: [], contacts: [], onTheFloor: [], inLine: [], busyAgents: [], remembered: 0 };
const outcomeOf = {
  answered: 'answered',
  redirected: 'answered',
  transferred: 'answered',
  abandoned: 'abandoned',
  timedOut: 'timed_out',
  leftByKey: 'left_by_key',
};
const traffic = fc.record({
  lives: fc.array(life, { minLength: 1, maxLength: 4 }),
  order: fc.array(fc.nat(3), { minLength: 1, maxLength: 20 }),
});

test('lists that are ahead of the events, at any place, change no visit and leave no ghost', () => {
  const list = fc.record({ behind: fc.nat(60), ahead: fc.nat(12) });
  fc.assert(
    fc.property(traffic, fc.array(list, { maxLength: 6 }), ({ lives, order }, taken) => {
      const steps = happenings(lives, order);
      const x = toldExchange();
      lists(x, stateAfter(steps, 0));
      let listedAt = 0;
      steps.forEach((step, told) => {
        // what happened before a list is told before the next one, which is asked for seconds later
        const list = taken.find(({ behind }) => behind % steps.length === told);
        if (list !== undefined && told >= listedAt) {
          listedAt = Math.min(steps.length, told + list.ahead);
          lists(x, stateAfter(steps, listedAt));
        }
        x.say(step.event, step.headers);
        x.after(0.1);
      });
      x.after(5);
      x.translation.tick(x.now());
      const told = [...x.visits.values()];
      expect(told).toHaveLength(lives.flat().length);
      expect(told.map(({ outcome }) => outcome).sort()).toEqual(
        lives
          .flat()
          .map((act) => outcomeOf[act])
          .sort(),
      );
      expect(Object.keys(x.floor().agents)).toHaveLength(3);
      expect(ghosts(x)).toEqual(none);
    }),
    { seed: 20261121, numRuns: 600 },
  );
});

test('a connection that is lost, or a process that is killed, at any place and for any while makes no visit twice and leaves no ghost', () => {
  const cut = fc.record({ from: fc.nat(60), steps: fc.nat(15), killed: fc.boolean() });
  fc.assert(
    fc.property(traffic, fc.array(cut, { minLength: 1, maxLength: 3 }), ({ lives, order }, cuts) => {
      const steps = happenings(lives, order);
      let x = toldExchange();
      lists(x, stateAfter(steps, 0));
      for (let told = 0; told < steps.length; told++) {
        const now = cuts.find(({ from }) => from % steps.length === told);
        if (now !== undefined && now.steps > 0) {
          told = Math.min(steps.length, told + now.steps);
          if (now.killed) x = toldExchange(x);
          x.linkFlaps();
          lists(x, stateAfter(steps, told));
          x.after(5);
          lists(x, stateAfter(steps, told));
        }
        const step = steps[told];
        if (step !== undefined) x.say(step.event, step.headers);
        x.after(0.1);
      }
      for (const pause of [5, 5, 5]) {
        x.after(pause);
        lists(x, stateAfter(steps, steps.length));
        x.translation.tick(x.now());
      }
      expect(x.visits.size).toBeLessThanOrEqual(lives.flat().length);
      expect(ghosts(x)).toEqual(none);
    }),
    { seed: 20261121, numRuns: 600 },
  );
});
