import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AgentSpan, agentSpanKey } from '../agent/agentSpan.ts';
import { agentStanding } from '../agent/agentStanding.ts';
import type { AgentNow } from '../feed/feedEvents.ts';
import type { DeviceState, PbxEvent, QueueMembership, SnapshotQueue } from '../pbx/pbxEvent.ts';
import { AgentFloor } from './agentFloor.ts';

const devices: DeviceState[] = ['idle', 'in_use', 'ringing', 'on_hold', 'unavailable', 'unknown'];
const queueNames = ['genel', 'ulasim', 'sosyal'];
const instant = fc.option(fc.integer({ min: 1, max: 100_000 }), { nil: null });

const member = (agent: string): fc.Arbitrary<QueueMembership> =>
  fc.record({
    agent: fc.constant(agent),
    agentName: fc.constantFrom('Ayşe', 'Işık', 'İrem'),
    device: fc.constantFrom(...devices),
    paused: fc.boolean(),
    pauseReason: fc.constantFrom(null, 'Mola', 'Yemek'),
    inCall: fc.boolean(),
    pausedSince: instant,
    lastPausedAt: instant,
    signedInSince: instant,
    lastCallEndedAt: instant,
    kind: fc.constantFrom('dynamic' as const, 'realtime' as const, null),
  });
const agents = ['PJSIP/1', 'PJSIP/2', 'PJSIP/3'];
const someMember = fc.constantFrom(...agents).chain(member);
const list: fc.Arbitrary<SnapshotQueue[]> = fc
  .tuple(...queueNames.map(() => fc.subarray(agents).chain((some) => fc.tuple(...some.map(member)))))
  .map((members) => queueNames.map((queue, i) => ({ queue, waiting: [], members: members[i] ?? [] })));

type Told = Record<string, unknown>;
const happening: fc.Arbitrary<Told> = fc.oneof(
  list.map((queues) => ({ kind: 'floor_snapshot', queues })),
  fc.record({ queue: fc.constantFrom(...queueNames), member: someMember }).chain(({ queue, member }) => {
    const is = { queue, agent: member.agent, agentName: member.agentName };
    return fc.constantFrom<Told>(
      { kind: 'agent_joined_queue', ...is, member },
      { kind: 'agent_device', ...is, member },
      { kind: 'agent_left_queue', ...is },
      { kind: 'agent_paused', ...is, paused: member.paused, reason: member.pauseReason },
    );
  }),
  fc.constant({ kind: 'link_down', reason: 'closed' }),
  fc.constant({ kind: 'tick' }),
);

function play(
  told: readonly Told[],
  gaps: readonly number[],
  each: number,
  later?: (work: () => void) => void,
  between: (i: number) => void = () => undefined,
) {
  const shown = new Map<string, AgentNow>();
  const rows = new Map<string, AgentSpan>();
  const floor = new AgentFloor({
    exchange: 'x',
    centreOf: () => 'x',
    wrapUpSeconds: 0,
    limits: { ringingSeconds: null, wrapUpSeconds: null },
    onChange: (agent) => shown.set(agent.id, agent),
    onGone: (id) => shown.delete(id),
    onSuspect: () => undefined,
    later,
  });
  let at = 200_000;
  told.forEach((one, i) => {
    at += gaps[i % gaps.length] ?? 0;
    for (let time = 0; time < each; time++)
      if (one.kind === 'tick') floor.tick(at);
      else floor.apply({ at, receivedAt: at, ...one } as PbxEvent);
    between(i);
    for (const span of floor.timeline.take().states) rows.set(agentSpanKey(span), span);
  });
  floor.finishList();
  for (const span of floor.timeline.take().states) rows.set(agentSpanKey(span), span);
  return { shown, rows: [...rows.values()].sort(byStart), at };
}
const gaps = fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 7 });

test('whatever was told before, in whatever order: the floor stands as the last list says', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 30 }), gaps, list, (before, pauses, queues) => {
      const { shown, rows } = play([...before, { kind: 'floor_snapshot', queues }], pauses, 1);
      for (const agent of agents) {
        const memberships = new Map(
          queues.flatMap(({ queue, members }) => {
            const one = members.find((member) => member.agent === agent);
            return one === undefined ? [] : [[queue, one] as const];
          }),
        );
        const now = shown.get(`x:${agent}`);
        if (memberships.size === 0) expect(now?.state ?? 'signed_out').toBe('signed_out');
        else {
          const { state, queue, pauseReason, pausedIn } = agentStanding({
            ...{ memberships, offers: new Map(), talks: new Map(), wrapUp: null, settling: false },
          });
          expect(now).toMatchObject({
            state,
            pauseReason,
            onQueue: queue === null ? null : `x:${queue}`,
            queues: [...memberships.keys()].map((name) => `x:${name}`),
            pausedIn: pausedIn.map((name) => `x:${name}`),
          });
          expect([...memberships.values()].map(({ agentName }) => agentName)).toContain(now?.name);
          const open = rows.filter((span) => span.agent === agent && span.endedAt === null);
          expect(open).toMatchObject([{ state, queue }]);
        }
      }
    }),
    { seed: 3, numRuns: 300 },
  );
});

test('an agent’s spans follow each other, never overlap, and only the last is open; nothing begins in the future', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 40 }), gaps, (told, pauses) => {
      const { rows, shown, at } = play(told, pauses, 1);
      for (const agent of agents) {
        const own = rows.filter((span) => span.agent === agent);
        own.forEach((span, i) => {
          const next = own[i + 1];
          expect(span.endedAt ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(
            next?.startedAt ?? Number.POSITIVE_INFINITY,
          );
          expect(span.endedAt ?? at).toBeGreaterThanOrEqual(span.startedAt);
          expect(span.since).toBeLessThanOrEqual(at);
        });
        expect(shown.get(`x:${agent}`)?.since ?? 0).toBeLessThanOrEqual(at);
      }
    }),
    { seed: 5, numRuns: 300 },
  );
});

test('what is told twice makes the same rows as told once', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 25 }), gaps, (told, pauses) => {
      expect(play(told, pauses, 2).rows).toEqual(play(told, pauses, 1).rows);
    }),
    { seed: 7, numRuns: 200 },
  );
});

test('a list that is gone through little by little says the same as one that is taken in at once', () => {
  const noTick = happening.filter(({ kind }) => kind !== 'tick');
  fc.assert(
    fc.property(
      fc.array(noTick, { maxLength: 40 }),
      gaps,
      fc.array(fc.boolean(), { minLength: 1 }),
      (told, pauses, turns) => {
        const waiting: (() => void)[] = [];
        const inSlices = play(
          told,
          pauses,
          1,
          (work) => waiting.push(work),
          (i) => {
            if (turns[i % turns.length]) for (const work of waiting.splice(0)) work();
          },
        );
        const atOnce = play(told, pauses, 1);
        expect(inSlices.rows).toEqual(atOnce.rows);
        expect(new Map([...inSlices.shown].sort())).toEqual(new Map([...atOnce.shown].sort()));
      },
    ),
    { seed: 11, numRuns: 300 },
  );
});

function byStart(a: AgentSpan, b: AgentSpan): number {
  return a.agent.localeCompare(b.agent) || a.startedAt - b.startedAt;
}
