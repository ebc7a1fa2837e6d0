import type { ScreenReport, ScreenSettings } from '../board/screenAssignment.ts';

/** A TV that was paired, as the database keeps it. Instants are epoch ms. */
export interface KeptScreen {
  id: string;
  name: string;
  settings: ScreenSettings;
  /** Of its token, by `tokenHash` of lib/access; null: approved, but the TV has not fetched its token yet. */
  tokenHash: string | null;
  pairedAt: number;
  pairedBy: string;
  /** When it was last connected, to the minute; null: never. */
  lastSeen: number | null;
  lastReport: ScreenReport | null;
  /** null: it may read. */
  revokedAt: number | null;
}
