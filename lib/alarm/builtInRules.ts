import { type AlarmRule, alarmRuleSchema, type KeptAlarmRule } from './alarmRule.ts';

/**
 * The rules of a fresh installation: few, and slow to ring, so that an ordinary day is a quiet one. They can be changed and
 * switched off; a row of the same id in the database takes a rule's place.
 */
export const builtInRules: readonly AlarmRule[] = [
  {
    id: 'source-silent',
    level: 'alarm',
    deliver: true,
    raiseAfterSeconds: 60,
    clearAfterSeconds: 10,
    condition: { kind: 'source_stale' },
  },
  {
    id: 'nobody-signed-in',
    level: 'alarm',
    deliver: true,
    raiseAfterSeconds: 120,
    clearAfterSeconds: 30,
    condition: { kind: 'no_agents', counted: 'signed_in', most: 0, when: 'somebody_waits' },
  },
  {
    id: 'long-wait',
    level: 'warn',
    raiseAfterSeconds: 30,
    clearAfterSeconds: 60,
    condition: { kind: 'longest_wait', limitSeconds: 300, hysteresisSeconds: 60 },
  },
  {
    id: 'very-long-wait',
    level: 'alarm',
    deliver: true,
    raiseAfterSeconds: 30,
    clearAfterSeconds: 60,
    condition: { kind: 'longest_wait', limitSeconds: 900, hysteresisSeconds: 300 },
  },
  {
    id: 'many-waiting',
    level: 'alarm',
    deliver: true,
    raiseAfterSeconds: 300,
    clearAfterSeconds: 120,
    condition: { kind: 'waiting', limit: 30, hysteresis: 10 },
  },
  {
    id: 'service-level-low',
    level: 'warn',
    sound: false,
    raiseAfterSeconds: 600,
    clearAfterSeconds: 300,
    condition: { kind: 'service_level', limitRatio: 0.5, hysteresisRatio: 0.05, window: 'hour', leastContacts: 40 },
  },
  {
    id: 'more-than-forecast',
    level: 'warn',
    sound: false,
    raiseAfterSeconds: 60,
    clearAfterSeconds: 60,
    condition: {
      kind: 'forecast_exceeded',
      window: 'hour',
      marginRatio: 0.25,
      hysteresisRatio: 0.1,
      leastContacts: 100,
    },
  },
].map((rule) => alarmRuleSchema.parse(rule));

/** All rules: those kept, and of the built-in ones those that nobody has changed. */
export function withBuiltIn(kept: readonly KeptAlarmRule[]): KeptAlarmRule[] {
  const ids = new Set(kept.map(({ id }) => id));
  const unchanged = builtInRules
    .filter(({ id }) => !ids.has(id))
    .map((rule) => ({ ...rule, builtIn: true, changed: false, revision: 0, changedAt: null, changedBy: null }));
  return [...unchanged, ...kept];
}

/** Such a rule may be changed or switched off; deleted, it is as it was built in. */
export function isBuiltInRule(id: string): boolean {
  return builtInRules.some((rule) => rule.id === id);
}
