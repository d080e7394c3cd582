/**
 * A rising piecewise-linear curve through a few points, continued past both ends with the slope that it has there. The
 * estimate keeps its cumulative hazards in this form: a few numbers, exact inverse, smooth conditional odds.
 */
export interface Curve {
  /** Strictly rising. */
  readonly x: readonly number[];
  /** Never falling. */
  readonly y: readonly number[];
}

/** The value at `x`; never below 0. */
export const valueAt = (curve: Curve, x: number): number => Math.max(0, along(curve.x, curve.y, x));

/** The first x at which the curve reaches `y`. */
export const reaches = (curve: Curve, y: number): number => along(curve.y, curve.x, y);

/** Follows the line through the segment of `from` that holds `at`, or through the outermost one. */
const along = (from: readonly number[], to: readonly number[], at: number): number => {
  let low = 0;
  let high = from.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((from[middle] ?? 0) < at) low = middle;
    else high = middle;
  }
  const [x0 = 0, x1 = 0, y0 = 0, y1 = 0] = [from[low], from[high], to[low], to[high]];
  return x1 === x0 ? y0 : y0 + ((at - x0) * (y1 - y0)) / (x1 - x0);
};

/** One parcel that was watched: until it came, or only until we last looked. */
export interface Watched {
  readonly at: number;
  readonly came: boolean;
}

/**
 * The cumulative hazard of what was watched (Nelson 1972, Aalen 1978), thinned to `points` steps of equal probability;
 * those that are still under way count for as long as they were watched. Null when too few came to draw a line.
 */
export const cumulativeHazard = (watched: readonly Watched[], points = 40): Curve | null => {
  const sorted = watched.toSorted((a, b) => a.at - b.at || Number(b.came) - Number(a.came));
  const x: number[] = [];
  const y: number[] = [];
  let hazard = 0;
  let drawnAt = 0;
  for (const [passed, { at, came }] of sorted.entries()) {
    const atRisk = sorted.length - passed;
    // The last few would draw a cliff: the line before them is continued instead.
    if (atRisk <= Math.max(2, Math.min(5, sorted.length / 10))) break;
    if (!came) continue;
    if (x.length === 0) {
      x.push(rounded(at));
      y.push(0);
    }
    hazard += 1 / atRisk;
    const share = 1 - Math.exp(-hazard);
    if (share - drawnAt >= 1 / points && rounded(at) > (x.at(-1) ?? at)) {
      x.push(rounded(at));
      y.push(rounded(hazard));
      drawnAt = share;
    }
  }
  return x.length < 3 ? null : { x, y };
};

export const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;
