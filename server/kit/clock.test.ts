import fc from 'fast-check';
import { expect, test } from 'vitest';
import { after, dayIn, days, daysBetween, hours, minutes, seconds, systemClock } from './clock.ts';

test('ok: units are milliseconds', () => {
  expect([seconds(2), minutes(2), hours(2), days(2)]).toEqual([2_000, 120_000, 7_200_000, 172_800_000]);
});

test('ok: moved forth and back, without changing what was moved', () => {
  const at = new Date('2026-11-20T09:00:00.000Z');
  expect(after(at, minutes(1)).toISOString()).toBe('2026-11-20T09:01:00.000Z');
  expect(after(at, -days(1)).toISOString()).toBe('2026-11-19T09:00:00.000Z');
  expect(at.toISOString()).toBe('2026-11-20T09:00:00.000Z');
});

test.each([
  ['2026-11-23T23:30:00Z', 'Europe/Berlin', '2026-11-24'],
  ['2026-11-23T22:59:59.999Z', 'Europe/Berlin', '2026-11-23'],
  ['2026-11-23T23:00:00Z', 'Europe/Berlin', '2026-11-24'],
  ['2026-11-24T04:59:59Z', 'America/New_York', '2026-11-23'],
  ['2026-11-23T10:00:00Z', 'Pacific/Kiritimati', '2026-11-24'],
  ['2026-11-24T10:59:00Z', 'Pacific/Pago_Pago', '2026-11-23'],
  ['2026-12-31T18:15:00Z', 'Asia/Kathmandu', '2027-01-01'],
])('ok: %s in %s is %s', (at, zone, day) => {
  expect(dayIn(new Date(at), zone)).toBe(day);
});

test('refuses a zone that there is none', () => {
  expect(() => dayIn(new Date(), 'Mars/Olympus')).toThrow(RangeError);
});

test.each([
  ['2026-11-24', '2026-11-24', 0],
  ['2026-11-24', '2026-11-26', 2],
  ['2026-11-26', '2026-11-24', -2],
  // A day of 23 hours, one of 25, a leap day.
  ['2026-03-28', '2026-03-30', 2],
  ['2026-10-24', '2026-10-26', 2],
  ['2028-02-28', '2028-03-01', 2],
  ['2025-12-31', '2026-12-31', 365],
])('ok: from %s to %s it is %i days', (from, to, count) => {
  expect(daysBetween(from, to)).toBe(count);
});

test('ok: the days between are those that one adds', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date(0), max: new Date('2200-01-01'), noInvalidDate: true }),
      fc.integer({ min: -5_000, max: 5_000 }),
      (at, count) => {
        expect(daysBetween(dayIn(at, 'UTC'), dayIn(after(at, days(count)), 'UTC'))).toBe(count);
      },
    ),
  );
});

test('ok: the clock of the system goes', () => {
  expect(Math.abs(systemClock().getTime() - Date.now())).toBeLessThan(minutes(1));
});
