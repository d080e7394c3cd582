import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addIntervals, firstOfRhythm, nextCharge, type Plan, upcoming } from './schedule.ts';
import { intervalUnits } from './view.shared.ts';

const monthly = { count: 1, unit: 'month' } as const;
const plan = (more: Partial<Plan> = {}): Plan => ({
  status: 'active',
  interval: monthly,
  nextChargeOn: '2026-12-18',
  skippedOn: [],
  pausedUntil: null,
  ...more,
});
const days = (of: Plan, today = '2026-11-20') =>
  upcoming(of, today).map(({ on, skipped }) => (skipped ? `(${on})` : on));

describe('upcoming', () => {
  test.each<[string, Partial<Plan>, string, readonly string[]]>([
    ['the next three', {}, '2026-11-20', ['2026-12-18', '2027-01-18', '2027-02-18']],
    ['today is still coming', {}, '2026-12-18', ['2026-12-18', '2027-01-18', '2027-02-18']],
    ['a day that is over is not', {}, '2026-12-19', ['2027-01-18', '2027-02-18', '2027-03-18']],
    [
      'a skipped one is among them',
      { skippedOn: ['2027-01-18'] },
      '2026-11-20',
      ['2026-12-18', '(2027-01-18)', '2027-02-18', '2027-03-18'],
    ],
    [
      'one that the shop has passed over already',
      { skippedOn: ['2026-12-18'], nextChargeOn: '2027-01-18' },
      '2026-11-20',
      ['(2026-12-18)', '2027-01-18', '2027-02-18', '2027-03-18'],
    ],
    [
      'a skip that is over is gone',
      { skippedOn: ['2026-12-18'] },
      '2026-12-19',
      ['2027-01-18', '2027-02-18', '2027-03-18'],
    ],
    [
      'a short month takes its last day, the next has the full one',
      { nextChargeOn: '2027-01-31' },
      '2026-11-20',
      ['2027-01-31', '2027-02-28', '2027-03-31'],
    ],
    [
      'also when the first is long over',
      { nextChargeOn: '2026-01-31' },
      '2027-02-02',
      ['2027-02-28', '2027-03-31', '2027-04-30'],
    ],
    [
      '29 February',
      { nextChargeOn: '2028-02-29', interval: { count: 1, unit: 'year' } },
      '2027-01-01',
      ['2028-02-29', '2029-02-28', '2030-02-28'],
    ],
    [
      'two weeks over the change of clocks',
      { nextChargeOn: '2026-10-20', interval: { count: 2, unit: 'week' } },
      '2026-10-21',
      ['2026-11-03', '2026-11-17', '2026-12-01'],
    ],
    ['paused without an end', { status: 'paused' }, '2026-11-20', []],
    [
      'paused until a day goes on with it',
      { status: 'paused', pausedUntil: '2027-02-05' },
      '2026-11-20',
      ['2027-02-05', '2027-03-05', '2027-04-05'],
    ],
    [
      'a pause that is over',
      { status: 'paused', pausedUntil: '2026-11-10' },
      '2026-11-20',
      ['2026-12-10', '2027-01-10', '2027-02-10'],
    ],
    ['cancelled', { status: 'cancelled', nextChargeOn: null }, '2026-11-20', []],
    ['no day known', { nextChargeOn: null }, '2026-11-20', []],
  ])('ok: %s', (_, of, today, expected) => {
    expect(days(plan(of), today)).toEqual(expected);
  });
});

const dayArbitrary = fc
  .integer({ min: 0, max: 40_000 })
  .map((after) => Temporal.PlainDate.from('1999-12-31').add({ days: after }).toString());
const intervalArbitrary = fc.record({
  count: fc.integer({ min: 1, max: 60 }),
  unit: fc.constantFrom(...intervalUnits),
});

describe('properties', () => {
  test('ok: three come, in order, none before today, all of the rhythm, whatever is skipped', () => {
    fc.assert(
      fc.property(
        dayArbitrary,
        intervalArbitrary,
        fc.integer({ min: -900, max: 900 }),
        fc.array(fc.nat(5), { maxLength: 5 }),
        (anchor, interval, ahead, skips) => {
          const today = Temporal.PlainDate.from(anchor).add({ days: ahead }).toString();
          const first = firstOfRhythm(anchor, interval, today);
          const whole = upcoming(plan({ nextChargeOn: anchor, interval }), today).map(({ on }) => on);
          const skippedOn = [...new Set(skips.map((times) => addIntervals(first, interval, times)))];
          const of = plan({ nextChargeOn: anchor, interval, skippedOn });
          const stops = upcoming(of, today);
          const coming = stops.filter(({ skipped }) => !skipped).map(({ on }) => on);
          expect(whole[0]).toBe(first);
          expect(coming).toHaveLength(3);
          expect(stops.map(({ on }) => on)).toEqual([...new Set(stops.map(({ on }) => on))].toSorted());
          for (const { on, skipped } of stops) {
            expect(on >= today).toBe(true);
            expect(skipped).toBe(skippedOn.includes(on));
          }
          expect(nextCharge(of, today)).toBe(coming[0]);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test('ok: the first of the rhythm is the first: the one before it is over', () => {
    fc.assert(
      fc.property(dayArbitrary, intervalArbitrary, fc.integer({ min: 1, max: 20_000 }), (anchor, interval, ahead) => {
        const from = Temporal.PlainDate.from(anchor).add({ days: ahead }).toString();
        const first = firstOfRhythm(anchor, interval, from);
        let times = 0;
        while (addIntervals(anchor, interval, times) < first) times += 1;
        expect(addIntervals(anchor, interval, times)).toBe(first);
        expect(first >= from && addIntervals(anchor, interval, times - 1) < from).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
