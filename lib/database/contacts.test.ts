import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Contact, mergeContact } from '#lib/contact/contact.ts';
import { contactsStarted, upsertContacts } from './contacts.ts';
import { openTestDatabase, type TestDatabase } from './testDatabase.ts';

const t0 = Date.UTC(2026, 9, 5, 9, 0);
let shared: TestDatabase;
beforeAll(async () => {
  shared = await openTestDatabase();
});
afterAll(() => shared.close());
beforeEach(() => shared.db.deleteFrom('contact').execute());

const contact: Contact = {
  ...{ exchange: '153', contactId: 'c.1', channel: 'voice', startedAt: t0, endedAt: null },
  ...{ visits: 0, firstQueue: null, contained: null, subject: null },
};
const kept = () => contactsStarted(shared.db, '153', 0, 4e12);

test('contacts are found by the instant at which they began', async () => {
  await upsertContacts(shared.db, [contact, { ...contact, contactId: 'c.2', startedAt: t0 + 1000 }]);
  expect(await contactsStarted(shared.db, '153', t0, t0 + 1000)).toEqual([contact]);
  expect(await contactsStarted(shared.db, '185', 0, 4e12)).toEqual([]);
});

test('the database merges as the ledger does, in one statement or several', async () => {
  const account = fc.record({
    startedAt: fc.constantFrom(t0, t0 - 1000, t0 - 60_000),
    endedAt: fc.constantFrom(null, t0 + 9000, t0 + 20_000),
    visit: fc.constantFrom(
      { visits: 0, firstQueue: null },
      { visits: 1, firstQueue: 'genel' },
      { visits: 2, firstQueue: 'su' },
    ),
    contained: fc.constantFrom(null, true, false),
    subject: fc.constantFrom(null, 'borç', 'yol'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(account, { minLength: 1, maxLength: 4 }), fc.boolean(), async (accounts, atOnce) => {
      await shared.db.deleteFrom('contact').execute();
      const told = accounts.map(({ visit, ...one }): Contact => {
        const whole = { ...contact, ...one, ...visit };
        return whole.visits > 0 ? { ...whole, contained: false } : whole;
      });
      if (atOnce) await upsertContacts(shared.db, told);
      else for (const one of told) await upsertContacts(shared.db, [one]);
      expect(await kept()).toEqual([told.reduce(mergeContact)]);
      expect(await upsertContacts(shared.db, await kept())).toBe(0);
    }),
    { seed: 3, numRuns: 60 },
  );
});
