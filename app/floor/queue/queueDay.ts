/** What `/api/floor/queue` answers: one queue's present day by quarters of an hour. Instants are epoch ms. */
export interface QueueDayCurve {
  asOf: number;
  zone: string;
  day: { from: number; to: number };
  /** Those that have been counted. */
  quarters: { start: number; offered: number; answered: number; abandoned: number }[];
  /** Contacts that this morning's forecast expects, by quarters from the day's start; null: there is none. */
  forecast: { mean: (number | null)[]; p10: (number | null)[]; p90: (number | null)[] } | null;
}
