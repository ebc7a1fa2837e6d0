/** Where a chart's data lie on the screen: pixels of the plot, and what its ends stand for. */
export interface PlotScale {
  x: number;
  y: number;
  width: number;
  height: number;
  /** Instants at its left and right end, and the value at its top; its bottom is 0. */
  from: number;
  to: number;
  top: number;
}

interface At {
  start: number;
}

/**
 * A line through the known values, broken where one is not known.
 *
 * @param steps each value holds until the next point begins, as agents do; else straight from one to the next
 */
export function linePath<P extends At>(
  points: readonly P[],
  value: (point: P) => number | null,
  scale: PlotScale,
  steps: boolean,
): string {
  let path = '';
  let open = false;
  for (const point of points) {
    const known = value(point);
    const x = placeX(point.start, scale);
    if (known === null) {
      // The last step is whole though nothing follows it.
      if (open && steps) path += `H${x}`;
      open = false;
      continue;
    }
    const y = placeY(known, scale);
    path += open ? (steps ? `H${x}V${y}` : `L${x} ${y}`) : `M${x} ${y}`;
    open = true;
  }
  return path;
}

/** The ground between two values, one closed shape for each stretch in which both are known. */
export function bandPath<P extends At>(
  points: readonly P[],
  range: (point: P) => readonly [number, number] | null,
  scale: PlotScale,
): string {
  let path = '';
  let above: string[] = [];
  let below: string[] = [];
  const close = () => {
    if (above.length > 0) path += `M${above.join('L')}L${below.reverse().join('L')}Z`;
    above = [];
    below = [];
  };
  for (const point of points) {
    const known = range(point);
    if (known === null) {
      close();
      continue;
    }
    const x = placeX(point.start, scale);
    above.push(`${x} ${placeY(known[1], scale)}`);
    below.push(`${x} ${placeY(known[0], scale)}`);
  }
  close();
  return path;
}

/** The same for values that hold until the next point begins: a block for each. */
export function blocksPath<P extends At>(
  points: readonly P[],
  range: (point: P) => readonly [number, number] | null,
  scale: PlotScale,
): string {
  let path = '';
  for (const [i, point] of points.entries()) {
    const known = range(point);
    const next = points[i + 1];
    if (known === null || !next || known[0] === known[1]) continue;
    // Whole pixels, so that no seam shows between two blocks.
    const [left, right] = [Math.round(placeX(point.start, scale)), Math.round(placeX(next.start, scale))];
    path += `M${left} ${placeY(known[1], scale)}H${right}V${placeY(known[0], scale)}H${left}Z`;
  }
  return path;
}

function placeX(at: number, { x, width, from, to }: PlotScale): number {
  return round(x + ((at - from) / (to - from)) * width);
}

function placeY(value: number, { y, height, top }: PlotScale): number {
  return round(y + height - (value / top) * height);
}

/** Tenths of a pixel are finer than any screen. */
function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
