import type { Migration } from 'kysely/migration';
import * as visitsAndRollups from './0001VisitsAndRollups.ts';

/** In order of their names; a released one never changes. */
export const migrations: Record<string, Migration> = {
  '0001VisitsAndRollups': visitsAndRollups,
};
