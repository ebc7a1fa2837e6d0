import { type AlarmCondition, type AlarmRule, alarmRuleProblems, alarmRuleSchema } from '#lib/alarm/alarmRule.ts';

/** What a new rule begins with. */
export const newRule: AlarmRule = {
  id: 'new',
  name: null,
  on: true,
  level: 'warn',
  sound: true,
  deliver: false,
  scope: { centres: [], queues: [] },
  per: 'centre',
  raiseAfterSeconds: 60,
  clearAfterSeconds: 60,
  condition: { kind: 'waiting', limit: 10, hysteresis: 3 },
};

/** What each kind of condition begins with. */
export const usualConditions: { [K in AlarmCondition['kind']]: Extract<AlarmCondition, { kind: K }> } = {
  waiting: { kind: 'waiting', limit: 10, hysteresis: 3 },
  longest_wait: { kind: 'longest_wait', limitSeconds: 180, hysteresisSeconds: 60 },
  service_level: {
    kind: 'service_level',
    limitRatio: 0.7,
    hysteresisRatio: 0.05,
    window: 'hour',
    leastContacts: 40,
  },
  no_agents: { kind: 'no_agents', counted: 'available', most: 0, when: 'somebody_waits' },
  source_stale: { kind: 'source_stale' },
  forecast_exceeded: {
    kind: 'forecast_exceeded',
    window: 'hour',
    marginRatio: 0.1,
    hysteresisRatio: 0.05,
    leastContacts: 40,
  },
};
export const conditionKinds = Object.keys(usualConditions) as AlarmCondition['kind'][];

/** The rule as it may be kept, or what is wrong with it. */
export function checkedRule(
  draft: AlarmRule,
): { rule: AlarmRule } | { problem: (typeof alarmRuleProblems)[number] | 'invalid' } {
  const read = alarmRuleSchema.safeParse(draft);
  if (read.success) return { rule: read.data };
  const said = read.error.issues.map(({ message }) => message);
  return { problem: alarmRuleProblems.find((problem) => said.includes(problem)) ?? 'invalid' };
}

/** A rule on queues cannot ask for hours, nor one on exchanges for queues: what fits the kind stays. */
export function withKind(draft: AlarmRule, kind: AlarmCondition['kind']): AlarmRule {
  const ofExchange = kind === 'source_stale';
  const condition = usualConditions[kind];
  const hourly = 'window' in condition && (draft.per === 'queue' || draft.scope.queues.length > 0);
  return {
    ...draft,
    condition: hourly ? { ...condition, window: 'day' } : condition,
    per: ofExchange ? 'centre' : draft.per,
    scope: ofExchange ? { ...draft.scope, queues: [] } : draft.scope,
  };
}
