import type { AgentState } from '#lib/agent/agentState.ts';
import type { CentreNow, Floor, StaffingNow } from '#lib/feed/feedEvents.ts';
import { isStaleOutlook } from '#lib/forecast/staleOutlook.ts';
import { dayEndOf, dayStartOf } from './dayTotals.ts';

export interface StaffingOptions {
  /** How many hours ahead are shown. 1 … 12. */
  hours: number;
  /** Minutes of a column of what is to come. */
  step: '15' | '30' | '60';
}

/** Who is at their desk and takes contacts: free, ringing, talking, holding or in wrap-up. A pause, a telephone that cannot be reached and who is signed out are not. */
const atDesk: ReadonlySet<AgentState> = new Set(['available', 'ringing', 'on_contact', 'on_hold', 'wrap_up']);

/** Is an agent in this state present, as the staffing tile counts? */
export function isAtDesk(state: AgentState): boolean {
  return atDesk.has(state);
}

/** Agents asked for and rostered in a quarter of an hour; null: not known. */
export interface StaffingQuarter {
  /** Epoch ms. */
  start: number;
  required: number | null;
  planned: number | null;
}

export interface BoardStaffing {
  /** The quarter that runs, and those that follow it as far as they are told, all centres together. */
  quarters: StaffingQuarter[];
  /** When the oldest part was worked out, epoch ms, and whether that is too long ago for this moment. */
  madeAt: number;
  stale: boolean;
}

const quarterMs = 15 * 60_000;

/**
 * Agents required and planned from now on, of these centres together; null where nothing at all is told of them. A centre with
 * queues whose figure is not known makes that of all unknown, since the rest would be taken for the whole.
 *
 * @param now the instant of which the floor is true, epoch ms
 */
export function boardStaffing(floor: Floor, centres: readonly CentreNow[], now: number): BoardStaffing | null {
  const busy = new Set(Object.values(floor.queues).map(({ centre }) => centre));
  const told = centres
    .map((centre) => ({
      id: centre.id,
      days: [dayStartOf(centre, now), dayEndOf(centre, now)].flatMap(
        (start) => floor.staffing[`${centre.id}@${start}`] ?? [],
      ),
    }))
    // The planner tells of centres without queues as well: nobody is required there.
    .filter(({ id, days }) => busy.has(id) || days.some(({ required }) => required.some((agents) => agents !== null)))
    .map(({ days }) => days);
  const known = told.flat();
  const madeAt = Math.min(...known.map((one) => one.madeAt));
  if (known.length === 0) return null;
  const first = Math.floor(now / quarterMs) * quarterMs;
  const end = Math.max(...known.map((one) => one.start + one.required.length * quarterMs));
  const quarters = Array.from({ length: Math.max(0, (end - first) / quarterMs) }, (_, i): StaffingQuarter => {
    const start = first + i * quarterMs;
    return { start, required: together(told, start, 'required'), planned: together(told, start, 'planned') };
  });
  return { quarters, madeAt, stale: isStaleOutlook({ madeAt }, now) };
}

function together(told: readonly StaffingNow[][], start: number, of: 'required' | 'planned'): number | null {
  let sum = 0;
  for (const days of told) {
    const day = days.find((one) => start >= one.start && start < one.start + one[of].length * quarterMs);
    const agents = day?.[of][Math.floor((start - day.start) / quarterMs)] ?? null;
    if (agents === null) return null;
    sum += agents;
  }
  return sum;
}

/**
 * What is to come in columns of so many minutes by the clock, from the end of the running quarter on: of each the quarter in which
 * fewest are planned for what is required, since a mean would hide it; without a plan the one that needs most.
 *
 * @param dayStart epoch ms of a midnight of the centre: its hours are full there
 */
export function stepsAhead(
  { quarters }: Pick<BoardStaffing, 'quarters'>,
  { hours, step }: StaffingOptions,
  dayStart: number,
): (StaffingQuarter & { stepStart: number })[] {
  const [now] = quarters;
  if (!now) return [];
  const stepMs = Number(step) * 60_000;
  const stepOf = (at: number) => dayStart + Math.floor((at - dayStart) / stepMs) * stepMs;
  const ahead = quarters.filter(({ start }) => start > now.start && start < stepOf(now.start) + hours * 3_600_000);
  return [...Map.groupBy(ahead, ({ start }) => stepOf(start))].map(([stepStart, of]) => ({
    ...of.reduce((worst, one) => (tighter(one, worst) ? one : worst)),
    stepStart,
  }));
}

function tighter(a: StaffingQuarter, b: StaffingQuarter): boolean {
  const [gapA, gapB] = [gapOf(a.planned, a.required), gapOf(b.planned, b.required)];
  if (gapA !== null && gapB !== null) return gapA < gapB || (gapA === gapB && (a.required ?? 0) > (b.required ?? 0));
  if (gapA !== null || gapB !== null) return gapA !== null;
  return (a.required ?? -1) > (b.required ?? -1);
}

/** How many there are beyond those required; below 0: so many are missing. null: one of the two is not known. */
export function gapOf(there: number | null, required: number | null): number | null {
  return there === null || required === null ? null : there - required;
}

/** `short`: fewer than required; `far_short`: by two and a tenth of them or more; `over`: clearly more. */
export type GapKind = 'far_short' | 'short' | 'enough' | 'over';

/** null: not known. Half an agent who is on break for half the quarter is missing as well. */
export function gapKind(there: number | null, required: number | null): GapKind | null {
  const gap = gapOf(there, required);
  if (gap === null || required === null) return null;
  if (gap <= -Math.max(2, 0.1 * required)) return 'far_short';
  if (gap < -1e-9) return 'short';
  return gap > Math.max(1, 0.1 * required) + 1e-9 ? 'over' : 'enough';
}
