import { randomBytes } from 'node:crypto';
import type { Principal } from '#lib/access/principal.ts';
import type { AlarmRule, KeptAlarmRule } from '#lib/alarm/alarmRule.ts';
import { isBuiltInRule, withBuiltIn } from '#lib/alarm/builtInRules.ts';
import { changeAlarmRule, createAlarmRule, deleteAlarmRule, readAlarmRules } from '#lib/database/alarmRules.ts';
import { writeAudit } from '#lib/database/auditLog.ts';
import type { Database } from '#lib/database/database.ts';

export type NotKeptRule = { refused: 'gone' } | { refused: 'conflict'; newest: KeptAlarmRule | null };

/** Every rule, the built-in ones first. */
export async function allRules(db: Database): Promise<KeptAlarmRule[]> {
  const all = withBuiltIn((await readAlarmRules(db)).rules);
  return [...all.filter(({ builtIn }) => builtIn), ...all.filter(({ builtIn }) => !builtIn)];
}

export async function makeRule(db: Database, who: Principal, rule: Omit<AlarmRule, 'id'>): Promise<KeptAlarmRule> {
  const id = `rule-${randomBytes(5).toString('hex')}`;
  return db.transaction().execute(async (tx) => {
    const made = await createAlarmRule(tx, { ...rule, id }, who.name);
    if (made === null) throw new Error(`The id ${id} was made twice`);
    await writeAudit(tx, {
      who,
      action: 'alarm_rule.made',
      subject: subjectOf(made),
      detail: { rule: made.id, ...rule },
    });
    return made;
  });
}

/** Writes a changed rule. `revision` is the one that was changed; 0 of a built-in rule that nobody has changed yet. */
export async function saveRule(
  db: Database,
  who: Principal,
  rule: AlarmRule,
  revision: number,
): Promise<KeptAlarmRule | NotKeptRule> {
  const before = (await allRules(db)).find(({ id }) => id === rule.id);
  if (before === undefined) return { refused: 'gone' };
  return db.transaction().execute(async (tx) => {
    const saved =
      revision === 0
        ? isBuiltInRule(rule.id)
          ? await createAlarmRule(tx, rule, who.name)
          : null
        : await changeAlarmRule(tx, rule, revision, who.name);
    if (saved === null) return { refused: 'conflict', newest: before };
    await writeAudit(tx, {
      who,
      action: 'alarm_rule.changed',
      subject: subjectOf(saved),
      detail: { before: plain(before), after: plain(saved) },
    });
    return saved;
  });
}

/** Was there one? Of a built-in rule only what was changed is dropped. */
export async function removeRule(db: Database, who: Principal, id: string): Promise<boolean> {
  const before = (await allRules(db)).find((rule) => rule.id === id);
  return db.transaction().execute(async (tx) => {
    if (before === undefined || !(await deleteAlarmRule(tx, id))) return false;
    const action = before.builtIn ? 'alarm_rule.reset' : 'alarm_rule.deleted';
    await writeAudit(tx, { who, action, subject: subjectOf(before), detail: plain(before) });
    return true;
  });
}

function subjectOf({ name, id }: AlarmRule): string {
  return name ?? id;
}

function plain({ builtIn, changed, revision, changedAt, changedBy, ...rule }: KeptAlarmRule): AlarmRule {
  return rule;
}
