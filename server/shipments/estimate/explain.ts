/** What moved an estimate, in a few numbers that a merchant can check against what she knows. Pure. */
import { effectOf } from './effects.ts';
import { type Factor, factorNames, groupsOf, type Journey, type Stage } from './journey.ts';
import { type Model, parcelDaysOf } from './model.ts';
import { estimateArrival, type OurEstimate, outlook } from './predict.ts';

export interface Explanation {
  readonly estimate: OurEstimate;
  readonly stage: Stage;
  /** The parcels of this stage that it was learned from. */
  readonly rows: number;
  /** Parcel days that any parcel of the brand takes from here. */
  readonly usualDays: number;
  /** Parcel days that this one takes before luck and pace. */
  readonly expectedDays: number;
  /** What added or took parcel days, the most first; what did less than a tenth of a day is left out. */
  readonly moved: readonly { readonly by: Factor | 'promise'; readonly group: string | null; readonly days: number }[];
  /** Arrivals lately over arrivals expected, as far as it is believed to last. */
  readonly pace: number;
  readonly sentence: string;
}

export const explain = (model: Model, journey: Journey, now: Date): Explanation | null => {
  const estimate = estimateArrival(model, journey, now);
  const of = outlook(model, journey, now);
  if (estimate === null || of === null) return null;
  const { effects, rows } = of.stageModel;
  const groups = groupsOf(journey, of.began);
  const expectedDays = parcelDaysOf(of.expectedLog);
  const usualDays = parcelDaysOf(effects.usual);
  let ofGroups = 0;
  const causes: { by: Factor | 'promise'; group: string | null; effect: number }[] = factorNames.map((name) => {
    const effect = effectOf(effects, name, groups[name]);
    ofGroups += effect;
    return { by: name, group: groups[name], effect };
  });
  causes.push({ by: 'promise', group: journey.promisedOn, effect: of.expectedLog - effects.usual - ofGroups });
  const moved = causes
    .map(({ by, group, effect }) => ({ by, group, days: tenths(Math.exp(of.expectedLog) * (1 - Math.exp(-effect))) }))
    .filter(({ days }) => Math.abs(days) >= 0.1)
    .sort((a, b) => Math.abs(b.days) - Math.abs(a.days));
  const most = moved
    .slice(0, 3)
    .map(({ by, group, days }) => `${by} ${group ?? ''} ${days > 0 ? '+' : '−'}${Math.abs(days)}`)
    .join(', ');
  const pace = Math.round(of.pace * 100) / 100;
  return {
    estimate,
    stage: of.stage,
    rows,
    usualDays: tenths(usualDays),
    expectedDays: tenths(expectedDays),
    moved,
    pace,
    sentence: `Usually ${tenths(usualDays)} delivery days from ${of.stage}; here ${tenths(expectedDays)}${most ? ` (${most})` : ''}; pace ${pace}; four of five come ${estimate.from} to ${estimate.to}.`,
  };
};

const tenths = (value: number): number => Math.round(value * 10) / 10;
