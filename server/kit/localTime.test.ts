import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPlausible, resolveDay, resolveLocalTime } from './localTime.ts';

const iso = (said: string, ...zones: (string | undefined)[]) => resolveLocalTime(said, zones)?.occurredAt.toISOString();

describe('resolveLocalTime', () => {
  test.each([
    ['2024-08-02T19:26:52Z', '2024-08-02T19:26:52.000Z'],
    ['2024-08-02T19:26:52.123456789Z', '2024-08-02T19:26:52.123Z'],
    ['2024-08-02T19:26:52.000-05:00', '2024-08-03T00:26:52.000Z'],
    ['2024-08-02 19:26:52 -0500', '2024-08-03T00:26:52.000Z'],
    ['2024-08-02T19:26+08', '2024-08-02T11:26:00.000Z'],
    ['1722626812', '2024-08-02T19:26:52.000Z'],
    ['1722626812000', '2024-08-02T19:26:52.000Z'],
  ])('ok %s needs no zone', (said, expected) => {
    expect(iso(said, 'Asia/Tokyo')).toBe(expected);
  });

  test.each([
    ['2024-08-02T19:26:52', '2024-08-02T17:26:52.000Z'],
    ['2024-08-02 19:26', '2024-08-02T17:26:00.000Z'],
    ['20240802192652', '2024-08-02T17:26:52.000Z'],
    ['20240802 192652', '2024-08-02T17:26:52.000Z'],
    ['202408021926', '2024-08-02T17:26:00.000Z'],
    ['20240802', '2024-08-01T22:00:00.000Z'],
    ['2024-08-02', '2024-08-01T22:00:00.000Z'],
  ])('ok %s is read in the zone', (said, expected) => {
    expect(iso(said, 'Europe/Berlin')).toBe(expected);
  });

  test('ok: the first zone that this runtime knows decides, UTC when there is none', () => {
    expect(iso('2024-08-02T12:00', undefined, 'Mars/Olympus', 'Asia/Tokyo', 'Europe/Berlin')).toBe(
      '2024-08-02T03:00:00.000Z',
    );
    expect(iso('2024-08-02T12:00')).toBe('2024-08-02T12:00:00.000Z');
  });

  test.each([
    ['America/New_York', '2024-03-10T02:30', '2024-03-10T07:30:00.000Z'],
    ['Europe/Berlin', '2024-03-31T02:30', '2024-03-31T01:30:00.000Z'],
    ['Australia/Lord_Howe', '2024-10-06T02:15', '2024-10-05T15:45:00.000Z'],
  ])('ok: in the DST gap of %s a time moves on by the gap', (zone, said, expected) => {
    expect(iso(said, zone)).toBe(expected);
  });

  test('ok: a time that happens twice is the first of the two', () => {
    expect(iso('2024-11-03T01:30', 'America/New_York')).toBe('2024-11-03T05:30:00.000Z');
  });

  test('ok: what was said is kept, unless it was an instant already', () => {
    expect(resolveLocalTime('2024-08-02T19:26:52Z', [])?.saidAt).toBeUndefined();
    expect(resolveLocalTime(' 2024-08-02T19:26:52-05:00 ', [])?.saidAt).toBe('2024-08-02T19:26:52-05:00');
    expect(resolveLocalTime('20240802', [])?.saidAt).toBe('20240802');
  });

  test.each([
    '',
    '08/02/2024',
    '2024-02-30',
    '2024-13-01',
    '2024-08-02T25:00',
    'tomorrow',
    '2024',
    '2024-08-02T19:26+99:00',
  ])('refuses %j', (said) => {
    expect(resolveLocalTime(said, ['Europe/Berlin'])).toBeUndefined();
  });

  test('refuses or reads anything, never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9TZ:.+ -]{1,30}$/)), fc.string(), (said, zone) => {
        const resolved = resolveLocalTime(said, [zone]);
        if (resolved !== undefined) expect(Number.isNaN(resolved.occurredAt.getTime())).toBe(false);
      }),
    );
  });
});

test('ok: a day is the one that was said, whatever the zone', () => {
  expect(resolveDay('2024-08-05T23:30:00-05:00')).toBe('2024-08-05');
  expect(resolveDay('20240805')).toBe('2024-08-05');
  expect(resolveDay('2024-02-30')).toBeUndefined();
  expect(resolveDay('by Friday')).toBeUndefined();
});

test('ok: plausible from 2000 to the last day ahead, on both sides of the border', () => {
  const now = new Date('2025-01-01T00:00:00Z');
  expect(isPlausible(new Date('2025-01-03T00:00:00.000Z'), now, 2)).toBe(true);
  expect(isPlausible(new Date('2025-01-03T00:00:00.001Z'), now, 2)).toBe(false);
  expect(isPlausible(new Date('2000-01-01T00:00:00Z'), now, 2)).toBe(true);
  expect(isPlausible(new Date('1999-12-31T23:59:59Z'), now, 2)).toBe(false);
  expect(isPlausible(new Date('2875-01-01'), now, 366)).toBe(false);
});
