/**
 * Learning from a brand's parcels: the spread and the pace come from parcels that the effects they are
 * measured against had not seen, and parcels still under way count for as long as they are. Pure and deterministic.
 */
import { cumulativeHazard, rounded, valueAt } from './curve.ts';
import { type Case, expectedOf, fitEffects } from './effects.ts';
import { groupsOf, type Journey, type Stage, stages } from './journey.ts';
import { logOf, type Model, modelVersion, parcelDaysOf, type StageModel, seenFrom } from './model.ts';
import { recentPace } from './pace.ts';
import { learnWeekdays, type ParcelClock, parcelClock, type Wall, wallOf } from './parcelClock.ts';

/** With fewer delivered parcels than this, saying nothing is more honest. */
export const rowsMin = 40;
const folds = 5;
/** After so long a parcel counts for half in what its lane usually takes. Chosen on the older 80 % of the Olist orders. */
const halfLifeDays = 240;
/** After so long a day of watching counts for half in how far parcels stray from that. Chosen in the same way. */
const spreadHalfLifeDays = 45;
/** A parcel that did not come within this is lost: it is not watched any longer. */
const watchedDaysMax = 60;
/** A group has an earliest of its own from so many parcels on. */
const earliestRowsMin = 30;

export interface Training {
  /** Nothing that happened after it is looked at. */
  readonly at: Date;
  readonly timeZone: string;
}

interface Row extends Case {
  readonly began: Wall;
  readonly base: number;
  /** When it came, as far as it was known at the time of training. */
  readonly came: Wall | null;
  readonly watchedUntil: Wall;
}

/** @returns null with fewer than 40 delivered parcels */
export const trainModel = (journeys: readonly Journey[], { at, timeZone }: Training): Model | null => {
  const wall = wallOf(timeZone);
  const known = journeys.filter(({ placedAt }) => placedAt <= at);
  const arrivals = known.flatMap(({ deliveredAt }) => (deliveredAt && deliveredAt <= at ? [wall(deliveredAt)] : []));
  if (arrivals.length < rowsMin) return null;
  const weekdays = learnWeekdays(arrivals);
  const clock = parcelClock(weekdays);
  const now = wall(at);
  // Ages are told from the last arrival: a history that was taken in and ends long ago teaches as much as a fresh one.
  const latest = arrivals.reduce((last, arrival) => Math.max(last, arrival));
  const learned = stages.flatMap((stage) => {
    const rows = known.flatMap((journey) => rowOf(journey, stage, { now, latest, wall, clock }));
    const model = trainStage(rows, { now, latest, clock });
    return model === null ? [] : [[stage, model] as const];
  });
  if (learned.length === 0) return null;
  return {
    version: modelVersion,
    trainedAt: at.toISOString(),
    timeZone,
    rows: arrivals.length,
    weekdays,
    stages: Object.fromEntries(learned),
  };
};

const rowOf = (
  journey: Journey,
  stage: Stage,
  { now, latest, wall, clock }: { now: Wall; latest: Wall; wall: (at: Date) => Wall; clock: ParcelClock },
): Row[] => {
  const seen = seenFrom(journey, stage, { wall, clock });
  if (seen === null || seen.began > now) return [];
  const { began, base, promise } = seen;
  const delivered = journey.deliveredAt === null ? null : wall(journey.deliveredAt);
  // A stage that was only told of after the arrival teaches nothing about the way.
  if (delivered !== null && delivered < began) return [];
  const came = delivered !== null && delivered <= now && delivered <= began + watchedDaysMax ? delivered : null;
  const watchedUntil = came ?? Math.min(now, began + watchedDaysMax);
  const y = logOf(clock.read(watchedUntil) - base);
  return [
    {
      y,
      counts: 0.5 ** (Math.max(0, latest - began) / halfLifeDays),
      promise,
      groups: groupsOf(journey, began),
      began,
      base,
      came,
      watchedUntil,
    },
  ];
};

const trainStage = (
  unsorted: readonly Row[],
  { now, latest, clock }: { now: Wall; latest: Wall; clock: ParcelClock },
): StageModel | null => {
  const rows = unsorted.toSorted((a, b) => a.began - b.began || a.watchedUntil - b.watchedUntil);
  const delivered = rows.filter(({ came }) => came !== null);
  if (delivered.length < rowsMin) return null;
  const tested = testApart(rows);
  const spread = cumulativeHazard(
    tested.map(({ row, expected }) => ({ at: row.y - expected, came: row.came !== null, row, expected })),
    {
      countsAt: ({ row, expected }, x) =>
        0.5 ** ((latest - clock.wallAt(row.base + parcelDaysOf(expected + x))) / spreadHalfLifeDays),
    },
  );
  if (spread === null) return null;

  const hazardAt = ({ row, expected }: Tested, wall: Wall): number =>
    valueAt(spread, logOf(clock.read(wall) - row.base) - expected);
  const pace = recentPace(
    tested.map((each) => ({
      destination: each.row.groups.destination,
      fromDay: Math.floor(each.row.began),
      untilDay: Math.floor(each.row.watchedUntil),
      came: each.row.came !== null,
      hazardBy: (day) => hazardAt(each, Math.min(day + 1, each.row.watchedUntil)),
    })),
    Math.floor(now),
  );
  return {
    rows: delivered.length,
    effects: fitEffects(delivered),
    spread,
    pace,
    earliest: earliestOf(delivered, clock),
  };
};

interface Tested {
  readonly row: Row;
  /** By effects that were fitted without it. */
  readonly expected: number;
}

/** Every row is expected by effects that were fitted without it and its like: every fifth row by the other four fifths. */
const testApart = (rows: readonly Row[]): readonly Tested[] =>
  Array.from({ length: folds }, (_, fold) => fold).flatMap((fold) => {
    const effects = fitEffects(rows.filter(({ came }, at) => came !== null && at % folds !== fold));
    return rows.filter((_, at) => at % folds === fold).map((row) => ({ row, expected: expectedOf(effects, row) }));
  });

const earliestOf = (delivered: readonly Row[], clock: ParcelClock): StageModel['earliest'] => {
  const times = new Map<string, number[]>();
  const all = delivered.map((row) => {
    const parcelDays = clock.read(row.came ?? row.watchedUntil) - row.base;
    for (const key of [row.groups.destination, row.groups.lane]) {
      if (key === null) continue;
      const held = times.get(key);
      if (held) held.push(parcelDays);
      else times.set(key, [parcelDays]);
    }
    return parcelDays;
  });
  return {
    all: fastest(all),
    by: Object.fromEntries(
      [...times].filter(([, of]) => of.length >= earliestRowsMin).map(([key, of]) => [key, fastest(of)]),
    ),
  };
};

const fastest = (parcelDays: readonly number[]): number =>
  rounded(Math.max(0, parcelDays.toSorted((a, b) => a - b)[Math.floor(parcelDays.length * 0.005)] ?? 0));
