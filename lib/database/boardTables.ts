import type { Generated } from 'kysely';

/** Boards, what is shown on them, and the screens that show them; as Kysely sees the tables. */
export interface BoardTables {
  board: BoardTable;
  ticker: TickerTable;
  picture: PictureTable;
  screen: ScreenTable;
  screen_pairing: ScreenPairingTable;
}

/** `definition` is validated on reading; see Board. */
export interface BoardTable {
  id: string;
  revision: number;
  definition: unknown;
  changed_at: Generated<number>;
  changed_by: string;
}

/** See TickerNow. */
export interface TickerTable {
  id: string;
  text: string;
  centre: string | null;
  urgent: boolean;
  sent_by: string;
  starts_at: number;
  expires_at: number;
}

export interface PictureTable {
  id: string;
  media_type: string;
  content: Buffer;
  width: number;
  height: number;
  name: string;
  added_at: Generated<number>;
  added_by: string;
  needed_at: Generated<number>;
}

/** `settings` and `last_report` are validated on reading; see KeptScreen. */
export interface ScreenTable {
  id: string;
  name: string;
  settings: unknown;
  token_hash: string | null;
  paired_at: Generated<number>;
  paired_by: string;
  last_seen: number | null;
  last_report: unknown;
  revoked_at: number | null;
}

export interface ScreenPairingTable {
  device_code_hash: string;
  user_code: string;
  state: 'pending' | 'approved' | 'denied';
  screen: string | null;
  interval_seconds: number;
  last_polled_at: number | null;
  created_at: Generated<number>;
  expires_at: number;
}
