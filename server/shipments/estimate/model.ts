/** What a brand has learned from its parcels: plain numbers, kept as JSON, read by `predict.ts` alone. */
import type { Curve } from './curve.ts';
import type { Effects } from './effects.ts';
import { type Journey, promiseLength, type Stage, stageBegan } from './journey.ts';
import type { ParcelClock, Wall, WeekdayLengths } from './parcelClock.ts';

/** Raised when an older model can no longer be read: it is then passed over until the next training. */
export const modelVersion = 3;

export interface Model {
  readonly version: typeof modelVersion;
  readonly trainedAt: string;
  readonly timeZone: string;
  /** How many delivered parcels it has seen. */
  readonly rows: number;
  readonly weekdays: WeekdayLengths;
  readonly stages: { readonly [Each in Stage]?: StageModel };
}

/** From the beginning of one stage until the parcel is there. */
export interface StageModel {
  readonly rows: number;
  readonly effects: Effects;
  /** Cumulative hazard by distance from the expected logarithm, out of sample and as of late. */
  readonly spread: Curve;
  readonly pace: Pace;
  /** Parcel days that no parcel has undercut (the fastest half percent aside). */
  readonly earliest: { readonly all: number; readonly by: Readonly<Record<string, number>> };
}

/** Arrivals of late over arrivals expected: 1 as usual, 0.8 a fifth slower. */
export interface Pace {
  readonly all: number;
  readonly byDestination: Readonly<Record<string, number>>;
}

/** Added before the logarithm: the first days differ by luck, not by region. Tuned on the older part of Olist. */
export const logOffsetDays = 2;

export const logOf = (parcelDays: number): number => Math.log(Math.max(0, parcelDays) + logOffsetDays);
export const parcelDaysOf = (log: number): number => Math.exp(log) - logOffsetDays;

/** A journey as seen from one stage, in the numbers that the model works with. */
export const seenFrom = (
  journey: Journey,
  stage: Stage,
  tools: { readonly wall: (at: Date) => Wall; readonly clock: ParcelClock },
): { began: Wall; base: number; promise: number | null } | null => {
  const at = stageBegan(journey, stage);
  if (at === null) return null;
  const began = tools.wall(at);
  return { began, base: tools.clock.read(began), promise: promiseLength(journey, tools.wall(journey.placedAt)) };
};
