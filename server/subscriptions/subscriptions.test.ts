import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { putBrand } from '../brands/index.ts';
import { putCustomer } from '../customers/index.ts';
import { openWorkshop, type Workshop } from '../testing/workshop.ts';
import { findSubscription, putSubscription, type SubscriptionInput } from './index.ts';

let workshop: Workshop;
let brandId = '';
let made = 0;
beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.close());
beforeEach(async () => {
  made += 1;
  brandId = `b${made}`;
  await workshop.perform((work) => putBrand(work, { id: brandId, name: 'B', origin: `https://${brandId}.example` }));
});

const input = (more: Partial<SubscriptionInput> = {}): SubscriptionInput => ({
  id: '501',
  customer: { id: 'c-1', email: 'Chrissy@example.com' },
  status: 'active',
  items: [{ productId: 'p-1', name: 'Coffee', quantity: 1, unitPriceMinor: 1290 }],
  currency: 'EUR',
  interval: { count: 1, unit: 'month' },
  nextChargeOn: '2026-12-18',
  createdAt: new Date('2026-11-18T09:00:00Z'),
  updatedAt: new Date('2026-11-18T09:00:00Z'),
  ...more,
});
const put = (more?: Partial<SubscriptionInput>) =>
  workshop.perform((work) => putSubscription(work, brandId, input(more), 'recharge'));
const found = () => workshop.store.read((reader) => findSubscription(reader, brandId, '501'));
const later = { updatedAt: new Date('2026-11-19T09:00:00Z') };

describe('putSubscription', () => {
  test('ok: is kept with its customer, and said as a fact', async () => {
    const { outcome, subscription } = await put();
    expect(outcome).toBe('created');
    expect(await found()).toMatchObject({ status: 'active', nextChargeOn: '2026-12-18', source: 'recharge' });
    expect(workshop.facts.at(-1)).toEqual({
      kind: 'subscription.changed',
      brandId,
      customerId: subscription.customerId,
      subscriptionId: subscription.id,
    });
  });

  test('ok: what a later telling leaves out stays; null says that there is none', async () => {
    await put();
    expect((await put({ ...later, items: undefined, nextChargeOn: undefined })).outcome).toBe('changed');
    expect(await found()).toMatchObject({ items: [{ productId: 'p-1' }], nextChargeOn: '2026-12-18' });
    await put({ ...later, nextChargeOn: null });
    expect((await found())?.nextChargeOn).toBeNull();
  });

  test('ok: an end leaves no next charge', async () => {
    await put({ status: 'cancelled' });
    expect((await found())?.nextChargeOn).toBeNull();
  });

  test('refuses an older telling than the one it holds, without a fact', async () => {
    await put({ ...later, status: 'cancelled' });
    const before = workshop.facts.length;
    expect((await put()).outcome).toBe('stale');
    expect((await found())?.status).toBe('cancelled');
    expect(workshop.facts).toHaveLength(before);
  });

  test('ok: an app’s own id for a customer finds the shop’s by the address', async () => {
    const customer = await workshop.perform((work) =>
      putCustomer(work, brandId, { id: '7001', email: 'chrissy@EXAMPLE.com' }),
    );
    const { subscription } = await put({ customer: { id: 'recharge-9', email: 'Chrissy@example.com' } });
    expect(subscription.customerId).toBe(customer.id);
  });
});
