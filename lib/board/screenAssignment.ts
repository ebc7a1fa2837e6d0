import type { Board } from './board.ts';

/** What a paired screen shows and how; set by a supervisor under Settings → Screens. */
export interface ScreenSettings {
  /** Ids of boards, shown in turn. */
  boards: string[];
  /** Seconds that each is shown, when there are several. 10 … 3600. */
  rotateSeconds: number;
  locale: 'tr' | 'en';
  theme: 'dark' | 'light';
  /** For the size of type: how far away people stand (m, 1 … 40), and the screen's diagonal (inches, 7 … 150). */
  viewingMetres: number;
  diagonalInches: number;
  /** Dimmed between these times of the day of the screen's first centre (`HH:MM`); null: never. */
  night: { from: string; to: string /** 0.1 … 1 */; brightness: number } | null;
  /** Moves the picture by some pixels now and then, against burn-in. */
  pixelShift: boolean;
  /** Of alarms, 0 … 1; 0: silent; null: as loud as the installation says under Settings → Alarms. */
  volume: number | null;
}

/** What the server tells a paired screen on each connection, and again within a second of each change. */
export interface ScreenAssignment extends Omit<ScreenSettings, 'boards'> {
  id: string;
  name: string;
  boards: Board[];
}

/** What a screen tells of itself, on connecting and every 30 s. */
export interface ScreenReport {
  /** The build that it runs. */
  build: string;
  /** The board that it shows now; null: none. */
  board: string | null;
  /** Of the last beat, there and back, ms; null: none yet. */
  latencyMs: number | null;
  width: number;
  height: number;
}

/** A screen that is connected now. */
export interface LiveScreen {
  id: string;
  connectedSince: number;
  report: ScreenReport | null;
}
