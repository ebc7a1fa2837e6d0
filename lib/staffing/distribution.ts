/** How a figure is spread over days. Quantiles between two days are interpolated. */
export interface Distribution {
  mean: number;
  /** Standard deviation. */
  deviation: number;
  p5: number;
  p10: number;
  p25: number;
  p50: number;
  p75: number;
  p90: number;
  p95: number;
}

/** A share of days with the bounds that hold it in 95 of 100 cases. */
export interface Share {
  share: number;
  low: number;
  high: number;
}

/** Of the values that are not NaN; null when there is none. */
export function distributionOf(values: Float64Array): Distribution | null {
  const known = values.filter((value) => !Number.isNaN(value)).sort();
  if (known.length === 0) return null;
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const squares = known.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const quantile = (p: number) => {
    const place = p * (known.length - 1);
    const below = known[Math.floor(place)] as number;
    return below + ((known[Math.ceil(place)] as number) - below) * (place - Math.floor(place));
  };
  return {
    mean,
    deviation: known.length > 1 ? Math.sqrt(squares / (known.length - 1)) : 0,
    p5: quantile(0.05),
    p10: quantile(0.1),
    p25: quantile(0.25),
    p50: quantile(0.5),
    p75: quantile(0.75),
    p90: quantile(0.9),
    p95: quantile(0.95),
  };
}

/** Bounds by Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927) 209–212. */
export function shareOf(part: number, whole: number): Share | null {
  if (whole === 0) return null;
  const z = 1.959963984540054;
  const share = part / whole;
  const centre = (share + (z * z) / (2 * whole)) / (1 + (z * z) / whole);
  const half = (z * Math.sqrt((share * (1 - share)) / whole + (z * z) / (4 * whole * whole))) / (1 + (z * z) / whole);
  // At the ends the bounds meet the share but for rounding.
  return { share, low: Math.max(0, Math.min(share, centre - half)), high: Math.min(1, Math.max(share, centre + half)) };
}
