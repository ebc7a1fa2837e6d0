import type { AlarmNow, Floor, QueueNow } from '#lib/feed/feedEvents.ts';
import type { AlarmRule } from './alarmRule.ts';

/** One thing that a rule is watched for. */
export interface AlarmTarget {
  /** Unique within the rule. */
  key: string;
  /** null: several centres together. */
  centre: string | null;
  /** The queue's id, where it is about that queue alone. */
  queue: string | null;
  /** The exchange's id, where it is about its connection. */
  source: string | null;
  centres: string[];
  queues: QueueNow[];
  /** Which centres and queues an alarm of it names, where these are not all. */
  named: Pick<AlarmNow, 'centres' | 'queues'>;
}

/** What a rule is watched for on this floor; a centre without a known queue is none. */
export function alarmTargets(rule: AlarmRule, floor: Floor): AlarmTarget[] {
  const { scope, per, condition } = rule;
  const ofCentre = (centre: string) => scope.centres.length === 0 || scope.centres.includes(centre);
  if (condition.kind === 'source_stale') {
    return Object.values(floor.sources)
      .filter(({ centre }) => ofCentre(centre))
      .map(({ id, centre }) => ({
        key: `source:${id}`,
        centre,
        queue: null,
        source: id,
        centres: [centre],
        queues: [],
        named: {},
      }));
  }
  const every = Object.values(floor.queues);
  const queues = every.filter(
    ({ id, centre }) => ofCentre(centre) && (scope.queues.length === 0 || scope.queues.includes(id)),
  );
  if (queues.length === 0) return [];
  if (per === 'queue') {
    return queues.map((queue) => ({
      key: `queue:${queue.id}`,
      centre: queue.centre,
      queue: queue.id,
      source: null,
      centres: [queue.centre],
      queues: [queue],
      named: {},
    }));
  }
  const byCentre = Map.groupBy(queues, ({ centre }) => centre);
  if (per === 'centre') {
    return [...byCentre].map(([centre, own]) => ({
      key: `centre:${centre}`,
      centre,
      queue: null,
      source: null,
      centres: [centre],
      queues: own,
      named: namedQueues(own, every),
    }));
  }
  const centres = [...byCentre.keys()];
  const known = Object.keys(floor.centres);
  // what the rule says, whether a centre's queues are on the floor by now or not
  const ofRule = scope.centres.length > 0 ? scope.centres : [...new Set([...known, ...centres])];
  const meant = scope.queues.length > 0 ? centres : ofRule;
  const only = meant.length === 1 ? (meant[0] ?? null) : null;
  const some = only === null && known.some((id) => !meant.includes(id));
  const named = { ...(some ? { centres: [...meant] } : {}), ...namedQueues(queues, every) };
  return [{ key: 'together', centre: only, queue: null, source: null, centres, queues, named }];
}

/** Of a part of its centres' queues: which. */
function namedQueues(watched: readonly QueueNow[], every: readonly QueueNow[]): { queues?: string[] } {
  const ids = new Set(watched.map(({ id }) => id));
  const centres = new Set(watched.map(({ centre }) => centre));
  const whole = every.every(({ id, centre }) => ids.has(id) || !centres.has(centre));
  return whole ? {} : { queues: [...ids] };
}
