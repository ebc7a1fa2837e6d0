import { alarmRuleSchema } from '#lib/alarm/alarmRule.ts';
import { requirePermission } from '../../../../access/principal.ts';
import { database, settings } from '../../../../database.ts';
import { answer, bodyOf, unlessAway } from '../../../jsonAnswer.ts';
import { replayRule } from './replayRule.ts';

export const dynamic = 'force-dynamic';

/** Tries an AlarmRule on the last seven days: a Replay, or `{unknown}`, why nothing can be said. Changes nothing. */
export async function POST(request: Request): Promise<Response> {
  await requirePermission('edit_alarm_rules');
  const rule = await bodyOf(request, alarmRuleSchema);
  if (rule instanceof Response) return rule;
  return unlessAway(async () => {
    const replay = await replayRule(database(), rule, settings(), Date.now());
    return answer(typeof replay === 'string' ? { unknown: replay } : replay);
  });
}
