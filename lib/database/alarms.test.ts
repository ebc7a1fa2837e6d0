import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AlarmEntry } from '#lib/alarm/alarmEntry.ts';
import type { AlarmRecipient } from '#lib/alarm/alarmRecipient.ts';
import { type AlarmRule, alarmRuleSchema } from '#lib/alarm/alarmRule.ts';
import { builtInRules, withBuiltIn } from '#lib/alarm/builtInRules.ts';
import { deliveryFailed, deliverySent, dueDeliveries, writeAndDeliver } from './alarmDeliveries.ts';
import { acknowledgeAlarm, readAlarmEntry, readAlarmLog, standingEntries, writeAlarmEntries } from './alarmLog.ts';
import { addRecipient, changeRecipient, deleteRecipient, readRecipients } from './alarmRecipients.ts';
import {
  changeAlarmRule,
  createAlarmRule,
  deleteAlarmRule,
  readAlarmRules,
  readAlarmSettings,
  writeAlarmSettings,
} from './alarmRules.ts';
import { openTestDatabase, type TestDatabase } from './testDatabase.ts';

let shared: TestDatabase;
beforeAll(async () => {
  shared = await openTestDatabase();
});
afterAll(() => shared?.close());

const at = Date.UTC(2026, 10, 21, 9);
function entry(id: string, change: Partial<AlarmEntry> = {}): AlarmEntry {
  return {
    ...{ id, rule: 'r', name: 'Çok bekleyen', kind: 'waiting', level: 'alarm', target: 'centre:153', centre: '153' },
    ...{ queue: null, source: null, raisedAt: at, value: 12, worst: 12, limit: 10, deliver: true, clearedAt: null },
    ...{ endedBecause: null, acknowledgedAt: null, acknowledgedBy: null },
    ...change,
  };
}

describe('rules', () => {
  const rule: AlarmRule = alarmRuleSchema.parse({
    id: 'long-wait',
    level: 'warn',
    raiseAfterSeconds: 10,
    clearAfterSeconds: 10,
    condition: { kind: 'longest_wait', limitSeconds: 100 },
  });

  it('stand in place of the built-in one of their id, which holds again when they are deleted', async () => {
    const first = await createAlarmRule(shared.db, rule, 'Ayşe');
    expect(first).toMatchObject({ revision: 1, builtIn: true, changed: true, changedBy: 'Ayşe' });
    expect(await createAlarmRule(shared.db, rule, 'Fatma')).toBeNull();
    const changed = await changeAlarmRule(shared.db, { ...rule, on: false }, 1, 'Fatma');
    expect(changed).toMatchObject({ revision: 2, on: false });
    expect(await changeAlarmRule(shared.db, rule, 1, 'Ayşe')).toBeNull();
    const all = withBuiltIn((await readAlarmRules(shared.db)).rules);
    expect(all).toHaveLength(builtInRules.length);
    expect(all.find(({ id }) => id === 'long-wait')).toMatchObject({ on: false });
    expect(await deleteAlarmRule(shared.db, 'long-wait')).toBe(true);
    expect(await deleteAlarmRule(shared.db, 'long-wait')).toBe(false);
    const again = withBuiltIn((await readAlarmRules(shared.db)).rules).find(({ id }) => id === 'long-wait');
    expect(again).toMatchObject({ on: true, changed: false });
  });

  it('that are none are told, and not watched', async () => {
    await shared.db
      .insertInto('alarm_rule')
      .values({ id: 'bozuk', revision: 1, rule: '{"level":"loud"}', changed_by: 'x' })
      .execute();
    const { rules, unreadable } = await readAlarmRules(shared.db);
    expect(rules).toEqual([]);
    expect(unreadable[0]?.problem).toMatch(/^Alarm rule bozuk is not watched: at level/);
    await deleteAlarmRule(shared.db, 'bozuk');
  });

  it('settings are the usual ones until somebody sets them', async () => {
    expect(await readAlarmSettings(shared.db)).toEqual({ volume: 0.5, quietHours: null });
    const settings = { volume: 0.8, quietHours: { from: '22:00', to: '07:00', alarmsToo: false } };
    await writeAlarmSettings(shared.db, { volume: 0.1, quietHours: null }, 'Ayşe');
    await writeAlarmSettings(shared.db, settings, 'Ayşe');
    expect(await readAlarmSettings(shared.db)).toEqual(settings);
  });
});

