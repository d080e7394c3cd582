/**
 * What a model says of one parcel at one moment: a window that holds four out of five, and how likely the promise is
 * missed. A parcel that has not come by now is judged among those that had not come by then either, so the window only
 * ever moves later while nothing is heard. Pure.
 */
import { reaches, valueAt } from './curve.ts';
import { expectedOf } from './effects.ts';
import { groupsOf, type Journey, type Stage, stages } from './journey.ts';
import { logOf, type Model, modelVersion, type Pace, parcelDaysOf, type StageModel, seenFrom } from './model.ts';
import { trusted } from './pace.ts';
import { dayOf, dayStarts, parcelClock, type Wall, wallOf } from './parcelClock.ts';

export interface OurEstimate {
  readonly stage: Stage;
  /** Days of the model's zone: the parcel comes on one of them, four times out of five. */
  readonly from: string;
  readonly to: string;
  /** The even bet. */
  readonly likeliest: string;
  /** That it comes after the promised day; null without a promise. */
  readonly missProbability: number | null;
  /** The same as wall time, for measuring. */
  readonly walls: { readonly from: Wall; readonly median: Wall; readonly to: Wall };
}

/**
 * The shown window: of all that hold four parcels out of five, about the narrowest. One in twenty comes before it and
 * three after; evenly, one in ten on each side, it would be a sixth wider.
 */
export const windowShares = [0.05, 0.85] as const;
/** A pace that nobody has looked at for a month counts for half. */
const paceHalfLifeDays = 30;

/** How the arrival of one parcel is spread over the time since its stage began. */
export interface Outlook {
  readonly stage: Stage;
  readonly stageModel: StageModel;
  readonly expectedLog: number;
  readonly pace: number;
  readonly began: Wall;
  readonly wall: (at: Date) => Wall;
  readonly promiseEnds: Wall | null;
  /** The wall time by which it is there with probability `share`, given that it had not come by `now`. */
  readonly by: (share: number, now: Wall) => Wall;
  /** The probability that it has not come by `until`, given that it had not by `now`. */
  readonly stillOut: (until: Wall, now: Wall) => number;
}

/** @returns null when it has arrived, or the model knows no stage that it has reached */
export const outlook = (model: Model, journey: Journey, now: Date): Outlook | null => {
  if (model.version !== modelVersion || journey.deliveredAt !== null) return null;
  const wall = wallOf(model.timeZone);
  const clock = parcelClock(model.weekdays);
  const reached = stages.toReversed().flatMap((stage) => {
    const stageModel = model.stages[stage];
    const seen = stageModel ? seenFrom(journey, stage, { wall, clock }) : null;
    return stageModel && seen && seen.began <= wall(now) ? [{ stage, stageModel, ...seen }] : [];
  })[0];
  if (!reached) return null;
  const { stage, stageModel, began, base, promise } = reached;
  const groups = groupsOf(journey, began);
  const expectedLog = expectedOf(stageModel.effects, { promise, groups });
  const ageDays = Math.max(0, (now.getTime() - Date.parse(model.trainedAt)) / 86_400_000);
  const pace = paceNow(stageModel.pace, groups.destination, ageDays);
  const earliest = earliestFor(stageModel, [groups.lane, groups.destination]);

  const hazardAt = (at: Wall): number => {
    const parcelDays = clock.read(at) - base;
    if (parcelDays <= earliest) return 0;
    return pace * valueAt(stageModel.spread, logOf(parcelDays) - expectedLog);
  };
  return {
    stage,
    stageModel,
    expectedLog,
    pace,
    began,
    wall,
    promiseEnds: journey.promisedOn === null ? null : dayStarts(journey.promisedOn) + 1,
    by: (share, from) => {
      const hazard = (hazardAt(from) - Math.log(1 - share)) / pace;
      const parcelDays = parcelDaysOf(expectedLog + reaches(stageModel.spread, hazard));
      return Math.max(clock.wallAt(base + Math.max(parcelDays, earliest)), from);
    },
    stillOut: (until, from) => (until <= from ? 1 : Math.exp(hazardAt(from) - hazardAt(until))),
  };
};

export const estimateArrival = (model: Model, journey: Journey, now: Date): OurEstimate | null => {
  const of = outlook(model, journey, now);
  if (of === null) return null;
  const at = of.wall(now);
  const walls = { from: of.by(windowShares[0], at), median: of.by(0.5, at), to: of.by(windowShares[1], at) };
  return {
    stage: of.stage,
    from: dayOf(walls.from),
    to: dayOf(walls.to),
    likeliest: dayOf(walls.median),
    missProbability: of.promiseEnds === null ? null : of.stillOut(of.promiseEnds, at),
    walls,
  };
};

const paceNow = (pace: Pace, destination: string | null, ageDays: number): number => {
  const known =
    destination !== null && Object.hasOwn(pace.byDestination, destination)
      ? pace.byDestination[destination]
      : undefined;
  return trusted(known ?? pace.all) ** (0.5 ** (ageDays / paceHalfLifeDays));
};

const earliestFor = ({ earliest }: StageModel, groups: readonly (string | null)[]): number => {
  const own = groups.find((group) => group !== null && Object.hasOwn(earliest.by, group));
  return (own ? earliest.by[own] : undefined) ?? earliest.all;
};
