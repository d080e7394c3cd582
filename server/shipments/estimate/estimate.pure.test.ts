import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cumulativeHazard, reaches, valueAt } from './curve.ts';
import { effectOf, fitEffects } from './effects.ts';
import { explain } from './explain.ts';
import { factorNames, groupsOf, type Journey, piecesOf } from './journey.ts';
import { madeUpParcels, parcel } from './madeUp.ts';
import type { Model } from './model.ts';
import { dayStarts, parcelClock, wallOf, weekdayOf } from './parcelClock.ts';
import { estimateArrival, outlook } from './predict.ts';
import { trainModel } from './train.ts';
import { trainApart } from './trainApart.ts';

const at = new Date('2026-03-02T12:00:00Z');
const timeZone = 'UTC';
const trained = (rows: readonly Journey[], when = at): Model => {
  const model = trainModel(rows, { at: when, timeZone });
  if (!model) throw new Error('there was enough to learn from');
  return model;
};
const model = trained(madeUpParcels(720));
const near = parcel({ placedAt: new Date('2026-03-02T08:00:00Z'), handedOverAt: new Date('2026-03-02T10:00:00Z') });
const far = { ...near, region: 'BY', postalCode: '80331' };
const hoursLater = (hours: number): Date => new Date(at.getTime() + hours * 3_600_000);
const days = fc.double({ min: 0, max: 80, noNaN: true });

describe('learning', () => {
  test('ok: nothing is said of too few parcels', () => {
    expect(trainModel([], { at, timeZone })).toBeNull();
    expect(trainModel(madeUpParcels(39), { at, timeZone })).toBeNull();
    expect(trainModel(madeUpParcels(60), { at, timeZone })).not.toBeNull();
  });

  test('ok: parcels of long ago teach as much as they did when they had just come', () => {
    const rows = madeUpParcels(200);
    const effectsAt = (when: string) =>
      Object.values(trainModel(rows, { at: new Date(when), timeZone })?.stages ?? {}).map((stage) => stage?.effects);
    expect(effectsAt('2034-01-01T00:00:00Z')).toEqual(effectsAt('2025-11-15T00:00:00Z'));
    expect(effectsAt('2034-01-01T00:00:00Z')).not.toEqual([]);
  });

  test('ok: nothing that happened later is looked at', () => {
    const when = new Date('2025-12-01T00:00:00Z');
    const known = madeUpParcels(720).map((journey) =>
      journey.deliveredAt && journey.deliveredAt > when ? { ...journey, deliveredAt: null } : journey,
    );
    expect(trained(madeUpParcels(720), when)).toEqual(trained(known, when));
  });

  test('ok: the same parcels make the same model, whatever their order, and it survives JSON', () => {
    expect(trained(madeUpParcels(720).toReversed())).toEqual(model);
    const stored = JSON.parse(JSON.stringify(model)) as Model;
    expect(estimateArrival(stored, near, at)).toEqual(estimateArrival(model, near, at));
  });

  test('ok: a Sunday is almost no time', () => {
    expect(weekdayOf(dayStarts('2026-03-01'))).toBe(6);
    expect(model.weekdays[6]).toBeLessThan(0.2);
    expect(model.weekdays.reduce((sum, each) => sum + each, 0)).toBeCloseTo(7, 2);
  });

  test('ok: a jam that has lasted for days shows before its parcels arrive', () => {
    const when = new Date('2026-02-20T00:00:00Z');
    const jammed = madeUpParcels(720).map((journey) =>
      journey.deliveredAt && journey.deliveredAt > new Date('2026-02-10T00:00:00Z')
        ? { ...journey, deliveredAt: null }
        : journey,
    );
    const usual = trained(madeUpParcels(720), when).stages.handed_over?.pace.all ?? 0;
    expect(usual).toBeGreaterThan(0.9);
    expect(trained(jammed, when).stages.handed_over?.pace.all).toBeLessThan(0.75);
  });

  test('ok: in a thread of its own it is the same, and it can be stopped', async () => {
    const journeys = madeUpParcels(720);
    expect(await trainApart(journeys, { at, timeZone })).toEqual(model);
    expect(await trainApart([], { at, timeZone })).toBeNull();
    await expect(trainApart(journeys, { at, timeZone: 'Mars/Olympus' })).rejects.toThrow(RangeError);
    await expect(trainApart(journeys, { at, timeZone }, AbortSignal.abort())).rejects.toThrow('abort');
  });

  test('ok: the spread is that of the last weeks, before those of a calmer year', () => {
    const rough = (journeys: readonly Journey[], from: number, to: number) =>
      journeys.map((journey, at): Journey => {
        const late = at >= from && at < to && at % 3 === 0 ? 4 : 0;
        const came = journey.deliveredAt;
        return { ...journey, deliveredAt: came && new Date(came.getTime() + late * 86_400_000) };
      });
    const strayed = (journeys: readonly Journey[]) => {
      const spread = trained(journeys).stages.handed_over?.spread;
      if (!spread) throw new Error('the stage was learned');
      return reaches(spread, -Math.log(0.15)) - reaches(spread, -Math.log(0.95));
    };
    const lately = strayed(rough(madeUpParcels(720), 480, 720));
    const longAgo = strayed(rough(madeUpParcels(720), 0, 240));
    expect(lately).toBeGreaterThan(1.5 * longAgo);
  });

  test('ok: from 10,000 parcels the model is as small as from 720', () => {
    const large = trained(madeUpParcels(10_000), new Date('2032-08-01T00:00:00Z'));
    expect(large.rows).toBeGreaterThan(9_900);
    expect(large.stages.handed_over?.spread.x.length).toBeLessThanOrEqual(42);
    expect(JSON.stringify(large).length).toBeLessThan(2 * JSON.stringify(model).length);
  });
});

