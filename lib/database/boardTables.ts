import type { Generated } from 'kysely';

/** Boards, what is shown on them, and the screens that show them; as Kysely sees the tables. */
export interface BoardTables {
  board: BoardTable;
  ticker: TickerTable;
  picture: PictureTable;
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
}