describe('the log', () => {
  it('knows each alarm once, its first figure, its worst, and who was first to acknowledge it', async () => {
    expect(await writeAlarmEntries(shared.db, [entry('a1')])).toEqual(new Set(['a1']));
    expect(await writeAlarmEntries(shared.db, [entry('a1', { value: 20, worst: 20 })])).toEqual(new Set());
    const first = await acknowledgeAlarm(shared.db, { id: 'a1', by: 'Ayşe', at: at + 1000 });
    const second = await acknowledgeAlarm(shared.db, { id: 'a1', by: 'Fatma', at: at + 2000 });
    expect([first?.first, second?.first, second?.alarm.acknowledgedBy]).toEqual([true, false, 'Ayşe']);
    expect(await standingEntries(shared.db)).toMatchObject([{ id: 'a1', value: 12, worst: 20 }]);
    await writeAlarmEntries(shared.db, [entry('a1', { worst: 25, clearedAt: at + 60_000, endedBecause: 'over' })]);
    expect(await standingEntries(shared.db)).toEqual([]);
    expect(await acknowledgeAlarm(shared.db, { id: 'a1', by: 'Fatma', at })).toBeNull();
    // Told late by a process that did not know.
    await writeAlarmEntries(shared.db, [entry('a1')]);
    const [logged] = await readAlarmLog(shared.db, { limit: 10 });
    expect(logged).toMatchObject({ clearedAt: at + 60_000, endedBecause: 'over', acknowledgedBy: 'Ayşe' });
  });

  it('is narrowed by time, centre and level', async () => {
    await writeAlarmEntries(shared.db, [
      entry('a2', { raisedAt: at + 3_600_000, centre: '185', level: 'warn' }),
      entry('a3', { raisedAt: at + 7_200_000, centre: null }),
      entry('a4', { raisedAt: at + 7_300_000, centre: null, centres: ['185', '444'], queues: ['185:su', '444:su'] }),
    ]);
    const ids = async (query: object) => (await readAlarmLog(shared.db, { limit: 10, ...query })).map(({ id }) => id);
    expect(await ids({})).toEqual(['a4', 'a3', 'a2', 'a1']);
    expect(await ids({ from: at + 1, to: at + 7_200_000 })).toEqual(['a2']);
    expect(await ids({ centre: '153' })).toEqual(['a3', 'a1']);
    expect(await ids({ centre: '185' })).toEqual(['a4', 'a3', 'a2']);
    expect(await readAlarmEntry(shared.db, 'a4')).toMatchObject({
      ...{ centre: null, centres: ['185', '444'], queues: ['185:su', '444:su'] },
    });
    expect(await ids({ level: 'alarm' })).toEqual(['a4', 'a3', 'a1']);
    expect(await ids({ limit: 1 })).toEqual(['a4']);
  });
});

describe('messages', () => {
  const mail = (change: object = {}): AlarmRecipient =>
    ({
      ...{ kind: 'email', address: 'a@example.org', locale: 'tr', label: null, on: true, leastLevel: 'alarm' },
      ...{ centres: [], onCleared: true },
      ...change,
    }) as AlarmRecipient;
  const due = async () =>
    (await dueDeliveries(shared.db, Date.now() + 1000, 50)).map(({ alarm, recipient, event, tries }) =>
      [alarm, recipient, event, tries].join(' '),
    );

  it('are made once for whoever is to be told, in order, and of the end only for whom was told', async () => {
    await addRecipient(shared.db, { id: 'm1', recipient: mail(), secret: null }, 'Ayşe');
    await addRecipient(
      shared.db,
      { id: 'm2', recipient: mail({ onCleared: false, centres: ['185'] }), secret: null },
      'x',
    );
    await addRecipient(shared.db, { id: 'm3', recipient: mail({ on: false }), secret: null }, 'x');
    await writeAndDeliver(shared.db, [entry('b1'), entry('b2', { centre: '185' })]);
    await writeAndDeliver(shared.db, [entry('b1'), entry('b3', { level: 'warn' }), entry('b4', { deliver: false })]);
    expect((await due()).sort()).toEqual(['b1 m1 raised 0', 'b2 m1 raised 0', 'b2 m2 raised 0']);
    // Over before it was told: first the one, then the other.
    const over = { clearedAt: at + 1000, endedBecause: 'over' } as const;
    await writeAndDeliver(shared.db, [entry('b1', over), entry('b2', { centre: '185', ...over })]);
    expect((await due()).sort()).toEqual(['b1 m1 raised 0', 'b2 m1 raised 0', 'b2 m2 raised 0']);
    for (const { id, alarm } of await dueDeliveries(shared.db, Date.now() + 1000, 50)) {
      if (alarm === 'b1') await deliverySent(shared.db, id, at);
      else await deliveryFailed(shared.db, { id, error: 'silent', at, nextAt: Date.now() + 3_600_000 });
    }
    expect(await due()).toEqual(['b1 m1 cleared 0']);
    expect((await readAlarmLog(shared.db, { limit: 50 })).find(({ id }) => id === 'b2')?.deliveries).toEqual({
      ...{ sent: 0, waiting: 3, failed: 0, lastError: 'silent' },
    });
  });

  it('end with their recipient', async () => {
    expect(await changeRecipient(shared.db, { id: 'm1', recipient: mail({ label: 'Nöbetçi' }) }, 'Ayşe')).toBe(true);
    expect((await readRecipients(shared.db)).map(({ id, label }) => `${id} ${label}`)).toContain('m1 Nöbetçi');
    expect(await deleteRecipient(shared.db, 'm1')).toBe(true);
    expect(await due()).toEqual([]);
  });
});
