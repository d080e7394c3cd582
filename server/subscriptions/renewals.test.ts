import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { putBrand } from '../brands/index.ts';
import { days } from '../kit/clock.ts';
import { setHold } from '../promos/index.ts';
import { openWorkshop, type Workshop } from '../testing/workshop.ts';
import { putSubscription, remindOfRenewals, type SubscriptionInput } from './index.ts';

let workshop: Workshop;
let brandId = '';
let made = 0;
beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.close());
beforeEach(async () => {
  made += 1;
  brandId = `r${made}`;
  workshop.clock.set('2026-12-15T09:00:00Z');
  workshop.facts.length = 0;
  await workshop.perform((work) =>
    putBrand(work, { id: brandId, name: 'B', origin: `https://${brandId}.example`, timeZone: 'Europe/Berlin' }),
  );
});

const tell = (id: string, more: Partial<SubscriptionInput> = {}) =>
  workshop.perform((work) =>
    putSubscription(
      work,
      brandId,
      {
        id,
        customer: { id: 'c-1' },
        status: 'active',
        items: [],
        currency: 'EUR',
        interval: { count: 1, unit: 'month' },
        nextChargeOn: '2026-12-18',
        createdAt: new Date('2026-08-18T09:00:00Z'),
        updatedAt: new Date('2026-11-18T09:00:00Z'),
        ...more,
      },
      'api',
    ),
  );
/** All pages, each of two. */
const remind = async (): Promise<readonly object[]> => {
  const before = workshop.facts.length;
  for (let afterId: string | null = ''; afterId !== null; ) {
    const page: { brandId: string; afterId: string; limit: number } = { brandId, afterId, limit: 2 };
    afterId = (await workshop.perform((work) => remindOfRenewals(work, page))).last;
  }
  return workshop.facts.slice(before);
};

describe('remindOfRenewals', () => {
  test('ok: three days ahead, once for each charge', async () => {
    await tell('501');
    workshop.clock.set('2026-12-14T22:59:00Z');
    expect(await remind()).toEqual([]);
    // Midnight in Berlin.
    workshop.clock.set('2026-12-14T23:00:00Z');
    expect(await remind()).toMatchObject([
      { kind: 'subscription.renewal_ahead', chargeOn: '2026-12-18', troubled: false },
    ]);
    expect(await remind()).toEqual([]);
    workshop.clock.advance(days(31));
    expect(await remind()).toMatchObject([{ chargeOn: '2027-01-18' }]);
  });

  test('ok: several pages, and only what will be charged', async () => {
    await tell('501');
    await tell('502', { skippedOn: ['2026-12-18'] });
    await tell('503', { status: 'paused', pausedUntil: '2026-12-17' });
    await tell('504', { status: 'paused' });
    await tell('505', { nextChargeOn: '2026-12-15' });
    await tell('506', { status: 'cancelled' });
    await tell('507', { nextChargeOn: '2026-12-19' });
    const told = (await remind()).map((fact) => ('chargeOn' in fact ? fact.chargeOn : null));
    expect(told).toEqual(['2026-12-18', '2026-12-17']);
  });

  test('ok: says so when her last delivery went wrong', async () => {
    const { subscription } = await tell('501');
    await workshop.perform((work) =>
      setHold(work, {
        brandId,
        customerId: subscription.customerId,
        reason: 'negative_sentiment',
        channel: null,
        productId: null,
        source: 'sentiment:page',
        alertId: null,
        until: null,
        maxUntil: null,
      }),
    );
    expect(await remind()).toMatchObject([{ troubled: true }]);
  });
});
