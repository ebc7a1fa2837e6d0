import {
  bestWidth,
  mostRows,
  mostSeats,
  type SeatedAgent,
  type SeatMapOptions,
  type SeatPlan,
  seatPlan,
} from './seatPlan.ts';

type Places = SeatMapOptions['places'];

/** A hall's usual shape, where nobody has said how many seats a row has. */
const usualShape = 3;

/** The plan as an editor shows it: as large as the options say, else large enough for everybody. */
export function editedPlan<A extends SeatedAgent>(agents: readonly A[], options: SeatMapOptions): SeatPlan<A> {
  return seatPlan(agents, { ...options, signedOut: true }, (count) => bestWidth(count, usualShape));
}

/** The places with an agent at a seat; whoever had it, and where the agent sat before, is free. null: the seat is free. */
export function withPlace(places: Places, { row, seat }: { row: number; seat: number }, agent: string | null): Places {
  const others = places.filter((one) => one.agent !== agent && (one.row !== row || one.seat !== seat));
  return agent === null ? others : [...others, { agent, row, seat }];
}

/** Everybody stays where the plan has them now. */
export function placesAsNow(plan: SeatPlan<SeatedAgent>): Places {
  return plan.rows.flat().flatMap(({ agent, row, seat }) => (agent ? [{ agent: agent.id, row, seat }] : []));
}

/** The passages with one behind a seat, or without it. */
export function withAisle(aisles: readonly number[], seat: number, there: boolean): number[] {
  const others = aisles.filter((one) => one !== seat);
  return (there ? [...others, seat] : others).sort((a, b) => a - b);
}

/** Where an arrow leads from a seat; at the edge it stays. */
export function besideSeat(
  { row, seat }: { row: number; seat: number },
  key: string,
  plan: Pick<SeatPlan<SeatedAgent>, 'rows' | 'width'>,
): { row: number; seat: number } | null {
  const to = { row, seat };
  if (key === 'ArrowLeft') to.seat -= 1;
  else if (key === 'ArrowRight') to.seat += 1;
  else if (key === 'ArrowUp') to.row -= 1;
  else if (key === 'ArrowDown') to.row += 1;
  else return null;
  const within = (at: number, most: number) => Math.min(Math.max(1, at), most);
  return {
    row: within(to.row, Math.min(plan.rows.length, mostRows)),
    seat: within(to.seat, Math.min(plan.width, mostSeats)),
  };
}
