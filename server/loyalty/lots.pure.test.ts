import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayIn, days, after as moved } from '../kit/clock.ts';
import { endAfterDays, endOfDay, lastDayBefore, nextMonthDay, startOfDay } from './calendar.ts';
import { bySpending, earliestExpiry, effectiveExpiry, expiryOf, type Pause, standingPause } from './lots.ts';

const at = (text: string) => new Date(text);
const zones = ['America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'Pacific/Chatham'];

describe('F10: points go once, at the end of the programme’s local day', () => {
  test.each([
    // Spring forward and fall back of 2027, where the last day is the one on which the clocks change.
    ['America/New_York', '2027-03-14', '2027-03-15T04:00:00.000Z', 23],
    ['America/New_York', '2027-11-07', '2027-11-08T05:00:00.000Z', 25],
    ['Europe/Berlin', '2027-03-28', '2027-03-28T22:00:00.000Z', 23],
    ['Europe/Berlin', '2027-10-31', '2027-10-31T23:00:00.000Z', 25],
    // Half an hour, on an island that is ten and a half hours ahead.
    ['Australia/Lord_Howe', '2027-04-04', '2027-04-04T13:30:00.000Z', 24.5],
    ['Australia/Lord_Howe', '2027-10-03', '2027-10-03T13:00:00.000Z', 23.5],
    ['Pacific/Chatham', '2027-04-04', '2027-04-04T11:15:00.000Z', 25],
    ['Pacific/Chatham', '2027-09-26', '2027-09-26T10:15:00.000Z', 23],
    // Where the clocks change at midnight the day begins at one.
    ['Africa/Cairo', '2027-04-29', '2027-04-29T22:00:00.000Z', 24],
  ])('ok %s, %s', (timeZone, day, ends, hoursLong) => {
    const noon = moved(startOfDay(day, timeZone), 12 * 3_600_000);
    const end = expiryOf({ policy: 'after_days', days: 1 }, moved(noon, -days(1)), timeZone);
    expect(end?.toISOString()).toBe(ends);
    expect((Number(end) - startOfDay(day, timeZone).getTime()) / 3_600_000).toBe(hoursLong);
    expect(lastDayBefore(end as Date, timeZone)).toBe(day);
  });

  test('ok whatever the instant and the policy: the last millisecond is of the last day, the next is not', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2034, 0, 1) }),
        fc.integer({ min: 1, max: 800 }),
        (timeZone, from, ahead) => {
          const end = expiryOf({ policy: 'after_days', days: ahead }, new Date(from), timeZone) as Date;
          const last = Temporal.PlainDate.from(dayIn(new Date(from), timeZone))
            .add({ days: ahead })
            .toString();
          expect(dayIn(moved(end, -1), timeZone)).toBe(last);
          expect(dayIn(end, timeZone) > last).toBe(true);
        },
      ),
    );
  });
});

describe('F11: months end where the month ends', () => {
  const lastDay = (from: string, months: number) =>
    lastDayBefore(
      expiryOf({ policy: 'after_months', months }, at(`${from}T12:00:00Z`), 'Europe/Berlin') as Date,
      'Europe/Berlin',
    );

  test.each([
    ['2028-02-29', 12, '2029-02-28'],
    ['2028-02-29', 48, '2032-02-29'],
    ['2027-01-31', 1, '2027-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2027-08-31', 1, '2027-09-30'],
    ['2027-08-31', 6, '2028-02-29'],
    ['2027-12-31', 2, '2028-02-29'],
    ['2027-03-30', 11, '2028-02-29'],
  ])('ok %s and %i months is %s', (from, months, to) => {
    expect(lastDay(from, months)).toBe(to);
  });

  test('ok never another month than the one that is meant, and the same day wherever there is one', () => {
    const someDay = fc
      .integer({ min: 0, max: 3_652 })
      .map((n) => Temporal.PlainDate.from('2024-01-01').add({ days: n }));
    fc.assert(
      fc.property(someDay, fc.integer({ min: 1, max: 120 }), (day, months) => {
        const to = Temporal.PlainDate.from(lastDay(day.toString(), months));
        const meant = day.toPlainYearMonth().add({ months });
        expect(to.toPlainYearMonth().toString()).toBe(meant.toString());
        expect(to.day).toBe(Math.min(day.day, meant.daysInMonth));
      }),
    );
  });

  test.each([
    ['2027-02-10', '02-29', '2027-02-28'],
    ['2028-02-10', '02-29', '2028-02-29'],
    ['2027-12-31', '12-31', '2027-12-31'],
    ['2028-01-01', '12-31', '2028-12-31'],
    ['2027-03-01', '02-29', '2028-02-29'],
  ])('ok from %s the next %s is %s', (from, monthDay, next) => {
    expect(nextMonthDay(from, monthDay)).toBe(next);
  });
});

