/**
 * From the order to the day on which its points go, as the shop and the shopper see it from outside: by the API, and by
 * the mail that arrives.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { expectBooksToBalance } from '../testing/books.ts';
import { openTestHouse, type TestBrand, type TestHouse } from '../testing/house.ts';
import { openSmtpSink, type SmtpSink } from '../testing/smtp.ts';

let home: TestHouse;
let shop: TestBrand;
let smtp: SmtpSink;
beforeAll(async () => {
  smtp = await openSmtpSink();
  home = await openTestHouse({ mailUrl: smtp.url });
});
afterAll(async () => {
  await home.close();
  await smtp.close();
});

const programme = {
  earn: { order: { pointsPerUnit: 10 } },
  unlock: { when: 'delivered', returnDays: 14 },
  expiry: { policy: 'after_days', days: 40 },
  pointsWorthUnit: 100,
  tiers: { ladder: [{ id: 'gold', names: { en: 'Gold' }, threshold: 200 }] },
};

beforeEach(async () => {
  home.clock.set('2026-11-20T09:00:00Z');
  shop = await home.addBrand({ locales: ['en'], loyalty: programme });
});

/** What time alone brings, until the last mail of it has arrived. */
const runJobs = async (): Promise<void> => {
  await home.house.recurring.runDue();
  await home.house.runner.sendDue();
};
/** The mails about points that came to the customer of that order, as far as they say so. */
const mailed = (id: string, about: RegExp): readonly string[] =>
  smtp.mails
    .filter(({ envelopeTo, email }) => envelopeTo.includes(`${id}@shopper.example`) && about.test(email.subject ?? ''))
    .map(({ email }) => email.subject ?? '');
const points = async (id: string) => {
  const answer = await shop.api('GET', `customers/c-${id}/points`);
  expect(answer.status, answer.text).toBe(200);
  await expectBooksToBalance(home.house.store, shop.id);
  return answer.body.account;
};
const deliver = (id: string, occurredAt: string) =>
  shop.api('POST', `shipments/s-${id}/events`, { events: [{ status: 'delivered', occurredAt }] });
const told = async (kind: string) => {
  const { facts } = await import('../../db/schema/index.ts');
  const { and, asc, eq } = await import('drizzle-orm');
  const rows = await home.house.store.read((reader) =>
    reader
      .select()
      .from(facts)
      .where(and(eq(facts.brandId, shop.id), eq(facts.kind, kind)))
      .orderBy(asc(facts.id)),
  );
  return rows.map(({ data }) => data);
};

