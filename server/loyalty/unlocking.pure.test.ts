import { describe, expect, test } from 'vitest';
import { brandSettings } from '../brands/settings.ts';
import { isOpenEnded, waitingFor } from './unlocking.ts';

type Parcel = Parameters<typeof waitingFor>[2][number];

const zone = 'Europe/Berlin';
const placed = new Date('2026-11-01T12:00:00Z');
const unlock = (given: object) => {
  const { loyalty } = brandSettings.parse({ loyalty: { unlock: given } });
  if (!loyalty) throw new Error('no programme');
  return loyalty.unlock;
};
const usual = unlock({ when: 'delivered', returnDays: 14 });
const parcel = (status: Parcel['status'], at: string, own: Partial<Parcel> = {}): Parcel => ({
  status,
  reason: null,
  statusAt: new Date(at),
  lastEventAt: null,
  deliveredAt: status === 'delivered' ? new Date(at) : null,
  createdAt: placed,
  ...own,
});
const told = (...parcels: Parcel[]) => {
  const { spendableAt, waitsFor } = waitingFor(usual, placed, parcels, zone);
  return [waitsFor, spendableAt?.toISOString()];
};
const tenth = '2026-11-10T12:00:00Z';

describe('points of an order wait', () => {
  test.each<readonly [string, readonly Parcel[], readonly [string, string]]>([
    // The first instant after the last day, in Berlin.
    ['for no parcel: 30 days', [], ['no_parcel', '2026-12-01T23:00:00.000Z']],
    [
      'for one that was called off: 30 days from then',
      [parcel('cancelled', tenth)],
      ['no_parcel', '2026-12-10T23:00:00.000Z'],
    ],
    ['for the return window', [parcel('delivered', tenth)], ['return_window', '2026-11-24T23:00:00.000Z']],
    [
      'for the window of the last of several',
      [parcel('delivered', '2026-11-05T12:00:00Z'), parcel('delivered', tenth)],
      ['return_window', '2026-11-24T23:00:00.000Z'],
    ],
    [
      'not for what went back beside',
      [parcel('delivered', tenth), parcel('returned', '2026-11-20T12:00:00Z')],
      ['return_window', '2026-11-24T23:00:00.000Z'],
    ],
    [
      'not for what was called off beside',
      [parcel('delivered', tenth), parcel('cancelled', '2026-11-20T12:00:00Z')],
      ['return_window', '2026-11-24T23:00:00.000Z'],
    ],
    [
      'for the parcel, 60 days of silence and the window at the most',
      [parcel('in_transit', tenth)],
      ['delivery', '2027-01-23T23:00:00.000Z'],
    ],
    [
      'from its last scan',
      [parcel('in_transit', tenth, { lastEventAt: new Date('2026-11-20T12:00:00Z') })],
      ['delivery', '2027-02-02T23:00:00.000Z'],
    ],
    [
      'for the one that is not there yet',
      [parcel('delivered', tenth), parcel('out_for_delivery', tenth)],
      ['delivery', '2027-01-23T23:00:00.000Z'],
    ],
    ['after it expired', [parcel('expired', tenth)], ['parcel_ended', '2026-11-24T23:00:00.000Z']],
    ['after it came back', [parcel('returned', tenth)], ['parcel_ended', '2026-11-24T23:00:00.000Z']],
    [
      'after it was lost',
      [parcel('exception', tenth, { reason: 'lost' })],
      ['parcel_ended', '2026-11-24T23:00:00.000Z'],
    ],
    [
      'after one was lost and its replacement came',
      [parcel('exception', '2026-11-05T12:00:00Z', { reason: 'lost' }), parcel('delivered', tenth)],
      ['return_window', '2026-11-24T23:00:00.000Z'],
    ],
    ['for an exception that may end well', [parcel('exception', tenth)], ['delivery', '2027-01-23T23:00:00.000Z']],
  ])('ok %s', (_name, parcels, expected) => expect(told(...parcels)).toEqual(expected));

  test('ok as the programme has it', () => {
    const own = unlock({ when: 'delivered', returnDays: 0, withoutParcelDays: 3, silentDays: 10 });
    const at = (...parcels: Parcel[]) => waitingFor(own, placed, parcels, zone).spendableAt?.toISOString();
    expect(at()).toBe('2026-11-04T23:00:00.000Z');
    expect(at(parcel('in_transit', tenth))).toBe('2026-11-20T23:00:00.000Z');
    expect(at(parcel('delivered', tenth))).toBe('2026-11-10T12:00:00.000Z');
    expect(waitingFor(unlock({ when: 'placed', days: 30 }), placed, [parcel('in_transit', tenth)], zone)).toEqual({
      spendableAt: new Date('2026-12-01T23:00:00Z'),
      waitsFor: null,
    });
  });

  test('ok a day that is only the latest is told as such until it has come', () => {
    const spendableAt = new Date(tenth);
    for (const waitsFor of ['delivery', 'no_parcel'] as const) {
      expect(isOpenEnded({ spendableAt, waitsFor }, placed)).toBe(true);
      expect(isOpenEnded({ spendableAt, waitsFor }, spendableAt)).toBe(false);
    }
    expect(isOpenEnded({ spendableAt, waitsFor: 'return_window' }, placed)).toBe(false);
    expect(isOpenEnded({ spendableAt: null, waitsFor: null }, placed)).toBe(true);
  });
});
