import { database, orAway, settings } from '../database.ts';
import { centresWithQueues } from '../scope/centresWithQueues.ts';
import { scopeChoices } from '../scope/scopeChoices.ts';
import type { Hall } from './hall.ts';

/** Centres and queues of the settings and of history; while the database is away those of the settings alone. Server only. */
export async function readHall(): Promise<Hall> {
  const own = settings();
  const read = await orAway(() => centresWithQueues(database(), own));
  const centres = typeof read === 'string' ? own.centres : read;
  return {
    centres: scopeChoices(centres).map(({ centre, queues }) => ({
      ...centre,
      zone: own.centres.find(({ id }) => id === centre.id)?.zone ?? 'Europe/Istanbul',
      queues,
    })),
  };
}
