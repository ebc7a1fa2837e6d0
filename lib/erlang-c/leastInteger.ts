/**
 * The least whole number of 0 or more for which `met` holds, when it holds for every larger one as well: strides that
 * double from `start`, then halving. Infinity when it does not hold for `most` either.
 *
 * @param stride first stride, about how far off `start` may be
 */
export function leastInteger(
  start: number,
  stride: number,
  met: (candidate: number) => boolean,
  most = Number.POSITIVE_INFINITY,
): number {
  let enough = Math.min(most, Math.max(0, start));
  let few = enough;
  let step = Math.max(1, Math.round(stride));
  if (met(enough)) {
    for (; ; step *= 2) {
      few = Math.max(-1, enough - step);
      if (few < 0 || !met(few)) break;
      enough = few;
    }
  } else {
    for (; ; step *= 2) {
      if (few === most) return Number.POSITIVE_INFINITY;
      enough = Math.min(most, few + step);
      if (met(enough)) break;
      few = enough;
    }
  }
  while (enough - few > 1) {
    const middle = Math.floor((few + enough) / 2);
    if (met(middle)) enough = middle;
    else few = middle;
  }
  return enough;
}
