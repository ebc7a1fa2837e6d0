import type { TeachingDay } from '../teachingDays.ts';

/** Weeks over which a weekday's habits are watched. */
const weeks = 8;
/** A stretch without any data longer than this many days is a hole in the history, not a closure. */
const longestClosure = 14;

/** On which weekdays and at which times it is open, learned from when anything came. */
export class OpeningHabits {
  readonly #recent: TeachingDay[][] = Array.from({ length: 7 }, () => []);
  readonly #open = new Set<number>();
  readonly #slots = new Map<number, Uint8Array>();
  #working: Set<number> | null = null;
  /** First and last day of each hole: nothing is known of what lies between. */
  readonly #holes: { after: number; before: number }[] = [];
  #first: number | null = null;
  #last: number | null = null;

  learn(day: TeachingDay): void {
    this.#first ??= day.day;
    if (this.#last !== null && day.day - this.#last > longestClosure)
      this.#holes.push({ after: this.#last, before: day.day });
    this.#last = day.day;
    this.#open.add(day.day);
    const recent = this.#recent[day.weekday] as TeachingDay[];
    recent.push(day);
    if (recent.length > weeks) recent.shift();
    this.#slots.delete(day.weekday);
    this.#working = null;
  }

  /** Is it usually open on the weekday of this day, as far as known? Weekdays that the history has not reached are. */
  usuallyOpen(day: number): boolean {
    if (this.#first === null || this.#last === null) return true;
    let [open, all] = [0, 0];
    for (let past = day - 7; past >= this.#first && all < 5; past -= 7) {
      if (past > this.#last || this.#holes.some(({ after, before }) => past > after && past < before)) continue;
      all += 1;
      if (this.#open.has(past)) open += 1;
    }
    return all === 0 ? true : open * 2 >= all;
  }

  wasOpen(day: number): boolean {
    return this.#open.has(day);
  }

  /** Was it open, a week before or after, on the weekday of a day gone by? */
  usuallyOpenThen(day: number): boolean {
    return this.#open.has(day - 7) || this.#open.has(day + 7);
  }

  /** 1 on the first open day after a closure on a day that is usually open, 2 on the second, else 0. */
  afterClosure(day: number, before: number | null, afterThen: 0 | 1 | 2): 0 | 1 | 2 {
    if (before === null || day - before > longestClosure) return 0;
    for (let between = before + 1; between < day; between++) if (this.usuallyOpen(between)) return 1;
    return afterThen === 1 ? 2 : 0;
  }

  /** Does a weekday bring about as much as most? Others are like weekends. Weekdays that are not known do not. */
  works(weekday: number): boolean {
    this.#working ??= workingWeekdays(this.#recent);
    return this.#working.has(weekday);
  }

  /** 1 for each slot in which, or beside which, something came on that weekday of late; null: the weekday is not known. */
  openSlots(weekday: number): Uint8Array | null {
    const recent = this.#recent[weekday] as TeachingDay[];
    if (recent.length === 0) return null;
    const known = this.#slots.get(weekday);
    if (known) return known;
    const slots = recent[0]?.counts.length ?? 0;
    const came = new Uint8Array(slots);
    const seen = new Uint8Array(slots);
    for (const { counts } of recent)
      for (let slot = 0; slot < slots; slot++) {
        if ((counts[slot] as number) > 0) came[slot] = 1;
        if (!Number.isNaN(counts[slot] as number)) seen[slot] = 1;
      }
    const open = came.map(
      (own, slot) => own | ((seen[slot] as number) & ((came[slot - 1] ?? 0) | (came[slot + 1] ?? 0))),
    );
    this.#slots.set(weekday, open);
    return open;
  }
}

/** A weekday that brings less than this share of what most bring is like a weekend. */
const working = 0.8;

function workingWeekdays(recent: readonly (readonly TeachingDay[])[]): Set<number> {
  const middle = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
  const usual = recent.map((days) => middle(days.map(({ total }) => total)));
  const most = middle(usual.filter((total) => !Number.isNaN(total)));
  return new Set(usual.flatMap((total, weekday) => (total >= working * most ? [weekday] : [])));
}
