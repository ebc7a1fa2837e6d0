import type { AlarmCondition } from './alarmRule.ts';

/**
 * `over`: what the rule tells of is the case; `clear`: it is over, by the hysteresis; `between`: neither; `unknown`: nobody
 * can tell, so that an alarm is neither raised nor cleared.
 */
export type AlarmJudgement = 'over' | 'between' | 'clear' | 'unknown';

/** A figure as the rule saw it. */
export interface AlarmReading {
  judged: AlarmJudgement;
  /** In the unit of the rule's kind (contacts, seconds, share 0–1, agents); null: not known. */
  value: number | null;
  /** What it is held against; null: there is no such figure. */
  limit: number | null;
}

export const unknownReading: AlarmReading = { judged: 'unknown', value: null, limit: null };

/** A figure that is bad when high. `atLeast`: it is a lower bound, since some of it is not known. */
export function judgeAbove(
  value: number,
  { limit, back, atLeast = false }: { limit: number; back: number; atLeast?: boolean },
): AlarmReading {
  if (value > limit) return { judged: 'over', value, limit };
  if (atLeast) return { judged: 'unknown', value: null, limit };
  return { judged: value <= limit - back ? 'clear' : 'between', value, limit };
}

/** A figure that is bad when low. */
export function judgeBelow(value: number, { limit, back }: { limit: number; back: number }): AlarmReading {
  if (value < limit) return { judged: 'over', value, limit };
  return { judged: value >= Math.min(1, limit + back) ? 'clear' : 'between', value, limit };
}

/** Of two values of a rule's figure the one that is worse; null: neither is known. */
export function worseValue(kind: AlarmCondition['kind'], a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  const low = kind === 'service_level' || kind === 'no_agents';
  return low ? Math.min(a, b) : Math.max(a, b);
}
