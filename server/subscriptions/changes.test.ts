/** Changes from the page to the shop and back, on the real store. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { putBrand } from '../brands/index.ts';
import { findCustomer } from '../customers/index.ts';
import { hours, minutes } from '../kit/clock.ts';
import { putProduct } from '../products/index.ts';
import { openWorkshop, type Workshop } from '../testing/workshop.ts';
import {
  findSubscription,
  openChanges,
  putSubscription,
  type SubscriptionInput,
  settleChange,
  stateOf,
} from './index.ts';
import type { AskedChange } from './inputs.ts';
import { findChange, versionOf } from './queries.ts';
import { requestChange } from './request.ts';

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
  workshop.clock.set('2026-11-20T09:00:00Z');
  await workshop.perform((work) =>
    putBrand(work, { id: brandId, name: 'B', origin: `https://${brandId}.example`, timeZone: 'Europe/Berlin' }),
  );
  await tell();
});

const tell = (more: Partial<SubscriptionInput> = {}) =>
  workshop.perform((work) =>
    putSubscription(
      work,
      brandId,
      {
        id: '501',
        customer: { id: 'c-1', email: 'marshall@example.com' },
        status: 'active',
        items: [{ productId: 'espresso', name: 'Espresso', quantity: 2, unitPriceMinor: 1890 }],
        currency: 'EUR',
        interval: { count: 1, unit: 'month' },
        nextChargeOn: '2026-12-18',
        createdAt: new Date('2026-08-18T09:00:00Z'),
        updatedAt: new Date('2026-11-18T09:00:00Z'),
        ...more,
      },
      'recharge',
    ),
  );
const found = async () => {
  const row = await workshop.store.read((reader) => findSubscription(reader, brandId, '501'));
  if (!row) throw new Error('no subscription');
  return row;
};
const ask = async (asked: AskedChange, more: { version?: string; customerId?: string } = {}) => {
  const row = await found();
  const { customerId, version = null } = { customerId: row.customerId, ...more };
  return workshop.perform((work) =>
    requestChange(work, { brandId, customerId, subscriptionId: row.id, asked, version }),
  );
};
const asked = async (one: AskedChange): Promise<string> => {
  const result = await ask(one);
  if (result.outcome !== 'requested') throw new Error(JSON.stringify(result));
  return result.changeId;
};
const changeOf = (id: string) => workshop.store.read((reader) => findChange(reader, brandId, id));
const settle = (change: string, status: 'confirmed' | 'refused', why?: string) =>
  workshop.perform((work) => settleChange(work, { brandId, subscription: '501', change }, { status, why }));
const kinds = () => workshop.facts.filter((fact) => fact.brandId === brandId).map(({ kind }) => kind.split('.')[1]);
const skip = { action: 'skip', on: '2026-12-18' } as const;
const product = (id: string, more: object = {}) =>
  workshop.perform((work) => putProduct(work, brandId, id, { name: id, inStock: true, swapGroup: 'beans', ...more }));

describe('requestChange', () => {
  test('ok: counts at once, is sent to the shop, and waits for its answer', async () => {
    const id = await asked(skip);
    expect(stateOf(await found())).toMatchObject({ skippedOn: ['2026-12-18'], nextChargeOn: '2026-12-18' });
    expect(await changeOf(id)).toMatchObject({
      status: 'sent',
      action: 'skip',
      by: 'shopper',
      before: { skippedOn: [] },
      answerBy: new Date('2026-11-21T09:00:00Z'),
    });
    expect(workshop.facts.at(-1)).toMatchObject({
      kind: 'subscription.change_requested',
      changeId: id,
      action: 'skip',
    });
  });

  test('ok: a skip fires once, however often it is sent, also at the same time', async () => {
    const version = versionOf(await found());
    const results = await Promise.all(Array.from({ length: 20 }, () => ask(skip, { version })));
    expect(results.filter(({ outcome }) => outcome === 'requested')).toHaveLength(1);
    expect(results.filter(({ outcome }) => outcome === 'unchanged')).toHaveLength(19);
    expect(kinds()).toEqual(['changed', 'change_requested']);
  });

  test('ok: an extra delivery is ordered once a day', async () => {
    await asked({ action: 'order_now' });
    expect(await ask({ action: 'order_now' })).toEqual({ outcome: 'unchanged' });
    workshop.clock.advance(hours(24));
    expect(await ask({ action: 'order_now' })).toMatchObject({ outcome: 'requested' });
  });

  test('ok: swaps within the group, at the price of what comes instead', async () => {
    await product('espresso');
    await product('decaf', { price: { amountMinor: 1350, currency: 'EUR' } });
    await asked({ action: 'swap', productId: 'espresso', to: 'decaf' });
    expect((await found()).items).toEqual([{ productId: 'decaf', name: 'decaf', quantity: 2, unitPriceMinor: 1350 }]);
    expect(await ask({ action: 'swap', productId: 'espresso', to: 'decaf' })).toEqual({ outcome: 'unchanged' });
  });

  test.each([
    ['not_swappable', 'soap', { swapGroup: 'soaps' }],
    ['out_of_stock', 'decaf', { inStock: false }],
  ])('refuses to swap: %s', async (why, to, more) => {
    await product('espresso');
    await product(to, more);
    expect(await ask({ action: 'swap', productId: 'espresso', to })).toEqual({ outcome: 'refused', why });
  });

  test('ok: an offer is taken by its name, with what the brand set, and keeps the subscription', async () => {
    const id = await asked({ action: 'offer', reason: 'too_expensive', offer: 'discount' });
    expect(await found()).toMatchObject({ status: 'active', discount: { percent: 15, charges: 3 } });
    expect(await changeOf(id)).toMatchObject({ action: 'discount', by: 'offer' });
  });

  test('refuses an offer that is not made for that reason, or was had before', async () => {
    const refused = { outcome: 'refused', why: 'not_offered' };
    expect(await ask({ action: 'offer', reason: 'moving', offer: 'discount' })).toEqual(refused);
    await settle(await asked({ action: 'offer', reason: 'too_expensive', offer: 'discount' }), 'confirmed');
    await tell({ discount: null, updatedAt: new Date('2026-11-25T09:00:00Z') });
    expect(await ask({ action: 'offer', reason: 'too_expensive', offer: 'discount' })).toEqual(refused);
  });

  test('refuses what was chosen on something that is no longer so, and changes nothing', async () => {
    const version = versionOf(await found());
    await tell({ nextChargeOn: '2026-12-10', updatedAt: new Date('2026-11-20T08:00:00Z') });
    const change = { action: 'next_date', on: '2026-12-24' } as const;
    expect(await ask(change, { version })).toEqual({ outcome: 'refused', why: 'changed' });
    expect((await found()).nextChargeOn).toBe('2026-12-10');
  });

  test('S1 refuses the subscription of somebody else as if it were not there', async () => {
    await tell({ id: '502', customer: { id: 'c-2' } });
    const other = await workshop.store.read((reader) => findCustomer(reader, brandId, 'c-2'));
    await expect(ask(skip, { customerId: other?.id ?? '' })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('settleChange', () => {
  test('ok: confirmed, and the same answer again changes nothing', async () => {
    const id = await asked(skip);
    expect(await settle(id, 'confirmed')).toBe('settled');
    expect(await settle(id, 'confirmed')).toBe('unchanged');
    expect(await changeOf(id)).toMatchObject({ status: 'confirmed' });
    expect(kinds()).toEqual(['changed', 'change_requested', 'change_confirmed']);
    expect((await found()).skippedOn).toEqual(['2026-12-18']);
  });

  test('ok: refused, it is as before, and what was changed later stays', async () => {
    const id = await asked(skip);
    await asked({ action: 'quantity', productId: 'espresso', quantity: 3 });
    await settle(id, 'refused', 'already_charged');
    expect(await found()).toMatchObject({ skippedOn: [], items: [{ quantity: 3 }] });
    expect(await changeOf(id)).toMatchObject({ status: 'rolled_back', why: 'already_charged' });
    expect(kinds().at(-1)).toBe('change_rolled_back');
  });

  test('ok: a cancellation that is refused is no cancellation', async () => {
    const id = await asked({ action: 'cancel', reason: 'moving', comment: '' });
    expect(await found()).toMatchObject({ status: 'cancelled', cancelledAt: workshop.clock(), nextChargeOn: null });
    await settle(id, 'refused');
    expect(await found()).toMatchObject({ status: 'active', cancelledAt: null, nextChargeOn: '2026-12-18' });
  });

  test('refuses another answer than the first, and a change of another subscription', async () => {
    const id = await asked(skip);
    await settle(id, 'refused');
    await expect(settle(id, 'confirmed')).rejects.toMatchObject({ code: 'conflict' });
    await expect(settle('nothing', 'confirmed')).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('a newer state of the shop', () => {
  const at = (iso: string) => ({ updatedAt: new Date(iso) });

  test('ok: confirms what it shows', async () => {
    const id = await asked(skip);
    await tell({ nextChargeOn: '2027-01-18', ...at('2026-11-20T09:00:05Z') });
    expect(await changeOf(id)).toMatchObject({ status: 'confirmed' });
    // Passed over at the shop, and still shown as skipped here.
    expect(await found()).toMatchObject({ nextChargeOn: '2027-01-18', skippedOn: ['2026-12-18'] });
  });

  test('ok: wins where it says otherwise, visibly', async () => {
    const id = await asked({ action: 'next_date', on: '2026-12-24' });
    await tell({ nextChargeOn: '2026-12-20', ...at('2026-11-20T09:00:05Z') });
    expect(await changeOf(id)).toMatchObject({ status: 'superseded' });
    expect((await found()).nextChargeOn).toBe('2026-12-20');
    expect(kinds().slice(-2)).toEqual(['changed', 'change_rolled_back']);
  });

  test('ok: that crossed our request on the way is no answer to it', async () => {
    const id = await asked(skip);
    workshop.clock.advance(minutes(1));
    await tell(at('2026-11-20T09:01:00Z'));
    expect(await changeOf(id)).toMatchObject({ status: 'sent' });
    expect((await found()).skippedOn).toEqual(['2026-12-18']);
    // Later, the same state is one.
    await tell(at('2026-11-20T10:00:00Z'));
    expect(await changeOf(id)).toMatchObject({ status: 'superseded' });
    expect((await found()).skippedOn).toEqual([]);
  });

  test('ok: that does not speak of the change leaves it open', async () => {
    const id = await asked({ action: 'quantity', productId: 'espresso', quantity: 1 });
    await tell({ items: undefined, nextChargeOn: undefined, ...at('2026-11-20T12:00:00Z') });
    expect(await changeOf(id)).toMatchObject({ status: 'sent' });
    expect((await found()).items).toMatchObject([{ quantity: 1 }]);
  });

  test('ok: a change of mind is judged by its end', async () => {
    const first = await asked(skip);
    const second = await asked({ action: 'unskip', on: '2026-12-18' });
    await tell(at('2026-11-20T12:00:00Z'));
    expect(await changeOf(first)).toMatchObject({ status: 'confirmed' });
    expect(await changeOf(second)).toMatchObject({ status: 'confirmed' });
    const { id } = await found();
    expect(await workshop.store.read((reader) => openChanges(reader, id))).toEqual([]);
  });
});