describe('pauses', () => {
  const zone = 'Europe/Berlin';
  const lot = { expiresAt: endOfDay('2027-05-10', zone), graceUntil: null };
  const pause = (from: string, until: string | null): Pause => ({
    reason: 'hold',
    from: at(`${from}T12:00:00Z`),
    until: until === null ? null : at(`${until}T12:00:00Z`),
  });
  const last = (pauses: readonly Pause[]) => {
    const end = effectiveExpiry(lot, pauses, zone);
    return end && lastDayBefore(end, zone);
  };

  test('ok nothing goes while one stands; afterwards seven days are left', () => {
    expect(last([pause('2027-05-08', '2027-05-20')])).toBe('2027-05-27');
    expect(last([pause('2027-05-08', null)])).toBeNull();
  });
  test('ok one that ended shortly before leaves seven days as well, one long before changes nothing', () => {
    expect(last([pause('2027-04-01', '2027-05-09')])).toBe('2027-05-16');
    expect(last([pause('2027-04-01', '2027-04-02')])).toBe('2027-05-10');
  });
  test('ok one follows another; one that came too late does not bring anything back', () => {
    expect(last([pause('2027-05-08', '2027-05-20'), pause('2027-05-26', '2027-06-01')])).toBe('2027-06-08');
    expect(last([pause('2027-05-08', '2027-05-20'), pause('2027-05-29', '2027-06-01')])).toBe('2027-05-27');
    expect(last([pause('2027-05-11', '2027-06-01')])).toBe('2027-05-10');
  });
  test('ok one that ends earlier than was thought never takes points at once', () => {
    const instants = fc.integer({ min: Date.UTC(2027, 3, 1), max: Date.UTC(2027, 6, 1) }).map((ms) => new Date(ms));
    fc.assert(
      fc.property(instants, instants, (a, b) => {
        const [from, now] = a < b ? [a, b] : [b, a];
        const thought = effectiveExpiry(lot, [{ reason: 'hold', from, until: moved(now, days(60)) }], zone);
        fc.pre(thought !== null && thought > now && from < lot.expiresAt);
        const ended = effectiveExpiry(lot, [{ reason: 'hold', from, until: now }], zone) as Date;
        expect(ended.getTime()).toBeGreaterThan(now.getTime() + days(6.9));
      }),
    );
  });
  test('ok to the last millisecond, in every zone, it leaves seven days or changes nothing', () => {
    const ends = fc.integer({ min: Date.UTC(2027, 0, 1), max: Date.UTC(2028, 0, 1) }).map((ms) => new Date(ms));
    const before = fc.integer({ min: days(6), max: days(9) });
    fc.assert(
      fc.property(fc.constantFrom(...zones), ends, before, (timeZone, end, ms) => {
        const until = moved(end, -ms);
        const from = moved(until < end ? until : end, -1);
        const resumed = endAfterDays(until, 7, timeZone);
        expect(
          effectiveExpiry({ expiresAt: end, graceUntil: null }, [{ reason: 'hold', from, until }], timeZone),
        ).toEqual(resumed > end ? resumed : end);
      }),
    );
  });
  test('ok what is told meanwhile is the earliest day that it could be', () => {
    const now = at('2027-05-09T12:00:00Z');
    const pauses = [pause('2027-05-08', '2027-08-01')];
    expect(standingPause(pauses, now)).toBe(pauses[0]);
    expect(lastDayBefore(earliestExpiry(lot, pauses, now, zone) as Date, zone)).toBe('2027-05-16');
  });
  test('ok what came back has its grace', () => {
    expect(effectiveExpiry({ ...lot, graceUntil: endOfDay('2027-06-01', zone) }, [], zone)).toEqual(
      endOfDay('2027-06-01', zone),
    );
    expect(effectiveExpiry({ ...lot, graceUntil: endOfDay('2027-01-01', zone) }, [], zone)).toEqual(lot.expiresAt);
    expect(effectiveExpiry({ expiresAt: null, graceUntil: endOfDay('2027-01-01', zone) }, [], zone)).toBeNull();
  });
});

test('ok what goes first is spent first, then the oldest, and what stays comes last', () => {
  const one = (id: string, goesAt: string | null, earnedAt: string) => ({
    id,
    goesAt: goesAt === null ? null : at(`${goesAt}T00:00:00Z`),
    earnedAt: at(`${earnedAt}T00:00:00Z`),
  });
  const order = [
    one('c', '2027-01-01', '2026-06-01'),
    one('b', '2027-02-01', '2026-01-01'),
    one('e', '2027-02-01', '2026-02-01'),
    one('a', null, '2025-01-01'),
    one('d', null, '2025-01-01'),
  ];
  expect(order.toReversed().sort(bySpending)).toEqual(order);
});
