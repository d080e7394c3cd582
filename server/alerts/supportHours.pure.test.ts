import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SupportSettings } from '../brands/index.ts';
import { answerBy } from './supportHours.ts';

type Hours = SupportSettings['hours'];
const weekdays: Hours = {
  1: ['09:00', '17:00'],
  2: ['09:00', '17:00'],
  3: ['09:00', '17:00'],
  4: ['09:00', '17:00'],
  5: ['09:00', '17:00'],
};
const promised = (openedAt: string, within: number, timeZone: string, hours: Hours = weekdays) =>
  answerBy(new Date(openedAt), { hours, answerWithinMinutes: within }, timeZone).toISOString();

describe('answerBy', () => {
  test.each([
    ['within the day', '2026-11-20T09:00:00Z', 240, '2026-11-20T13:00:00.000Z'],
    ['to the minute of closing', '2026-11-20T12:00:00Z', 240, '2026-11-20T16:00:00.000Z'],
    ['over the weekend', '2026-11-20T15:00:00Z', 240, '2026-11-23T11:00:00.000Z'],
    ['opened at night', '2026-11-18T23:30:00Z', 60, '2026-11-19T09:00:00.000Z'],
    ['opened on Sunday', '2026-11-22T10:00:00Z', 1, '2026-11-23T08:01:00.000Z'],
    ['opened as support closes', '2026-11-20T16:00:00Z', 1, '2026-11-23T08:01:00.000Z'],
    ['several weeks', '2026-11-20T08:00:00Z', 5 * 480 + 1, '2026-11-27T08:01:00.000Z'],
  ])('ok: %s in Berlin', (_, openedAt, within, expected) => {
    expect(promised(openedAt, within, 'Europe/Berlin')).toBe(expected);
  });

  test('F10 ok: over a weekend on which the clocks change, opening time is local', () => {
    expect(promised('2026-10-23T14:30:00Z', 60, 'Europe/Berlin')).toBe('2026-10-26T08:30:00.000Z');
    expect(promised('2026-03-27T15:30:00Z', 60, 'Europe/Berlin')).toBe('2026-03-30T07:30:00.000Z');
  });

  test.each(['America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'Pacific/Chatham'])(
    'F10 ok: always open means real minutes on every day of the year in %s',
    (timeZone) => {
      const always = Object.fromEntries(
        ['1', '2', '3', '4', '5', '6', '7'].map((day) => [day, ['00:00', '00:00']]),
      ) as Hours;
      for (let day = 0; day < 366; day++) {
        const openedAt = new Date(Date.UTC(2026, 0, 1, 11, 59) + day * 86_400_000);
        const by = answerBy(openedAt, { hours: always, answerWithinMinutes: 1_500 }, timeZone);
        expect(by.getTime() - openedAt.getTime()).toBe(1_500 * 60_000);
      }
    },
  );

  test('ok: hours past midnight belong to the evening they began in', () => {
    const friday: Hours = { 5: ['22:00', '02:00'] };
    expect(promised('2026-11-20T23:30:00Z', 60, 'UTC', friday)).toBe('2026-11-21T00:30:00.000Z');
    expect(promised('2026-11-21T01:30:00Z', 60, 'UTC', friday)).toBe('2026-11-27T22:30:00.000Z');
  });

  test('ok: hours that overlap are worked once', () => {
    const overlapping: Hours = { 4: ['20:00', '10:00'], 5: ['09:00', '17:00'] };
    expect(promised('2026-11-20T08:00:00Z', 180, 'UTC', overlapping)).toBe('2026-11-20T11:00:00.000Z');
  });

  test('ok: a brand without hours is always open', () => {
    expect(promised('2026-11-21T23:00:00Z', 90, 'Europe/Berlin', {})).toBe('2026-11-22T00:30:00.000Z');
  });

  test('ok: the same as counting every minute', () => {
    const clock = (hour: number, minute: number) =>
      `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
    const day = fc.tuple(
      fc.integer({ min: 5, max: 13 }),
      fc.integer({ min: 0, max: 59 }),
      fc.integer({ min: 14, max: 23 }),
    );
    const hours = fc
      .uniqueArray(fc.constantFrom('1', '2', '3', '4', '5', '6', '7'), { minLength: 1 })
      .chain((open) => fc.tuple(...open.map((weekday) => day.map((at) => [weekday, at] as const))))
      .map(
        (open) =>
          Object.fromEntries(
            open.map(([weekday, [from, minute, to]]) => [weekday, [clock(from, minute), clock(to, minute)]]),
          ) as Hours,
      );
    const zone = fc.constantFrom(
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Pacific/Chatham',
      'Asia/Riyadh',
    );
    // Around the changes of the clocks on both hemispheres.
    const minute = fc.oneof(
      ...['2026-03-26', '2026-10-22', '2026-04-02', '2026-09-24'].map((from) =>
        fc.integer({ min: 0, max: 6 * 1440 }).map((ahead) => Date.parse(`${from}T00:00Z`) + ahead * 60_000),
      ),
    );
    fc.assert(
      fc.property(hours, zone, minute, fc.integer({ min: 5, max: 600 }), (open, timeZone, openedAt, within) => {
        const by = answerBy(new Date(openedAt), { hours: open, answerWithinMinutes: within }, timeZone);
        expect(by.getTime()).toBe(countMinutes(openedAt, open, timeZone, within));
      }),
      { numRuns: 60 },
    );
  });
});

/** The slow way: walks the minutes and asks the wall clock of each whether support is open. */
const countMinutes = (openedAt: number, hours: Hours, timeZone: string, within: number): number => {
  let left = within;
  for (let at = openedAt; ; at += 60_000) {
    const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
    const opening = hours[String(local.dayOfWeek) as keyof Hours];
    const time = local.toPlainTime().toString().slice(0, 5);
    if (opening && opening[0] <= time && time < opening[1]) left -= 1;
    if (left === 0) return at + 60_000;
  }
};