describe('a group', () => {
  const of = (y: number, lane: string) => ({
    y,
    counts: 1,
    promise: null,
    groups: { ...Object.fromEntries(factorNames.map((name) => [name, null])), lane } as ReturnType<typeof groupsOf>,
  });

  test('ok: of one parcel it moves little, of a thousand it stands for itself', () => {
    const many = Array.from({ length: 1000 }, () => of(1, 'a'));
    const once = fitEffects([...many, of(3, 'b')]);
    expect(effectOf(once, 'lane', 'b')).toBeCloseTo(2 / 9, 1);
    const often = fitEffects([...many, ...Array.from({ length: 1000 }, () => of(3, 'b'))]);
    const apart = effectOf(often, 'lane', 'b') - effectOf(often, 'lane', 'a');
    expect(apart).toBeGreaterThan(1.95);
    expect(apart).toBeLessThanOrEqual(2);
  });

  test('ok: one that was never seen moves nothing, not even by the name of a method', () => {
    const effects = fitEffects([of(1, 'a')]);
    expect(effectOf(effects, 'lane', 'b')).toBe(0);
    expect(effectOf(effects, 'lane', 'constructor')).toBe(0);
    expect(effectOf(effects, 'lane', null)).toBe(0);
  });

  test('ok: what is unknown of a parcel is no group', () => {
    const unknown = parcel({ carrier: null, originCountry: null, originRegion: null, postalCode: null });
    expect(groupsOf(unknown, 0)).toMatchObject({ carrier: null, service: null, origin: null, lane: null, area: null });
    expect(groupsOf({ ...unknown, promisedOn: null }, 0)).toMatchObject({ slack: null, pieces: null, fee: null });
  });

  test('ok: days left to the promise go by steps, and many pieces are one group', () => {
    const began = dayStarts('2026-03-02');
    const slack = (promisedOn: string) => groupsOf(parcel({ promisedOn }), began).slack;
    expect([slack('2026-02-20'), slack('2026-03-08'), slack('2026-03-22')]).toEqual(['0 d', '7 d', '22 d']);
    expect(slack('2026-03-22')).toBe(slack('2026-03-23'));
    expect([piecesOf([]), piecesOf([{ quantity: 2 }, { quantity: 7 }])]).toEqual([null, 9]);
    expect(groupsOf(parcel({ pieces: 9 }), began).pieces).toBe(groupsOf(parcel({ pieces: 4 }), began).pieces);
  });
});

