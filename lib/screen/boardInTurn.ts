/**
 * Which of several boards a screen shows: each for as long in turn, by the clock alone, so that all screens that show the
 * same ones turn together and none remembers anything.
 *
 * @param boards in their order; none gives null
 * @param seconds that each is shown, more than 0
 * @param now epoch ms
 */
export function boardInTurn<T>(boards: readonly T[], seconds: number, now: number): T | null {
  if (!(seconds > 0)) throw new RangeError(`A board is shown for more than 0 seconds, not ${seconds}.`);
  const turn = Math.floor(now / (seconds * 1000));
  return boards[turn % boards.length] ?? null;
}
