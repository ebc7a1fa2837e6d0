const minuteMs = 60_000;
/** Minutes of a way there and back; their common multiple is long, so that the picture visits every place within. */
const periods = { x: 22, y: 26 };

/**
 * Where the picture stands against burn-in, from -1 to 1 in each direction: one small step a minute, back and forth across and
 * up and down, so that no edge stays on the same pixels and nobody sees it move.
 *
 * @param now epoch ms
 */
export function pixelShift(now: number): { x: number; y: number } {
  const minute = Math.floor(now / minuteMs);
  return { x: backAndForth(minute, periods.x), y: backAndForth(minute, periods.y) };
}

function backAndForth(step: number, period: number): number {
  const along = step % period;
  const half = period / 2;
  return (along <= half ? along : period - along) / (half / 2) - 1;
}
