import { openDatabase } from '#lib/database/database.ts';
import { invite } from '#lib/database/invitations.ts';
import { isAnybodyThere } from '#lib/database/people.ts';
import { databaseAddress, type Settings } from '#lib/settings.ts';

/**
 * The one-time link that makes the first admin, as a path; null: there are persons already. Each start makes a new one,
 * and those of earlier starts hold no more.
 */
export async function setUpLink(settings: Settings): Promise<string | null> {
  const db = openDatabase({ url: databaseAddress(settings), applicationName: 'santral start', max: 1 });
  try {
    if (await isAnybodyThere(db)) return null;
    const { token } = await invite(db, null, null);
    return `/setup?token=${token}`;
  } finally {
    await db.destroy();
  }
}