describe('an order earns points', () => {
  test('ok pending, spendable, told that they go, gone: GET points explains every step', async () => {
    const { page } = await shop.order('1');
    expect(await points('1')).toMatchObject({
      balance: 258,
      spendable: 0,
      pending: 258,
      nextExpiry: null,
      forecast: { orderNumber: '1', points: 258, arrivesOn: '2026-11-24', unlocksOn: '2026-12-09', makesTier: 'Gold' },
      tier: { current: null, next: { id: 'gold' }, qualifying: 0, missing: 200 },
      lots: [
        {
          kind: 'order',
          orderNumber: '1',
          points: 258,
          remaining: 258,
          state: 'pending',
          waitsFor: 'delivery',
          spendableOn: null,
          expiresOn: null,
          because: { rate: { points: 10, perMinor: 100 }, basis: { minor: 2580, currency: 'EUR' }, multiplier: 1 },
          refundTakes: 258,
        },
      ],
      entries: [{ kind: 'earn', points: 258, orderNumber: '1' }],
    });

    home.clock.set('2026-11-24T11:00:00Z');
    await deliver('1', '2026-11-24T10:30:00Z');
    expect(await points('1')).toMatchObject({
      pending: 258,
      lots: [{ state: 'pending', waitsFor: 'return_window', spendableOn: '2026-12-09', expiresOn: '2027-01-18' }],
    });

    // The window ends with its last local day: 23:59:59 in Berlin is 22:59:59 in UTC.
    home.clock.set('2026-12-08T22:59:59Z');
    expect(await points('1')).toMatchObject({ spendable: 0, pending: 258 });
    home.clock.set('2026-12-08T23:00:00Z');
    expect(await points('1')).toMatchObject({
      spendable: 258,
      pending: 0,
      worth: { minor: 258, currency: 'EUR' },
      nextExpiry: { points: 258, on: '2027-01-18', daysLeft: 40, pausedFor: null },
      tier: { current: { id: 'gold' }, qualifying: 258 },
      lots: [{ state: 'spendable', waitsFor: null, expiresOn: '2027-01-18' }],
    });
    await runJobs();
    expect(await told('points.unlocked')).toMatchObject([{ points: 258 }]);
    expect(await told('tier.raised')).toMatchObject([{ from: null, to: 'gold' }]);

    for (const day of ['2026-12-19', '2026-12-20', '2027-01-11', '2027-01-12', '2027-01-17', '2027-01-18']) {
      home.clock.set(`${day}T12:00:00Z`);
      await runJobs();
    }
    expect(await told('points.expiring')).toMatchObject([
      { points: 258, expiresOn: '2027-01-18', daysBefore: 30 },
      { points: 258, expiresOn: '2027-01-18', daysBefore: 7 },
      { points: 258, expiresOn: '2027-01-18', daysBefore: 1 },
    ]);

    const goes = /^258\spoints, good until /;
    expect(mailed('1', goes)).toEqual([
      '258 points, good until January 18',
      '258 points, good until January 18',
      '258 points, good until tomorrow',
    ]);
    const last = smtp.mails.findLast(({ email }) => goes.test(email.subject ?? ''));
    expect(last?.email.text).toContain(`${shop.brand.origin}${page}`);

    home.clock.set('2027-01-18T22:59:59Z');
    expect(await points('1')).toMatchObject({ balance: 258 });
    // Reckoned when asked; the job writes it down later, and changes no figure.
    home.clock.set('2027-01-18T23:00:00Z');
    const gone = { balance: 0, spendable: 0, pending: 0, nextExpiry: null, lots: [{ state: 'expired', remaining: 0 }] };
    expect(await points('1')).toMatchObject(gone);
    home.clock.set('2027-01-19T12:00:00Z');
    await runJobs();
    expect(await points('1')).toMatchObject({ ...gone, entries: [{ kind: 'expire', points: -258 }, { kind: 'earn' }] });
    expect(await told('points.expired')).toMatchObject([{ points: 258, expiredOn: '2027-01-18' }]);
    expect(mailed('1', /have run out/)).toEqual(['258 points have run out']);
    // Redeeming and expiring never cost a tier.
    expect(await points('1')).toMatchObject({ tier: { current: { id: 'gold' } } });
  }, 60_000);

  test('ok: of a window the last day is told, as the latest; on that day it is the day', async () => {
    await shop.order('2');
    const carrierEstimate = { from: '2026-11-23T08:00:00Z', to: '2026-11-25T17:00:00Z' };
    await shop.api('PUT', 'shipments/s-2', { orderId: '2', carrierEstimate });
    expect(await points('2')).toMatchObject({ forecast: { arrivesOn: '2026-11-25', arrivesInWindow: true } });
    home.clock.set('2026-11-25T09:00:00Z');
    expect(await points('2')).toMatchObject({ forecast: { arrivesOn: '2026-11-25', arrivesInWindow: false } });
  });

  test('refuses to forecast the arrival of a parcel that something happened to', async () => {
    await shop.order('2');
    const happens = (event: object) => shop.api('POST', 'shipments/s-2/events', { events: [event] });
    await happens({ status: 'exception', reason: 'weather', occurredAt: '2026-11-20T07:00:00Z' });
    expect(await points('2')).toMatchObject({ forecast: { points: 258, arrivesOn: null, unlocksOn: null } });
    // It will not come: nothing is waited for but the days in which its refund would take the points.
    await happens({ status: 'exception', reason: 'damaged', occurredAt: '2026-11-20T08:00:00Z' });
    expect(await points('2')).toMatchObject({ forecast: { points: 258, arrivesOn: null, unlocksOn: '2026-12-05' } });
  });
});
