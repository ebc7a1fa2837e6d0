export const mostRows = 30;
export const mostSeats = 40;

export interface SeatMapOptions {
  /** Rows of seats, and seats of a row; null: as many as it takes, and as best fills the tile. */
  rows: number | null;
  seats: number | null;
  /** After which seats of each row a passage runs. */
  aisles: number[];
  /** Who sits where, rows and seats counted from 1; all others fill the free seats by name. */
  places: { agent: string; row: number; seat: number }[];
  /** Whoever has signed out keeps a seat; else only those with a place do. */
  signedOut: boolean;
  /** Longer than this in a pause, or in wrap-up, in minutes, is flagged; null: only what the exchange's own limits say. */
  pauseMinutes: number | null;
  wrapUpMinutes: number | null;
}

/** Who may sit: an agent's id (`exchange:agent`), name, and whether they have signed out. */
export interface SeatedAgent {
  id: string;
  name: string;
  signedOut: boolean;
}

export interface Seat<A extends SeatedAgent> {
  row: number;
  seat: number;
  /** null: nobody sits there. */
  agent: A | null;
  /** The agent's place, whether or not they are there. */
  placed: boolean;
}

export interface SeatPlan<A extends SeatedAgent> {
  rows: Seat<A>[][];
  /** Seats of a row. */
  width: number;
  /** Those for whom there is no seat. */
  unseated: A[];
}

/**
 * Seats with who sits there: places as chosen, all others by name in the free seats, row after row. A place that lies outside
 * the plan, or that another took before, is as good as none.
 *
 * @param fits how many seats a row should have of so many seats, where the options do not say
 */
export function seatPlan<A extends SeatedAgent>(
  agents: readonly A[],
  { rows, seats, places, signedOut }: Pick<SeatMapOptions, 'rows' | 'seats' | 'places' | 'signedOut'>,
  fits: (seats: number) => number,
): SeatPlan<A> {
  const byId = new Map(agents.map((agent) => [agent.id, agent]));
  const inside = places.filter(({ row, seat }) => row <= (rows ?? mostRows) && seat <= (seats ?? mostSeats));
  const taken = new Map<string, string>();
  const placed = new Set<string>();
  for (const { agent, row, seat } of inside) {
    const key = keyOf(row, seat);
    if (taken.has(key) || placed.has(agent)) continue;
    taken.set(key, agent);
    placed.add(agent);
  }
  const free = agents
    .filter(({ id, signedOut: out }) => !placed.has(id) && (signedOut || !out))
    .sort((a, b) => collator.compare(a.name, b.name) || (a.id < b.id ? -1 : 1));
  const farthest = inside.reduce((most, { seat }) => Math.max(most, seat), 1);
  const lowest = inside.reduce((most, { row }) => Math.max(most, row), 1);
  const wanted = Math.max(1, taken.size + free.length);
  const width = seats ?? Math.max(farthest, rows === null ? fits(wanted) : Math.ceil(wanted / rows));
  const height = rows ?? Math.max(lowest, rowsFor(free.length, width, taken));
  let next = 0;
  const plan = Array.from({ length: height }, (_, r) =>
    Array.from({ length: width }, (_, s): Seat<A> => {
      const [row, seat] = [r + 1, s + 1];
      const owner = taken.get(keyOf(row, seat));
      if (owner !== undefined) return { row, seat, agent: byId.get(owner) ?? null, placed: true };
      return { row, seat, agent: free[next++] ?? null, placed: false };
    }),
  );
  return { rows: plan, width, unseated: free.slice(next) };
}

/** How many rows hold so many beside the places that are taken. */
function rowsFor(free: number, width: number, taken: ReadonlyMap<string, string>): number {
  let [rows, left] = [0, free];
  while (left > 0 && rows < mostRows) {
    rows++;
    for (let seat = 1; seat <= width; seat++) if (!taken.has(keyOf(rows, seat))) left--;
  }
  return Math.max(1, rows);
}

/** A seat is best so many times as wide as high: a name above a time. */
const seatShape = 2;

/**
 * Seats of a row for which each seat gets largest in an area of that shape.
 *
 * @param count seats, above 0
 * @param shape width ÷ height of the area
 */
export function bestWidth(count: number, shape: number): number {
  let [best, size] = [1, 0];
  for (let width = 1; width <= Math.min(count, mostSeats); width++) {
    const height = 1 / Math.ceil(count / width);
    const fits = Math.min(shape / width / seatShape, height);
    if (fits > size + 1e-12) [best, size] = [width, fits];
  }
  return best;
}

const collator = new Intl.Collator('tr-TR', { numeric: true, sensitivity: 'variant' });

function keyOf(row: number, seat: number): string {
  return `${row} ${seat}`;
}
