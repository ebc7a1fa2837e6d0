import type { Contact } from '#lib/contact/contact.ts';
import type { Visit } from '#lib/contact/visit.ts';
import { contactsStarted } from '#lib/database/contacts.ts';
import { openDatabase } from '#lib/database/database.ts';
import { visitsOffered } from '#lib/database/visits.ts';
import { runningInstance } from '../supervisor/instanceLock.ts';

/** Every visit and contact of an exchange in the ledger of the installation that runs in this folder. @throws Error when none does */
export async function ledgerRows(dataDir: string, exchange: string): Promise<{ visits: Visit[]; contacts: Contact[] }> {
  const instance = runningInstance(dataDir);
  if (instance === null) throw new Error(`No installation runs in ${dataDir}`);
  const url = `postgres://postgres@127.0.0.1:${instance.databasePort}/postgres`;
  const db = openDatabase({ url, applicationName: 'chaos', max: 1 });
  try {
    const until = Date.now() + 86_400_000;
    return {
      visits: await visitsOffered(db, exchange, 0, until),
      contacts: await contactsStarted(db, exchange, 0, until),
    };
  } finally {
    await db.destroy();
  }
}
