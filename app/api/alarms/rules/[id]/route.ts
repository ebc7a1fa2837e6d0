import { z } from 'zod';
import { alarmRuleSchema } from '#lib/alarm/alarmRule.ts';
import { wallControl } from '#lib/feed/wallControl.ts';
import { requirePermission } from '../../../../access/principal.ts';
import { database } from '../../../../database.ts';
import { answer, bodyOf, refusal, unlessAway } from '../../../jsonAnswer.ts';
import { removeRule, saveRule } from '../../ruleKeeping.ts';

export const dynamic = 'force-dynamic';

interface Context {
  params: Promise<{ id: string }>;
}
const noRule = (id: string) => refusal(404, 'gone', `There is no alarm rule ${id}.`);
const changed = z.object({ rule: alarmRuleSchema, revision: z.int().min(0) });

/** Writes `{rule, revision}`, `revision` being the one that was changed; answers the KeptAlarmRule, or 409 with `newest`. */
export async function PUT(request: Request, { params }: Context): Promise<Response> {
  const who = await requirePermission('edit_alarm_rules');
  const { id } = await params;
  const body = await bodyOf(request, changed);
  if (body instanceof Response) return body;
  return unlessAway(async () => {
    const saved = await saveRule(database(), who, { ...body.rule, id }, body.revision);
    if (!('refused' in saved)) {
      wallControl()?.alarmRulesChanged();
      return answer(saved);
    }
    if (saved.refused === 'gone') return noRule(id);
    const { newest } = saved;
    return refusal(409, 'conflict', 'Somebody else has changed this rule meanwhile; look at theirs first.', { newest });
  });
}

/** Deletes the rule; of a built-in one what was changed, so that it holds again as it came. */
export async function DELETE(_: Request, { params }: Context): Promise<Response> {
  const who = await requirePermission('edit_alarm_rules');
  const { id } = await params;
  return unlessAway(async () => {
    if (!(await removeRule(database(), who, id))) return noRule(id);
    wallControl()?.alarmRulesChanged();
    return answer({ deleted: id });
  });
}
