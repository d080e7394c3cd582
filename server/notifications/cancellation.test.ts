/** The mail that acknowledges a cancellation, from the tap on the page to the outbox. */
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { outboxMessages } from '../../db/schema/index.ts';
import { findCustomer } from '../customers/index.ts';
import { openTestHouse, type TestBrand, type TestHouse } from '../testing/house.ts';
import type { EmailPayload } from './channel.ts';
import { noticesOf } from './index.ts';

let home: TestHouse;
let shop: TestBrand;
let place: { portal: string; page: string };
let cookie = '';
beforeAll(async () => {
  home = await openTestHouse();
});
afterAll(() => home.close());

const begin = async (settings: object, order: object = {}) => {
  home.clock.set('2026-11-20T22:30:00Z');
  shop = await home.addBrand(settings);
  place = await shop.order('1', order);
  await shop.api('PUT', 'subscriptions/501', {
    customer: { id: 'c-1' },
    status: 'active',
    items: [{ productId: 'p-1', name: 'Espresso', quantity: 2, unitPriceMinor: 1290 }],
    currency: 'EUR',
    interval: { count: 1, unit: 'month' },
    nextChargeOn: '2026-12-18',
  });
  cookie = await shop.signInShopper('c-1');
};

const change = async (action: string, said: object) => {
  const { body } = await shop.ask(`${place.portal}/subscriptions`, { headers: { cookie } });
  const [{ id, version }] = body.subscriptions;
  const headers = { 'sec-fetch-site': 'same-origin', cookie };
  const to = `${place.portal}/subscriptions/${id}/${action}`;
  const answer = await shop.ask(to, { method: 'POST', headers, body: { version, ...said } });
  expect(answer.status).toBe(200);
  return id;
};
const mails = async () => {
  const ofBrand = and(eq(outboxMessages.brandId, shop.id), eq(outboxMessages.channel, 'email'));
  const rows = await home.house.store.read((reader) => reader.select().from(outboxMessages).where(ofBrand));
  return rows
    .filter(({ deduplicationKey }) => deduplicationKey.startsWith('email cancellation'))
    .map(({ payload }) => payload as EmailPayload);
};

describe('cancelling', () => {
  beforeEach(() => begin({ locales: ['en', 'de'] }, { locale: 'de' }));

  test('ok: one mail in her language: when it came, when it ends by her clock, and the way back', async () => {
    const id = await change('cancel', { reason: 'too_much', comment: 'kept to ourselves' });
    const [mail, ...more] = await mails();
    expect(more).toEqual([]);
    expect(mail?.to.address).toBe('1@shopper.example');
    expect(mail?.subject).toBe('Espresso: Deine Kündigung ist bei uns');
    expect(mail?.text).toContain('Eingegangen: Fr., 20. Nov., 23:30.');
    expect(mail?.text).toContain('Das Abo endet am 20. November.');
    expect(mail?.text).toContain(`${shop.brand.origin}${place.page}/subscriptions#subscription-${id}`);
    expect(mail?.text).not.toContain('kept to ourselves');
    expect(mail?.unsubscribeUrl).toBeUndefined();
  });

  test('ok: her log says that it is about her subscription', async () => {
    await change('cancel', {});
    const customer = await home.house.store.read((reader) => findCustomer(reader, shop.id, 'c-1'));
    const asked = { customerId: customer?.id ?? '', locale: 'de', now: home.clock() };
    const [entry] = await home.house.store.read((reader) => noticesOf(reader, shop.brand, asked));
    expect(entry).toMatchObject({ topic: 'subscription', title: 'Espresso: Deine Kündigung ist bei uns' });
  });

  test('refuses to write of a pause', async () => {
    await change('pause', { until: null });
    expect(await mails()).toEqual([]);
  });
});

test('refuses to write to somebody without an address', async () => {
  await begin({}, { customer: { id: 'c-1' } });
  await change('cancel', {});
  expect(await mails()).toEqual([]);
});
