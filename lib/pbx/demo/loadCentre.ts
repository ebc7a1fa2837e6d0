import { amiClasses } from './amiClasses.ts';
import type { CentreModel, Subject } from './centreModel.ts';
import type { DemoCentre, DemoQueue } from './demoCentres.ts';

export interface LoadCentreOptions {
  queues: number;
  agents: number;
  /** Queues that each agent serves. */
  queuesPerAgent: number;
}

const usual = {
  strategy: 'leastrecent',
  ringSeconds: 18,
  retrySeconds: 1,
  wrapUpSeconds: 2,
  maxWaiting: 0,
  maxWaitSeconds: 120,
  joinEmpty: true,
  leaveWhenEmpty: false,
  serviceLevelSeconds: 20,
  callbackShare: 0.02,
} as const;

/**
 * A centre of any size for load tests: queues of equal demand, agents spread over them, and talks so short (a median of
 * seven seconds) that two thousand agents keep up with a hundred calls a second.
 *
 * @throws RangeError when an agent would serve more queues than there are
 */
export function loadCentre({ queues, agents, queuesPerAgent }: LoadCentreOptions): {
  centre: DemoCentre;
  model: CentreModel;
} {
  if (queuesPerAgent > queues) {
    throw new RangeError(`queuesPerAgent must be at most the number of queues, ${queues}, but is ${queuesPerAgent}.`);
  }
  const names = Array.from({ length: queues }, (_, i) => loadQueueName(i));
  const centre: DemoCentre = {
    id: 'yuk',
    label: 'Yük',
    zone: 'Europe/Istanbul',
    port: 0,
    account: { username: 'santral', secret: 'yuk', read: amiClasses, write: amiClasses },
    readonlyAccount: { username: 'readonly', secret: 'yuk-readonly', read: ['agent'], write: [] },
    inboundContexts: ['from-trunk'],
    outOfScopeSubjects: [],
    wrapUpSeconds: usual.wrapUpSeconds,
    agents,
    callsPerYear: 0,
    queues: names.map((queue): DemoQueue => ({ ...usual, queue, label: `Kuyruk ${queue}` })),
  };
  const subjects = names.map((queue, i): Subject => {
    const next = names[(i + 1) % queues] as string;
    const talk = { talkSeconds: 7, talkSigma: 0.5, contained: 0.01, passedTo: { queue: next, share: 0.03 } };
    return { name: queue, share: 1 / queues, queue, key: '1', ...talk };
  });
  const stride = Math.max(1, Math.floor(queues / queuesPerAgent));
  const skills = names.map((_, i) => ({
    parts: 1,
    penalties: Object.fromEntries(
      Array.from({ length: queuesPerAgent }, (_, n) => [names[(i + n * stride) % queues] as string, Math.min(n, 2)]),
    ),
  }));
  const model: CentreModel = {
    subjects,
    skills,
    workdayHours: Array<number>(24).fill(1),
    dayOffHours: Array<number>(24).fill(1),
    weekdays: Array<number>(7).fill(1),
    months: Array<number>(12).fill(1),
    dayOfMonth: () => 1,
    holidayFactor: 1,
    daySigma: 0,
    dayMemory: 0,
    burst: { subject: names[0] as string, perYear: 0, calls: [0, 0], halfLifeMinutes: 60 },
    greetingSeconds: 4,
    leftInIvr: 0.02,
    officeQueues: [],
    officeHours: [0, 24],
    nightQueue: names[0] as string,
  };
  return { centre, model };
}

/** Name of the nth queue, from 0. */
export function loadQueueName(nth: number): string {
  return `yuk-${String(nth + 1).padStart(4, '0')}`;
}
