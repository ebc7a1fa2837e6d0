import { randomUUID } from 'node:crypto';
import type { Principal } from '#lib/access/principal.ts';
import type { LiveScreen, ScreenSettings } from '#lib/board/screenAssignment.ts';
import { writeAudit } from '#lib/database/auditLog.ts';
import type { Database } from '#lib/database/database.ts';
import { decidePairing } from '#lib/database/pairings.ts';
import { addScreen, changeScreen, readScreen, readScreens, revokeScreen } from '#lib/database/screens.ts';
import type { KeptScreen } from '#lib/screen/keptScreen.ts';

/** A screen as Settings → Screens lists it; never with anything of its token. */
export interface ListedScreen extends Omit<KeptScreen, 'tokenHash' | 'revokedAt'> {
  /** null: it is not connected now. */
  live: LiveScreen | null;
  /** Approved, and its TV has not fetched its token yet. */
  waiting: boolean;
}

export async function listedScreens(db: Database, live: readonly LiveScreen[]): Promise<ListedScreen[]> {
  const byId = new Map(live.map((screen) => [screen.id, screen]));
  return (await readScreens(db))
    .filter(({ revokedAt }) => revokedAt === null)
    .map(({ tokenHash, revokedAt: _, ...screen }) => ({
      ...screen,
      live: byId.get(screen.id) ?? null,
      waiting: tokenHash === null,
    }));
}

/** Approves a waiting pairing for a new screen, or for the one of `screen`, which gets another token. */
export function approveScreen(
  db: Database,
  who: Principal,
  userCode: string,
  { name, settings, screen }: { name: string; settings: ScreenSettings; screen?: string | undefined },
  now: number,
): Promise<{ id: string } | 'no_such_code' | 'gone'> {
  return db
    .transaction()
    .execute(async (tx) => {
      const id = screen ?? randomUUID();
      if (screen === undefined) await addScreen(tx, { id, name, settings, by: who.name });
      else if (!(await changeScreen(tx, id, { name, settings }))) return 'gone';
      if (!(await decidePairing(tx, userCode, id, now))) throw new NoSuchCode();
      const detail = { id, boards: settings.boards, anew: screen !== undefined };
      await writeAudit(tx, { who, action: 'screen.paired', subject: name, detail });
      return { id };
    })
    .catch((error: unknown) => {
      // thrown, so that nothing of the transaction stands
      if (error instanceof NoSuchCode) return 'no_such_code' as const;
      throw error;
    });
}
class NoSuchCode extends Error {}

/** Was there such a screen? */
export async function saveScreen(
  db: Database,
  who: Principal,
  id: string,
  to: { name: string; settings: ScreenSettings },
): Promise<boolean> {
  const before = await readScreen(db, id);
  if (before === null) return false;
  return db.transaction().execute(async (tx) => {
    if (!(await changeScreen(tx, id, to))) return false;
    const was = before.settings as unknown as Record<string, unknown>;
    const changed = Object.entries(to.settings).filter(
      ([key, value]) => JSON.stringify(was[key]) !== JSON.stringify(value),
    );
    const detail = {
      id,
      ...(before.name === to.name ? {} : { nameBefore: before.name }),
      before: Object.fromEntries(changed.map(([key]) => [key, was[key]])),
      after: Object.fromEntries(changed),
    };
    await writeAudit(tx, { who, action: 'screen.changed', subject: to.name, detail });
    return true;
  });
}

/** Was there such a screen? */
export async function endScreen(db: Database, who: Principal, id: string): Promise<boolean> {
  const before = await readScreen(db, id);
  if (before === null) return false;
  return db.transaction().execute(async (tx) => {
    if (!(await revokeScreen(tx, id))) return false;
    await writeAudit(tx, { who, action: 'screen.revoked', subject: before.name, detail: { id } });
    return true;
  });
}
