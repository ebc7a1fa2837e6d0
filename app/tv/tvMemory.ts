import { gridColumns, gridRows } from '#lib/board/grid.ts';
import type { ScreenAssignment } from '#lib/board/screenAssignment.ts';

/** What a TV knows of itself over a power cut. */
export interface TvMemory {
  token: string;
  /** As it was last told; null: never yet. */
  assignment: ScreenAssignment | null;
  /** Of the first centre that it shows, for its nights before the server is there. */
  zone: string | null;
}

const key = 'santral-tv';

/** null: this TV is not paired, or its browser keeps nothing. */
export function readTvMemory(storage: Pick<Storage, 'getItem'>): TvMemory | null {
  try {
    const kept = JSON.parse(storage.getItem(key) ?? 'null') as Partial<TvMemory> | null;
    if (typeof kept?.token !== 'string' || kept.token === '') return null;
    // What an older release wrote may not be understood; the server tells it again.
    const assignment = isAssignment(kept.assignment) ? kept.assignment : null;
    const zone = typeof kept.zone === 'string' && isZone(kept.zone) ? kept.zone : null;
    return { token: kept.token, assignment, zone };
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

/** By hand: a schema’s library would be an eighth of what a TV must load. */
function isAssignment(kept: unknown): kept is ScreenAssignment {
  return (
    isObject(kept) &&
    isText(kept.id) &&
    isText(kept.name) &&
    isBetween(kept.rotateSeconds, 10, 3600) &&
    (kept.locale === 'tr' || kept.locale === 'en') &&
    (kept.theme === 'dark' || kept.theme === 'light') &&
    isBetween(kept.viewingMetres, 1, 40) &&
    isBetween(kept.diagonalInches, 7, 150) &&
    (kept.night === null || isNight(kept.night)) &&
    typeof kept.pixelShift === 'boolean' &&
    (kept.volume === null || isBetween(kept.volume, 0, 1)) &&
    isListOf(kept.boards, isBoard)
  );
}

function isNight(kept: unknown): boolean {
  return isObject(kept) && isTimeOfDay(kept.from) && isTimeOfDay(kept.to) && isBetween(kept.brightness, 0.1, 1);
}

function isBoard(kept: unknown): boolean {
  return (
    isObject(kept) &&
    isText(kept.id) &&
    isText(kept.name) &&
    isListOf(kept.centres, isText) &&
    isListOf(kept.tiles, isTile)
  );
}

/** Of any kind: what this build does not know says so in its place, and so does a tile that fails by its options. */
function isTile(kept: unknown): boolean {
  if (!isObject(kept) || !isText(kept.id) || !isText(kept.kind) || !isObject(kept.scope)) return false;
  const { x, y, w, h, scope, title, thresholds, options } = kept;
  return (
    isBetween(x, 0, gridColumns - 1) &&
    isBetween(y, 0, gridRows - 1) &&
    isBetween(w, 1, gridColumns) &&
    isBetween(h, 1, gridRows) &&
    isListOf(scope.centres, isText) &&
    isListOf(scope.queues, isText) &&
    (title === null || isText(title)) &&
    (thresholds === null || isObject(thresholds)) &&
    isObject(options)
  );
}

const isObject = (kept: unknown): kept is Record<string, unknown> =>
  typeof kept === 'object' && kept !== null && !Array.isArray(kept);
const isText = (kept: unknown): kept is string => typeof kept === 'string';
const isBetween = (kept: unknown, least: number, most: number) =>
  typeof kept === 'number' && kept >= least && kept <= most;
const isListOf = (kept: unknown, is: (one: unknown) => boolean) => Array.isArray(kept) && kept.every(is);
const isTimeOfDay = (kept: unknown) => isText(kept) && /^\d\d:\d\d$/.test(kept);
