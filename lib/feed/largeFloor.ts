import { ExchangeFloor } from '../floor/exchangeFloor.ts';
import { VisitLedger } from '../ledger/visitLedger.ts';
import type { PbxEvent } from '../pbx/pbxEvent.ts';

/** Start of the day that is filled: 21 November 2026 in Istanbul. */
const dayStart = Date.UTC(2026, 10, 20, 21);
const quarterMs = 900_000;

/** A hall made of events, which goes on as it is told. */
export interface LargeHall {
  floor: ExchangeFloor;
  /** What happens at `at` (epoch ms); the rest is a PbxEvent's. */
  tell(at: number, told: Record<string, unknown>): void;
  queueName(nth: number): string;
  agents: number;
}

/** The floor of `largeHall`. */
export function largeFloor(queues: number, agentsPerQueue = 10, callsPerQuarter = 3): ExchangeFloor {
  return largeHall(queues, agentsPerQueue, callsPerQuarter).floor;
}

/**
 * The floor of an exchange at the end of a full day, made of events: every queue had calls in each quarter of an hour,
 * most of them answered. For tests and benches of the feed.
 *
 * @param agentsPerQueue each agent serves five queues
 * @param callsPerQuarter calls of each queue in each quarter of an hour
 * @param centre of all its queues
 */
export function largeHall(queues: number, agentsPerQueue = 10, callsPerQuarter = 3, centre = 'merkez'): LargeHall {
  const ledger = new VisitLedger('x');
  const floor = new ExchangeFloor({
    exchange: 'x',
    profileOf: (queue) => ({ centre, label: `Kuyruk ${queue}`, thresholdSeconds: 20 }),
    dayStartOf: () => dayStart,
    wrapUpSeconds: 10,
  });
  const tell = (at: number, told: Record<string, unknown>) => {
    const event = { at, receivedAt: at, ...told } as PbxEvent;
    floor.apply(event, ledger.apply(event).visits);
  };
  const nameOf = (queue: number) => `kuyruk-${String(queue % queues).padStart(4, '0')}`;
  const agents = queues * agentsPerQueue;
  const member = (agent: number) => ({
    ...{ agent: `PJSIP/${1001 + agent}`, agentName: `Ayşe Yılmaz ${agent}`, device: 'idle', paused: false },
    ...{ pauseReason: null, inCall: false, pausedSince: null, lastPausedAt: null, signedInSince: dayStart },
    ...{ lastCallEndedAt: null, kind: 'dynamic' },
  });
  const members = Array.from({ length: queues }, () => [] as ReturnType<typeof member>[]);
  for (let agent = 0; agent < agents; agent++)
    for (let n = 0; n < 5; n++) members[(agent + n * 37) % queues]?.push(member(agent));
  const listed = members.map((own, queue) => ({ queue: nameOf(queue), waiting: [], members: own }));
  tell(dayStart, { kind: 'floor_snapshot', queues: listed });
  let calls = 0;
  for (let quarter = 0; quarter < 96; quarter++)
    for (let queue = 0; queue < queues; queue++)
      for (let n = 0; n < callsPerQuarter; n++) {
        const at = dayStart + quarter * quarterMs + n * 1000;
        const callId = `${Math.floor(at / 1000)}.${calls++}`;
        const visit = { callId, queue: nameOf(queue), nth: 1 };
        tell(at, { kind: 'visit_joined', ...visit, contactId: callId, channel: 'voice', position: 1 });
        // some wait still at the end of the day
        if (quarter === 95 && n === callsPerQuarter - 1) continue;
        const waitSeconds = 3 + ((queue + n) % 29);
        const leftAt = at + waitSeconds * 1000;
        if ((queue + quarter) % 9 === n) {
          tell(leftAt, {
            kind: 'visit_not_answered',
            ...visit,
            outcome: 'abandoned',
            leftAt,
            waitSeconds,
            reason: null,
          });
        } else {
          const agent = `PJSIP/${1001 + (calls % agents)}`;
          const agentName = `Ayşe Yılmaz ${calls % agents}`;
          tell(leftAt, { kind: 'visit_answered', ...visit, agent, agentName, waitSeconds, ringSeconds: 3 });
          const endedAt = leftAt + 140_000;
          tell(endedAt, { kind: 'talk_ended', ...visit, agent, talkEnd: 'by_caller', endedAt, talkSeconds: 140 });
        }
        tell(leftAt + 150_000, { kind: 'contact_ended', contactId: callId, contained: false, subject: null });
      }
  return { floor, tell, queueName: nameOf, agents };
}
