/** Parcels that never end: 90 days after the last word of them they are expired, and the next scan brings them back. */
import { and, eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { facts } from '../../db/schema/index.ts';
import { catalogues } from '../../site/messages/index.ts';
import { days } from '../kit/clock.ts';
import { openTestHouse, type TestBrand, type TestHouse } from '../testing/house.ts';
import { readTrackingPage } from '../trackingPage.ts';
import { foldEvents, type HeardEvent, stateAt } from './fold.ts';
import { shipmentStatuses } from './status.shared.ts';

describe('the state as of a time', () => {
  const announcedAt = new Date('2026-01-01T00:00:00Z');
  const anyEvent = fc.record({
    identity: fc.string({ minLength: 1, maxLength: 4 }),
    status: fc.constantFrom(null, ...shipmentStatuses),
    reason: fc.constant(null),
    actionRequired: fc.boolean(),
    occurredAt: fc.integer({ min: 0, max: 100 }).map((day) => new Date(Date.UTC(2026, 0, day))),
    receivedAt: fc.integer({ min: 0, max: 200 }).map((day) => new Date(Date.UTC(2026, 0, day))),
  });
  const anySet = fc.uniqueArray(anyEvent, { selector: (told) => told.identity, maxLength: 8 });
  const anyTime = fc.integer({ min: 0, max: 500 }).map((day) => new Date(Date.UTC(2026, 0, day)));
  const told = (changes: Partial<HeardEvent> = {}): HeardEvent => ({
    identity: 'a',
    status: 'in_transit',
    reason: null,
    actionRequired: false,
    occurredAt: announcedAt,
    receivedAt: announcedAt,
    ...changes,
  });

  test('F4 ok: is the same for every order of arrival, and only ever the fold or expired', () => {
    fc.assert(
      fc.property(anySet, anyTime, (events, now) => {
        const state = stateAt(events, { announcedAt, now });
        expect(stateAt(events.toReversed(), { announcedAt, now })).toEqual(state);
        const fold = foldEvents(events);
        if (state.status !== fold.status) expect(state.status).toBe('expired');
        else expect(state).toEqual(fold);
        if (fold.deliveredAt !== null) expect(state).toEqual(fold);
      }),
    );
  });

  test.each([
    ['in_transit', 'expired'],
    ['ready_for_pickup', 'expired'],
    ['returning', 'expired'],
    ['delivered', 'delivered'],
    ['returned', 'returned'],
    ['exception', 'exception'],
    ['cancelled', 'cancelled'],
  ] as const)('ok: after 90 days without a word %s is %s', (status, later) => {
    const at = (day: number) =>
      stateAt([told({ status })], { announcedAt: null, now: new Date(Date.UTC(2026, 0, day)) });
    expect(at(90).status).toBe(status);
    expect(at(91)).toMatchObject({
      status: later,
      ...(later === 'expired' ? { statusAt: new Date(Date.UTC(2026, 0, 91)) } : {}),
    });
  });

  test('ok: silence counts from when we heard, from the label on, and never for what has no number', () => {
    const now = new Date('2026-06-01T00:00:00Z');
    expect(stateAt([told({ receivedAt: new Date('2026-05-31T00:00:00Z') })], { announcedAt: null, now }).status).toBe(
      'in_transit',
    );
    expect(stateAt([], { announcedAt, now }).status).toBe('expired');
    expect(stateAt([], { announcedAt: null, now }).status).toBe('pending');
  });
});

describe('in the house', () => {
  let home: TestHouse;
  let shop: TestBrand;
  beforeAll(async () => {
    home = await openTestHouse();
  });
  afterAll(() => home.close());
  beforeEach(async () => {
    home.clock.set('2026-11-20T09:00:00Z');
    shop = await home.addBrand({ locales: ['en', 'de', 'ar'] });
  });

  const runJobs = () => home.house.recurring.runDue();
  const shipment = async (id: string) => (await shop.api('GET', `shipments/s-${id}`)).body.shipment;
  const scan = (id: string, event: object) => shop.api('POST', `shipments/s-${id}/events`, { events: [event] });

  test('ok: a parcel that nobody tells of any more expires once, the shop hears of it, and the next scan revives it', async () => {
    const { link } = await shop.order('e1');
    await scan('e1', { status: 'in_transit', occurredAt: '2026-11-20T08:00:00Z' });
    home.clock.advance(days(90) - 1);
    await runJobs();
    expect((await shipment('e1')).status).toBe('in_transit');
    home.clock.advance(days(1));
    await runJobs();
    expect(await shipment('e1')).toMatchObject({ status: 'expired', statusAt: '2027-02-18T09:00:00.000Z' });
    const { links, store, clock, media } = home.house;
    const page = await store.read((reader) =>
      readTrackingPage(reader, { links, picture: media.picture }, shop.brand, { link, now: clock() }),
    );
    const [view] = page?.shipments ?? [];
    expect(view).toMatchObject({ status: 'expired', expected: null, late: false, journey: { mood: 'stuck' } });
    expect(view?.help).toEqual(expect.arrayContaining(['report_problem', 'contact_support']));

    home.clock.advance(days(2));
    await runJobs();
    expect((await shipment('e1')).statusAt).toBe('2027-02-18T09:00:00.000Z');
    const moves = await home.house.store.read((reader) =>
      reader
        .select({ data: facts.data })
        .from(facts)
        .where(and(eq(facts.brandId, shop.id), eq(facts.kind, 'shipment.moved'))),
    );
    expect(moves.filter(({ data }) => (data as { to: string }).to === 'expired')).toHaveLength(1);

    // What is told late is news all the same: somebody has seen it in some system.
    await scan('e1', { status: 'out_for_delivery', occurredAt: home.clock().toISOString() });
    expect((await shipment('e1')).status).toBe('out_for_delivery');
    await runJobs();
    expect((await shipment('e1')).status).toBe('out_for_delivery');
  });

  test('ok: a label that was never seen expires; what has arrived, was called off or has no number does not', async () => {
    await shop.order('label');
    await shop.order('bare', { shipments: [{ id: 's-bare' }] });
    await shop.order('there');
    await scan('there', { status: 'delivered', occurredAt: '2026-11-20T08:00:00Z' });
    await shop.order('off');
    await shop.order('off', { cancelledAt: '2026-11-20T08:30:00Z' });
    home.clock.advance(days(91));
    await runJobs();
    const statuses = await Promise.all(
      ['label', 'bare', 'there', 'off'].map(async (id) => (await shipment(id)).status),
    );
    expect(statuses).toEqual(['expired', 'pending', 'delivered', 'pending']);
  });
});

test('ok: every language has kind words for it', () => {
  for (const [locale, { familiar, formal }] of Object.entries(catalogues)) {
    for (const m of [familiar, formal]) {
      expect(m.headline.status.expired.length, locale).toBeGreaterThan(10);
      expect(m.line.expired({ carrier: 'DHL', city: 'Köln' }), locale).toContain('DHL');
    }
  }
});
