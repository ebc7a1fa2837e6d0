import { readScreens } from '#lib/database/screens.ts';
import { database } from '../database.ts';

/** Names of the paired screens that show each board, by its id. Server only. */
export async function screensByBoard(): Promise<Record<string, string[]>> {
  const names: Record<string, string[]> = {};
  for (const { name, settings, revokedAt } of await readScreens(database())) {
    if (revokedAt !== null) continue;
    for (const board of settings.boards) names[board] = [...(names[board] ?? []), name];
  }
  return names;
}
