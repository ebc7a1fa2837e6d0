import { queueOfExtension } from './dialplan.ts';
import type { Lab } from './lab.ts';

const citizensQueues = [501, 502, 503, 504].map((extension) => queueOfExtension[extension] ?? '');
const members = Array.from({ length: 12 }, (_, nth) => `Local/${1001 + nth}@from-queue/n`);
const reasons = ['Mola', 'Öğle yemeği', 'Eğitim|toplantı', 'çay ☕', '', 'WC: kısa', 'a'.repeat(70)];

/** One act of a supervisor or an agent, drawn at random, as they come in a call hall. */
export async function anyAct(lab: Lab): Promise<void> {
  const { random, operator } = lab;
  const pick = <T>(values: readonly T[]) => values[Math.floor(random.uniform() * values.length)] as T;
  const member = pick(members);
  const queue = pick(citizensQueues);
  const talking = operator.which('talking').filter((call) => citizensQueues.includes(call.queue));
  const waiting = operator.which('waiting');
  const acts: Record<string, { weight: number; act: () => Promise<void> | void }> = {
    pause: {
      weight: 8,
      act: () => lab.act('QueuePause', { Interface: member, Paused: 'true', Reason: pick(reasons) }),
    },
    pauseOne: {
      weight: 6,
      act: () => lab.act('QueuePause', { Interface: member, Queue: queue, Paused: 'true', Reason: pick(reasons) }),
    },
    unpause: { weight: 16, act: () => lab.act('QueuePause', { Interface: member, Paused: 'false' }) },
    logOut: { weight: 2, act: () => lab.act('QueueRemove', { Queue: queue, Interface: member }) },
    logIn: {
      weight: 4,
      act: () =>
        lab.act('QueueAdd', { Queue: queue, Interface: member, MemberName: `Yeni ${member.slice(6, 10)}`, Penalty: 1 }),
    },
    redirect: {
      weight: 5,
      act: () => redirect(lab, pick(talking)?.channel, pick([501, 502, 503, 504])),
    },
    redirectSame: { weight: 2, act: () => sameQueue(lab, pick(talking)) },
    redirectWaiting: { weight: 3, act: () => redirect(lab, pick(waiting)?.channel, pick([501, 502, 503, 504])) },
    redirectOut: { weight: 2, act: () => redirect(lab, pick([...talking, ...waiting])?.channel, 600) },
    blind: { weight: 4, act: () => transfer(lab, 'BlindTransfer', pick(talking)?.channel) },
    attended: { weight: 2, act: () => transfer(lab, 'Atxfer', pick(talking)?.agentChannel ?? undefined) },
    withdraw: {
      weight: 4,
      act: () => {
        const call = pick(waiting);
        if (call !== undefined)
          return lab.act('QueueWithdrawCaller', {
            Queue: call.queue,
            Caller: call.channel,
            WithdrawInfo: 'geri aranacak',
          });
      },
    },
    hangUpTrunk: { weight: 3, act: () => hangUp(lab, pick([...talking, ...waiting])?.channel) },
    hangUpAgent: { weight: 2, act: () => hangUp(lab, pick(talking)?.agentChannel ?? undefined) },
    hangUpRinging: { weight: 2, act: () => hangUp(lab, pick([...operator.ringing.keys()])) },
    emptyQueue: { weight: 2, act: () => emptied(lab, '185-ariza', pick([1500, 4000])) },
    park: {
      weight: 2,
      act: () => {
        const call = pick(talking);
        if (call?.agentChannel)
          return lab.act('Park', { Channel: call.channel, TimeoutChannel: call.agentChannel, Timeout: 3000 });
      },
    },
    penalty: { weight: 2, act: () => lab.act('QueuePenalty', { Interface: member, Penalty: pick([0, 1, 5]) }) },
    ringInUse: {
      weight: 1,
      act: () => lab.act('QueueMemberRingInUse', { Interface: member, RingInUse: pick(['yes', 'no']) }),
    },
    priority: {
      weight: 1,
      act: () => {
        const call = pick(waiting);
        if (call !== undefined)
          return lab.act('QueueChangePriorityCaller', { Queue: call.queue, Caller: call.channel, Priority: 5 });
      },
    },
    ownRow: {
      weight: 1,
      act: () => lab.act('QueueLog', { Queue: queue, Event: 'OZEL', Interface: member, Message: 'a|b' }),
    },
    userEvent: { weight: 1, act: () => lab.act('UserEvent', { UserEvent: 'Test', UniqueID: '1.1' }) },
    reset: { weight: 1, act: () => lab.act('QueueReset', { Queue: queue }) },
    wrong: { weight: 1, act: () => lab.act('QueueAdd', { Queue: 'yok', Interface: member }) },
  };
  const total = Object.values(acts).reduce((sum, { weight }) => sum + weight, 0);
  let at = random.uniform() * total;
  for (const { weight, act } of Object.values(acts)) {
    at -= weight;
    if (at < 0) return act();
  }
}

async function redirect(lab: Lab, channel: string | undefined, extension: number): Promise<void> {
  if (channel !== undefined)
    await lab.act('Redirect', { Channel: channel, Context: 'transfer', Exten: extension, Priority: 1 });
}

async function sameQueue(lab: Lab, call: { channel: string; queue: string } | undefined): Promise<void> {
  const extension = Object.entries(queueOfExtension).find(([, queue]) => queue === call?.queue)?.[0];
  if (call !== undefined && extension !== undefined) await redirect(lab, call.channel, Number(extension));
}

async function transfer(lab: Lab, action: 'BlindTransfer' | 'Atxfer', channel: string | undefined): Promise<void> {
  const exten = [501, 502, 503, 504, 600][Math.floor(lab.random.uniform() * 5)] ?? 600;
  if (channel !== undefined) await lab.act(action, { Channel: channel, Context: 'transfer', Exten: exten });
}

async function hangUp(lab: Lab, channel: string | undefined): Promise<void> {
  if (channel !== undefined) await lab.act('Hangup', { Channel: channel, Cause: 16 });
}

/** All members of a queue go away for a while. */
export async function emptied(lab: Lab, queue: string, ms: number): Promise<void> {
  const list = await lab.operator.list('QueueStatus', { Queue: queue });
  const present =
    list?.items.filter((item) => item.name === 'QueueMember').map((item) => item.get('Location') ?? '') ?? [];
  const pause = (paused: 'true' | 'false') =>
    Promise.all(
      present.map((one) => lab.act('QueuePause', { Interface: one, Queue: queue, Paused: paused, Reason: 'Boş' })),
    );
  await pause('true');
  await lab.wait(ms);
  await pause('false');
}