describe('the window', () => {
  test('ok: far takes longer than near, and a later stage is surer', () => {
    const [here, there] = [estimateArrival(model, near, at), estimateArrival(model, far, at)];
    expect(here?.from).toBe('2026-03-03');
    expect(there?.walls.median).toBeGreaterThan((here?.walls.median ?? 0) + 1.5);
    const ordered = estimateArrival(model, { ...near, handedOverAt: null }, at);
    expect(ordered?.stage).toBe('placed');
    const width = (of: typeof here) => (of ? of.walls.to - of.walls.from : Number.NaN);
    expect(width(here)).toBeLessThan(width(ordered) + 0.5);
  });

  test('ok: four of five come in it', () => {
    const later = madeUpParcels(1000).slice(730);
    const inside = later.filter((journey) => {
      const said = estimateArrival(model, { ...journey, deliveredAt: null }, journey.handedOverAt ?? at);
      const came = journey.deliveredAt?.toISOString().slice(0, 10) ?? '';
      return said !== null && came >= said.from && came <= said.to;
    });
    expect(inside.length / later.length).toBeGreaterThan(0.75);
  });

  test('ok: it is in order, after now, and only ever moves later while nothing is heard', () => {
    fc.assert(
      fc.property(days, days, fc.constantFrom(near, far, { ...near, handedOverAt: null }), (a, b, journey) => {
        const [first, then] = [a, b].sort((x, y) => x - y).map((day) => hoursLater(day * 24)) as [Date, Date];
        const [early, late] = [estimateArrival(model, journey, first), estimateArrival(model, journey, then)];
        if (!early || !late) throw new Error('a parcel under way has an estimate');
        expect(early.from <= early.likeliest && early.likeliest <= early.to).toBe(true);
        expect(early.walls.from).toBeGreaterThanOrEqual(wallOf(timeZone)(first));
        for (const end of ['from', 'median', 'to'] as const) {
          expect(late.walls[end]).toBeGreaterThanOrEqual(early.walls[end] - 1e-6);
        }
        expect(late.missProbability ?? 0).toBeGreaterThanOrEqual((early.missProbability ?? 0) - 1e-6);
      }),
    );
  });

  test('ok: surer is later, and what is shown lies between', () => {
    const share = fc.double({ min: 0.001, max: 0.995, noNaN: true });
    fc.assert(
      fc.property(share, share, days, fc.constantFrom(near, far), (a, b, day, journey) => {
        const when = wallOf(timeZone)(hoursLater(day * 24));
        const of = outlook(model, journey, hoursLater(day * 24));
        const [less = 0, more = 0] = [of?.by(Math.min(a, b), when), of?.by(Math.max(a, b), when)];
        expect(less).toBeGreaterThanOrEqual(when);
        expect(more).toBeGreaterThanOrEqual(less);
        expect(of?.stillOut(more, when)).toBeLessThanOrEqual((of?.stillOut(less, when) ?? 0) + 1e-9);
      }),
    );
  });

  test('ok: what shipping cost moves it, an old parcel less than a new one', () => {
    const paid = madeUpParcels(720).map((journey, at): Journey => {
      const express = at % 3 !== 0;
      const days = express ? 0 : 3;
      const deliveredAt = journey.deliveredAt && new Date(journey.deliveredAt.getTime() + days * 86_400_000);
      return { ...journey, deliveredAt, feeMinor: express ? 1900 : 490 };
    });
    const fees = trained(paid).stages.handed_over?.effects;
    if (!fees) throw new Error('the stage was learned');
    expect(effectOf(fees, 'fee', 'EUR22')).toBeLessThan(effectOf(fees, 'fee', 'EUR18') - 0.1);
    const slower = (from: number, to: number) =>
      madeUpParcels(720).map((journey, at) =>
        at >= from && at < to ? (madeUpParcels(720, 1.5)[at] ?? journey) : journey,
      );
    const usual = (journeys: readonly Journey[]) => trained(journeys).stages.handed_over?.effects.usual ?? 0;
    expect(usual(slower(480, 720))).toBeGreaterThan(usual(slower(0, 240)));
  });

  test('ok: never sooner than any parcel was', () => {
    const of = outlook(model, far, at);
    const earliest = model.stages.handed_over?.earliest.by['DE-BY'] ?? 0;
    expect(earliest).toBeGreaterThan(2);
    const clock = parcelClock(model.weekdays);
    const [soonest = 0, began = 0] = [of?.by(0.0001, wallOf(timeZone)(at)), of?.began];
    expect(clock.read(soonest) - clock.read(began)).toBeGreaterThanOrEqual(earliest - 1e-6);
  });

  test('ok: the odds of missing the promise are one once it has passed, and none without one', () => {
    expect(estimateArrival(model, near, new Date('2026-03-10T00:00:00Z'))?.missProbability).toBe(1);
    expect(estimateArrival(model, near, at)?.missProbability).toBeLessThan(0.2);
    expect(estimateArrival(model, { ...far, promisedOn: '2026-03-04' }, at)?.missProbability).toBeGreaterThan(0.8);
    expect(estimateArrival(model, { ...near, promisedOn: null }, at)?.missProbability).toBeNull();
  });

  test('refuses to say anything of what has arrived, or by a model of another release', () => {
    expect(estimateArrival(model, { ...near, deliveredAt: at }, at)).toBeNull();
    expect(estimateArrival({ ...model, version: 2 as 3 }, near, at)).toBeNull();
  });
});

