import { z } from 'zod';
import { alarmRuleSchema } from '#lib/alarm/alarmRule.ts';
import { wallControl } from '#lib/feed/wallControl.ts';
import { requirePermission } from '../../../access/principal.ts';
import { database } from '../../../database.ts';
import { answer, bodyOf, unlessAway } from '../../jsonAnswer.ts';
import { allRules, makeRule } from '../ruleKeeping.ts';

export const dynamic = 'force-dynamic';

/** `{rules}`: every rule as KeptAlarmRule, the built-in ones first. */
export async function GET(): Promise<Response> {
  await requirePermission('acknowledge_alarms');
  return unlessAway(async () => answer({ rules: await allRules(database()) }));
}

/** Makes a rule of `{name, level, condition, …}`; 201 with the KeptAlarmRule. */
export async function POST(request: Request): Promise<Response> {
  const who = await requirePermission('edit_alarm_rules');
  const body = await bodyOf(request, ruleBody);
  if (body instanceof Response) return body;
  return unlessAway(async () => {
    const { id, ...rule } = body;
    const made = await makeRule(database(), who, rule);
    wallControl()?.alarmRulesChanged();
    return answer(made, 201);
  });
}

/** A new rule needs no id: it gets one. */
const ruleBody = z.preprocess(
  (body) => (typeof body === 'object' && body !== null ? { ...body, id: 'new' } : body),
  alarmRuleSchema,
);
