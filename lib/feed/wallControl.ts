import type { KeptBoard } from '../board/board.ts';
import type { LiveScreen } from '../board/screenAssignment.ts';
import type { AlarmNow, Floor } from './feedEvents.ts';

/**
 * What pages and their routes may ask of the live feed in the same process, after they have written to the database: each
 * call reads the tables anew and tells every screen concerned within a second. The web process hangs it on the global
 * object, since pages are bundled apart from it.
 */
export interface WallControl {
  /** Every board as the feed knows it, also while the database is away. */
  boards(): KeptBoard[];
  boardsChanged(): Promise<void>;
  /** Names, settings or revocation of screens: a revoked one is cut off at once. */
  screensChanged(): Promise<void>;
  tickersChanged(): Promise<void>;
  /** What there is now, by what exchanges and settings say. */
  floor(): Pick<Floor, 'centres' | 'queues' | 'sources'>;
  alarmRulesChanged(): void;
  /** As the alarm watch told it last; null: none of that id stands. */
  standingAlarm(id: string): AlarmNow | null;
  /** The alarm watch tells every screen; false: it is not there. */
  alarmAcknowledged(alarm: { id: string; by: string; at: number }): boolean;
  /** Sessions of this person ended, or their role changed: their sockets are closed and must sign in anew. */
  personChanged(personId: string): void;
  liveScreens(): LiveScreen[];
  /** Does this token belong to a screen whose pairing holds? */
  isScreen(token: string): boolean;
  /** The screen flashes its name; false: it is not connected. */
  identify(screenId: string): boolean;
  /** The build that this server runs. */
  build: string;
}

const place = globalThis as typeof globalThis & { santralWall?: WallControl };

/** The web process says once how its routes, which Next bundles apart, reach the live feed. */
export function provideWallControl(control: WallControl): void {
  place.santralWall = control;
}

/** null: no live feed runs in this process, as in a test of a page alone. */
export function wallControl(): WallControl | null {
  return place.santralWall ?? null;
}