test('ok: what moved an estimate is told in a few numbers', () => {
  const told = explain(model, far, at);
  expect(told?.expectedDays).toBeGreaterThan(told?.usualDays ?? 99);
  expect(['destination', 'lane', 'area', 'district', 'quarter']).toContain(told?.moved[0]?.by);
  expect(told?.moved[0]?.days).toBeGreaterThan(0.3);
  expect(told?.sentence).toMatch(
    /^Usually [\d.]+ delivery days from handed_over; here [\d.]+ \(.+\); pace [\d.]+; four of/,
  );
});

describe('the parcel clock', () => {
  const clock = parcelClock([1.4, 1.4, 1.4, 1.3, 1.2, 0.25, 0.05]);

  test('ok: a wall time read and set again is the same', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 40_000, noNaN: true }), (wall) => {
        expect(clock.wallAt(clock.read(wall))).toBeCloseTo(wall, 4);
      }),
    );
  });

  test('ok: a week is a week', () => {
    const monday = dayStarts('2026-03-02');
    expect(clock.read(monday + 7) - clock.read(monday)).toBeCloseTo(7, 6);
    expect(clock.read(monday) - clock.read(monday - 1)).toBeCloseTo(0.05, 6);
  });

  test('ok: days are those of the zone, summer time and all', () => {
    const wall = wallOf('Europe/Berlin');
    expect(wall(new Date('2026-03-28T23:00:00Z'))).toBe(dayStarts('2026-03-29'));
    expect(wall(new Date('2026-03-29T22:00:00Z'))).toBe(dayStarts('2026-03-30'));
  });
});

test('ok: a cumulative hazard rises, and is its own inverse where it rises', () => {
  const arrivals = fc.array(fc.record({ at: fc.double({ min: -2, max: 2, noNaN: true }), came: fc.boolean() }), {
    maxLength: 300,
  });
  fc.assert(
    fc.property(arrivals, fc.double({ min: 0, max: 4, noNaN: true }), (watched, hazard) => {
      const curve = cumulativeHazard(watched);
      if (curve === null) return;
      expect(curve.x.every((x, at) => at === 0 || x >= (curve.x[at - 1] ?? x))).toBe(true);
      expect(curve.y.every((y, at) => at === 0 || y >= (curve.y[at - 1] ?? y))).toBe(true);
      expect(valueAt(curve, reaches(curve, hazard))).toBeCloseTo(hazard, 2);
    }),
  );
});

test('ok: a cumulative hazard is that of those who count', () => {
  const fast = Array.from({ length: 100 }, (_, at) => ({ at: at / 100, came: true, counts: 1 }));
  const slow = Array.from({ length: 100 }, (_, at) => ({ at: 0.5 + at / 50, came: true, counts: 0 }));
  const only = cumulativeHazard(fast);
  const curve = cumulativeHazard([...fast, ...slow], { countsAt: ({ counts }) => counts });
  if (!only || !curve) throw new Error('enough came to draw a line');
  expect(reaches(curve, Math.LN2)).toBeCloseTo(reaches(only, Math.LN2), 6);
  expect(reaches(only, Math.LN2)).toBeCloseTo(0.5, 1);
  const all = cumulativeHazard([...fast, ...slow]);
  expect(all && reaches(all, Math.LN2)).toBeGreaterThan(0.7);
});
