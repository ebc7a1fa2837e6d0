/** Checks of what callers hand in: each throws a RangeError that names the parameter and the value. */

export function notNegative(name: string, value: number): number {
  if (!Number.isFinite(value) || value < 0)
    throw new RangeError(`${name} must be a finite number of 0 or more, not ${value}`);
  return value;
}

export function positive(name: string, value: number): number {
  if (!Number.isFinite(value) || value <= 0)
    throw new RangeError(`${name} must be a finite number above 0, not ${value}`);
  return value;
}

/** Infinity: callers who never hang up. */
export function patience(value: number): number {
  if (typeof value !== 'number' || !(value > 0)) throw new RangeError(`patienceSeconds must be above 0, not ${value}`);
  return value;
}

export function count(name: string, value: number): number {
  if (!Number.isSafeInteger(value) || value < 0)
    throw new RangeError(`${name} must be a whole number of 0 or more, not ${value}`);
  return value;
}

export function shareBelowOne(name: string, value: number): number {
  if (!(value > 0 && value < 1)) throw new RangeError(`${name} must be above 0 and below 1, not ${value}`);
  return value;
}

export function shareUpToOne(name: string, value: number): number {
  if (!(value > 0 && value <= 1)) throw new RangeError(`${name} must be above 0 and at most 1, not ${value}`);
  return value;
}

export function share(name: string, value: number): number {
  if (!(value >= 0 && value < 1)) throw new RangeError(`${name} must be 0 or more and below 1, not ${value}`);
  return value;
}

/** Lines in all, with whole agents; absent: without limit. */
export function checkedLines(lines: number | undefined, agents: number): number | undefined {
  if (lines === undefined) return undefined;
  if (!Number.isSafeInteger(agents))
    throw new RangeError(`agents must be a whole number where lines are given, not ${agents}`);
  if (count('lines', lines) < agents) throw new RangeError(`lines must be at least agents (${agents}), not ${lines}`);
  return lines;
}
