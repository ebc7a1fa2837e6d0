import { type Kysely, type Selectable, sql } from 'kysely';
import { type AlarmRule, alarmRuleSchema, type KeptAlarmRule } from '#lib/alarm/alarmRule.ts';
import { isBuiltInRule } from '#lib/alarm/builtInRules.ts';
import { type AlarmSettings, alarmSettingsSchema, usualAlarmSettings } from '#lib/alarm/quietHours.ts';
import type { AlarmRuleTable } from './alarmTables.ts';
import type { Schema } from './schema.ts';

/** A rule that is none, as after a change by hand or of a newer release: it is not watched, and said. */
export interface UnreadableRule {
  id: string;
  /** One sentence: what is wrong, and where. */
  problem: string;
}

/** Rules that were ever made or changed, by id; the built-in ones that nobody changed are not among them. */
export async function readAlarmRules(
  db: Kysely<Schema>,
): Promise<{ rules: KeptAlarmRule[]; unreadable: UnreadableRule[] }> {
  const rules: KeptAlarmRule[] = [];
  const unreadable: UnreadableRule[] = [];
  for (const row of await db.selectFrom('alarm_rule').selectAll().orderBy('id').execute()) {
    const read = ruleOf(row);
    if ('problem' in read) unreadable.push(read);
    else rules.push(read);
  }
  return { rules, unreadable };
}

/** Writes a new rule, or a built-in one that is changed for the first time; null: that id is taken. */
export async function createAlarmRule(db: Kysely<Schema>, rule: AlarmRule, by: string): Promise<KeptAlarmRule | null> {
  const row = await db
    .insertInto('alarm_rule')
    .values({ id: rule.id, revision: 1, rule: definitionOf(rule), changed_by: by })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
  return row === undefined ? null : kept(ruleOf(row));
}

/** Writes a rule in place of the revision that was changed; null: that is no longer the newest one, or it is gone. */
export async function changeAlarmRule(
  db: Kysely<Schema>,
  rule: AlarmRule,
  revision: number,
  by: string,
): Promise<KeptAlarmRule | null> {
  const row = await db
    .updateTable('alarm_rule')
    .set({ revision: revision + 1, rule: definitionOf(rule), changed_at: sql`now()`, changed_by: by })
    .where('id', '=', rule.id)
    .where('revision', '=', revision)
    .returningAll()
    .executeTakeFirst();
  return row === undefined ? null : kept(ruleOf(row));
}

/** Was there one? A built-in rule of that id holds again as it was built in. */
export async function deleteAlarmRule(db: Kysely<Schema>, id: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('alarm_rule').where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
}

/** What holds for all alarms; the usual, where nobody has set it or what stands there is none. */
export async function readAlarmSettings(db: Kysely<Schema>): Promise<AlarmSettings> {
  const row = await db.selectFrom('alarm_setting').select('settings').executeTakeFirst();
  return alarmSettingsSchema.safeParse(row?.settings ?? {}).data ?? usualAlarmSettings;
}

export async function writeAlarmSettings(db: Kysely<Schema>, settings: AlarmSettings, by: string): Promise<void> {
  const value = sql<unknown>`${JSON.stringify(settings)}::jsonb`;
  await db
    .insertInto('alarm_setting')
    .values({ settings: value, changed_by: by })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet({ settings: value, changed_at: sql`now()`, changed_by: by }),
    )
    .execute();
}

function definitionOf({ id, ...rule }: AlarmRule) {
  return sql<unknown>`${JSON.stringify(rule)}::jsonb`;
}

function ruleOf(row: Selectable<AlarmRuleTable>): KeptAlarmRule | UnreadableRule {
  const read = alarmRuleSchema.safeParse({ ...(row.rule as object | null), id: row.id });
  if (!read.success) {
    const [issue] = read.error.issues;
    return {
      id: row.id,
      problem: `Alarm rule ${row.id} is not watched: at ${issue?.path.join('.')}, ${issue?.message}`,
    };
  }
  return {
    ...read.data,
    builtIn: isBuiltInRule(row.id),
    changed: true,
    revision: row.revision,
    changedAt: row.changed_at,
    changedBy: row.changed_by,
  };
}

function kept(rule: KeptAlarmRule | UnreadableRule): KeptAlarmRule {
  if ('problem' in rule) throw new Error(rule.problem);
  return rule;
}
