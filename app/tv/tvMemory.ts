import { z } from 'zod';
import { boardSchema } from '#lib/board/board.ts';
import type { ScreenAssignment } from '#lib/board/screenAssignment.ts';
import { screenNameSchema, screenSettingsSchema } from '#lib/screen/screenSettings.ts';

/** What a TV knows of itself over a power cut. */
export interface TvMemory {
  token: string;
  /** As it was last told; null: never yet. */
  assignment: ScreenAssignment | null;
  /** Of the first centre that it shows, for its nights before the server is there. */
  zone: string | null;
}

const key = 'santral-tv';
const assignmentSchema = screenSettingsSchema.omit({ boards: true }).extend({
  id: z.string(),
  name: screenNameSchema,
  boards: z.array(boardSchema),
}) satisfies z.ZodType<ScreenAssignment>;

/** null: this TV is not paired, or its browser keeps nothing. */
export function readTvMemory(storage: Pick<Storage, 'getItem'>): TvMemory | null {
  try {
    const kept = JSON.parse(storage.getItem(key) ?? 'null') as Partial<TvMemory> | null;
    if (typeof kept?.token !== 'string' || kept.token === '') return null;
    // What an older release wrote may not be understood; the server tells it again.
    const assignment = assignmentSchema.safeParse(kept.assignment);
    const zone = typeof kept.zone === 'string' && isZone(kept.zone) ? kept.zone : null;
    return { token: kept.token, assignment: assignment.success ? assignment.data : null, zone };
  } catch {
    return null;
  }
}

/** null forgets everything. Best effort: a TV that cannot keep its token is paired anew after a power cut. */
export function writeTvMemory(storage: Pick<Storage, 'setItem' | 'removeItem'>, memory: TvMemory | null): void {
  try {
    if (memory === null) storage.removeItem(key);
    else storage.setItem(key, JSON.stringify(memory));
  } catch {
    // Full or shut: what is shown now stays.
  }
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) !== null;
  } catch {
    return false;
  }
}
