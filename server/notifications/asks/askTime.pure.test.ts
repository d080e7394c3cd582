import fc from 'fast-check';
import { expect, test } from 'vitest';
import { askTime } from './askTime.ts';

const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Chatham', 'Asia/Riyadh'];

test.each([
  ['2026-11-24T09:24:00Z', '2026-11-24T11:24:00.000Z', 'two hours later'],
  ['2026-11-24T16:59:00Z', '2026-11-24T18:59:00.000Z', 'just before eight'],
  ['2026-11-24T17:00:00Z', '2026-11-25T08:00:00.000Z', 'eight in the evening is too late'],
  ['2026-11-24T03:00:00Z', '2026-11-24T08:00:00.000Z', 'brought at four in the morning'],
])('ok: delivered %s in Berlin, asked %s: %s', (deliveredAt, asked) => {
  expect(askTime(new Date(deliveredAt), 'Europe/Berlin').toISOString()).toBe(asked);
});

test('ok: always at least two hours later, at most fifteen, and between nine and eight by her clock', () => {
  const instants = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(instants, fc.constantFrom(...zones), (deliveredAt, zone) => {
      const at = askTime(deliveredAt, zone);
      const { hour } = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
      const waitHours = (at.getTime() - deliveredAt.getTime()) / 3_600_000;
      // An hour more in the night in which the clocks go back.
      return hour >= 9 && hour < 20 && waitHours >= 2 && waitHours <= 16;
    }),
  );
});
