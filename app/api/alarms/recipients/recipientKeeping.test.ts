import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Principal } from '#lib/access/principal.ts';
import { alarmRecipientSchema } from '#lib/alarm/alarmRecipient.ts';
import { readAudit } from '#lib/database/auditLog.ts';
import { openTestDatabase, type TestDatabase } from '#lib/database/testDatabase.ts';
import { newRecipient, removeRecipient, saveRecipient } from './recipientKeeping.ts';

let shared: TestDatabase;
beforeAll(async () => {
  shared = await openTestDatabase();
});
afterAll(() => shared.close());

const who: Principal = { id: 'p', name: 'Ayşe', username: 'ayse', role: 'manager' };
const webhook = (url: string, more: object = {}) => alarmRecipientSchema.parse({ kind: 'webhook', url, ...more });

test('the record says where messages go, went before, and what else changed, and tells no secret', async () => {
  const { db } = shared;
  const { id, secret } = await newRecipient(db, who, webhook('https://one.example/hook/gizli-1'));
  const change = (url: string, renew = false, more: object = {}) =>
    saveRecipient(db, who, { id, recipient: webhook(url, more), renew });
  await change('https://two.example:8443/hook/gizli-1');
  const renewed = await change('https://two.example:8443/hook/gizli-2', true, { leastLevel: 'warn', centres: ['153'] });
  await removeRecipient(db, who, id);
  const rows = await readAudit(db, { limit: 10 });
  expect(rows.map(({ detail }) => detail).reverse()).toEqual([
    {
      ...{ id, kind: 'webhook', goesTo: 'https://one.example', label: '', on: true },
      ...{ leastLevel: 'alarm', centres: '', onCleared: true },
    },
    { id, goesTo: ['https://one.example', 'https://two.example:8443'] },
    { id, leastLevel: ['alarm', 'warn'], centres: ['', '153'], pathChanged: true, secretRenewed: true },
    { id, kind: 'webhook', goesTo: 'https://two.example:8443' },
  ]);
  const told = JSON.stringify(rows);
  for (const hidden of ['gizli', secret ?? '-', renewed === 'gone' ? '-' : (renewed.secret ?? '-')])
    expect(told).not.toContain(hidden);
});
