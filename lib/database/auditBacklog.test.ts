import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { AuditBacklog } from './auditBacklog.ts';
import { readAudit } from './auditLog.ts';
import { openTestDatabase } from './testDatabase.ts';

test('what the audit log does not take now is written when it does, once, with the instant at which it was', async () => {
  const shared = await openTestDatabase();
  const { db } = shared;
  const trouble: string[] = [];
  const backlog = new AuditBacklog(db, (sentence) => trouble.push(sentence), 20);
  await sql`alter table audit_log rename to audit_log_away`.execute(db);
  const began = Date.now();
  for (const subject of ['a', 'b']) backlog.write({ who: null, action: 'callers.seen', subject });
  await vi.waitFor(() => expect(trouble).toHaveLength(1));
  const failed = Date.now();
  await sql`alter table audit_log_away rename to audit_log`.execute(db);
  await vi.waitFor(async () => expect(await readAudit(db, { limit: 9 })).toHaveLength(2));
  backlog.write({ who: null, action: 'callers.seen', subject: 'c' });
  await vi.waitFor(async () => expect(await readAudit(db, { limit: 9 })).toHaveLength(3));
  const [, b, a] = await readAudit(db, { limit: 9 });
  expect([a?.subject, b?.subject]).toEqual(['a', 'b']);
  expect(a?.at).toBeGreaterThanOrEqual(began);
  expect(a?.at).toBeLessThanOrEqual(failed);
  backlog.stop();
  await shared.close();
});
