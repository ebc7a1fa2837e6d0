import type { AlarmEntry } from '#lib/alarm/alarmEntry.ts';
import type { Contact } from '#lib/contact/contact.ts';
import type { Visit } from '#lib/contact/visit.ts';
import { readAlarmLog } from '#lib/database/alarmLog.ts';
import { contactsStarted } from '#lib/database/contacts.ts';
import { type Database, openDatabase } from '#lib/database/database.ts';
import { embeddedAddress } from '#lib/database/embeddedAddress.ts';
import { visitsOffered } from '#lib/database/visits.ts';
import { runningInstance } from '../supervisor/instanceLock.ts';

/** Every visit and contact of an exchange in the ledger of the installation that runs in this folder. @throws Error when none does */
export async function ledgerRows(dataDir: string, exchange: string): Promise<{ visits: Visit[]; contacts: Contact[] }> {
  const until = Date.now() + 86_400_000;
  return withDatabase(dataDir, async (db) => ({
    visits: await visitsOffered(db, exchange, 0, until),
    contacts: await contactsStarted(db, exchange, 0, until),
  }));
}

/** Every alarm in the log of the same. @throws Error when none runs */
export function alarmRows(dataDir: string): Promise<AlarmEntry[]> {
  return withDatabase(dataDir, (db) => readAlarmLog(db, { limit: 100_000 }));
}

async function withDatabase<T>(dataDir: string, read: (db: Database) => Promise<T>): Promise<T> {
  const instance = runningInstance(dataDir);
  if (instance === null) throw new Error(`No installation runs in ${dataDir}`);
  const url = embeddedAddress(dataDir, instance.databasePort);
  const db = openDatabase({ url, applicationName: 'chaos', max: 1 });
  try {
    return await read(db);
  } finally {
    await db.destroy();
  }
}
