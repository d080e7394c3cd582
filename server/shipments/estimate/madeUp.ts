/** Parcels of a made-up shop, the same each time: near ones take about two days, far ones about five. For tests. */
import type { Journey } from './journey.ts';

const hourMs = 3_600_000;

/** Numbers between 0 and 1 that look random and are not (Lehmer 1951). */
const numbers = (seed: number): (() => number) => {
  let at = seed;
  return () => {
    at = (at * 48_271) % 2_147_483_647;
    return at / 2_147_483_647;
  };
};

export const parcel = (changes: Partial<Journey> = {}): Journey => ({
  carrier: 'DHL',
  service: null,
  originCountry: 'DE',
  originRegion: 'NW',
  countryCode: 'DE',
  region: 'NW',
  postalCode: '50667',
  feeMinor: null,
  currency: 'EUR',
  pieces: null,
  promisedOn: '2026-03-09',
  placedAt: new Date('2026-03-02T10:00:00Z'),
  announcedAt: null,
  handedOverAt: null,
  arrivingAt: null,
  deliveredAt: null,
  ...changes,
});

/** One parcel every six hours from 1 September 2025, half of them far. None comes on a Sunday. */
export const madeUpParcels = (count: number, slower = 1): readonly Journey[] => {
  const next = numbers(count);
  return Array.from({ length: count }, (_, at) => {
    const placedAt = new Date(Date.UTC(2025, 8, 1) + at * 6 * hourMs);
    const isFar = at % 2 === 1;
    const handedOverAt = new Date(placedAt.getTime() + (6 + 20 * next()) * hourMs);
    const hours = ((isFar ? 96 : 36) + (isFar ? 48 : 24) * next() + (next() < 0.1 ? 72 : 0)) * slower;
    const came = new Date(handedOverAt.getTime() + hours * hourMs);
    const deliveredAt = came.getUTCDay() === 0 ? new Date(came.getTime() + 24 * hourMs) : came;
    const promised = new Date(placedAt.getTime() + 7 * 24 * hourMs);
    return parcel({
      ...(isFar ? { region: 'BY', postalCode: '80331' } : {}),
      placedAt,
      handedOverAt,
      deliveredAt,
      promisedOn: promised.toISOString().slice(0, 10),
    });
  });
};
