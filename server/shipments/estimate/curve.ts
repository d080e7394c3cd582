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

/** Arrivals that are closer together than this are told apart no further. */
const stepSize = 0.03;

/**
 * The cumulative hazard of what was watched: step by step, arrivals over the time that was watched for them (Nelson
 * 1972, Aalen 1978), thinned to `points` steps of equal probability. Those that are still under way count for as long
 * as they were watched. `countsAt` says how much one counts for when it is at `x`: by when that was, it makes the hazard
 * that of late, learned from fresh and old parcels alike (a period life table). Null when too few came to draw a line.
 */
export const cumulativeHazard = <Each extends Watched>(
  watched: readonly Each[],
  { points = 40, countsAt = () => 1 }: { points?: number; countsAt?: (each: Each, x: number) => number } = {},
): Curve | null => {
  const arrivals = watched.filter(({ came }) => came);
  const first = arrivals.reduce((least, { at }) => Math.min(least, at), Number.POSITIVE_INFINITY);
  const last = arrivals.reduce((most, { at }) => Math.max(most, at), first);
  if (first === last) return null;
  const time = new Float64Array(Math.floor((last - first) / stepSize) + 1);
  const came = new Float64Array(time.length);
  for (const each of watched) {
    const passed = (each.at - first) / stepSize;
    for (let step = 0; step < time.length && step < passed; step += 1) {
      time[step] = (time[step] ?? 0) + Math.min(1, passed - step) * countsAt(each, first + step * stepSize);
    }
    const step = Math.floor(passed);
    if (each.came) came[step] = (came[step] ?? 0) + countsAt(each, each.at);
  }
  // The last few would draw a cliff: the line before them is continued instead.
  const usualCount = came.reduce((sum, counts) => sum + counts, 0) / arrivals.length;
  const timeMin = usualCount * Math.max(2, arrivals.length / 500);
  const x: number[] = [rounded(first)];
  const y: number[] = [0];
  let hazard = 0;
  let drawnAt = 0;
  for (const [step, watchedFor] of time.entries()) {
    if (watchedFor <= timeMin) break;
    hazard += (came[step] ?? 0) / watchedFor;
    const share = 1 - Math.exp(-hazard);
    if (share - drawnAt >= 1 / points) {
      x.push(rounded(first + (step + 1) * stepSize));
      y.push(rounded(hazard));
      drawnAt = share;
    }
  }
  return x.length < 3 ? null : { x, y };
};

export const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;
