import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AlarmEntry } from '#lib/alarm/alarmEntry.ts';
import { alarmRuleSchema } from '#lib/alarm/alarmRule.ts';
import { dueDeliveries, writeAndDeliver } from '#lib/database/alarmDeliveries.ts';
import { readAlarmLog } from '#lib/database/alarmLog.ts';
import { addRecipient } from '#lib/database/alarmRecipients.ts';
import { createAlarmRule } from '#lib/database/alarmRules.ts';
import { openTestDatabase, type TestDatabase } from '#lib/database/testDatabase.ts';
import { emptyFloor } from '#lib/feed/applyPatch.ts';
import { Messenger } from '#lib/notification/messenger.ts';
import { alarmSettings } from '#lib/settingsAlarms.ts';
import { AlarmArchive } from './alarmArchive.ts';
import { AlarmCourier } from './alarmCourier.ts';
import { AlarmKeeper } from './alarmKeeper.ts';
import { AlarmMemory } from './alarmMemory.ts';

let shared: TestDatabase;
let messenger: Messenger;
beforeAll(async () => {
  shared = await openTestDatabase();
  const env = { smtp: 'smtp://127.0.0.1:1', secret: null, from: 'santral@example.org', webhookHosts: [] };
  messenger = new Messenger({ ...alarmSettings(undefined, env), url: null });
});
afterAll(async () => {
  messenger?.close();
  await shared?.close();
});

const labels = { centres: {}, queues: {}, sources: {} };
const courier = (zone: string) =>
  new AlarmCourier(
    shared.db,
    messenger,
    () => ({ labels, zone }),
    () => undefined,
  );

test('a rule that changes while the rules are being read is read in the next round', async () => {
  const keeper = new AlarmKeeper(new AlarmMemory(join(shared.dataDir, 'alarms.json')), () => 'UTC');
  const archive = new AlarmArchive(shared.db, keeper, courier('UTC'), { floor: emptyFloor(), linked: false });
  const round = archive.round();
  archive.rulesChanged();
  await round;
  const rule = alarmRuleSchema.parse({
    ...{ id: 'yeni', level: 'warn', raiseAfterSeconds: 0, clearAfterSeconds: 0 },
    condition: { kind: 'waiting', limit: 5 },
  });
  await createAlarmRule(shared.db, rule, 'Ayşe');
  expect(await archive.round()).toBe(true);
  expect(await archive.round()).toBe(false);
});

test('a message that cannot be made is tried again later, holds up no other, and the log says why', async () => {
  const recipient = { kind: 'email' as const, address: 'nobetci@example.org', locale: 'tr' as const, label: null };
  const told = { ...recipient, on: true, leastLevel: 'warn' as const, centres: [], onCleared: false };
  await addRecipient(shared.db, { id: 'mail', recipient: told, secret: null }, 'Ayşe');
  const entry: AlarmEntry = {
    ...{ id: 'a1', rule: 'r', name: '', kind: 'waiting', level: 'alarm', target: 'centre:153', centre: '153' },
    ...{ queue: null, source: null, raisedAt: 0, value: 12, worst: 12, limit: 10, deliver: true, clearedAt: null },
    ...{ endedBecause: null, acknowledgedAt: null, acknowledgedBy: null },
  };
  await writeAndDeliver(shared.db, [entry]);
  const { sent, failed } = await courier('Ay/Deniz').round();
  expect(sent).toBe(0);
  expect(failed).toEqual([expect.stringMatching(/^The message about alarm a1 could not be made: RangeError/)]);
  expect(await dueDeliveries(shared.db, Date.now(), 10)).toEqual([]);
  const [logged] = await readAlarmLog(shared.db, { limit: 1 });
  expect(logged?.deliveries).toMatchObject({ waiting: 1, lastError: failed[0] });
});
