import type { Floor, QueueNow } from '#lib/feed/feedEvents.ts';
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
      }));
  }
  const queues = Object.values(floor.queues).filter(
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
    }));
  }
  const centres = [...byCentre.keys()];
  const only = centres.length === 1 ? (centres[0] ?? null) : null;
  return [{ key: 'together', centre: only, queue: null, source: null, centres, queues }];
}
