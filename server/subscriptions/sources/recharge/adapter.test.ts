import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { subscriptionInput } from '../../inputs.ts';
import { recharge } from './adapter.ts';

const receivedAt = new Date('2026-11-20T12:00:00Z');
const context = { brandTimeZone: 'America/New_York', brandCurrency: 'USD', receivedAt };
const sample = () => JSON.parse(readFileSync(new URL('./samples/subscription.json', import.meta.url), 'utf8'));
const delivery = (body: unknown, topic = 'subscription/updated') => ({
  rawBody: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
  headers: { 'x-recharge-topic': topic },
  url: '/hooks/c',
  receivedAt,
});
const read = (body: unknown, topic?: string) => recharge.read(delivery(body, topic), context);
const changed = (fields: object) => ({ subscription: { ...sample().subscription, ...fields } });
const subscriptionOf = (body: unknown, topic?: string) => {
  const reading = read(body, topic);
  if (reading.outcome !== 'understood') throw new Error(reading.why);
  const [effect] = reading.effects;
  if (effect?.kind !== 'subscription') throw new Error('no subscription');
  return effect.subscription;
};

test('ok: spellings of every kind, and a charge before the beginning that is no date', () => {
  expect(subscriptionOf(sample())).toEqual({
    id: '501',
    customer: { id: 'recharge-16401639', email: 'chrissy@example.com' },
    status: 'active',
    items: [
      {
        productId: '1531595554927',
        variantId: '13659551989871',
        name: 'Coffee, monthly',
        quantity: 1,
        unitPriceMinor: 1290,
      },
    ],
    currency: 'USD',
    interval: { count: 1, unit: 'month' },
    nextChargeOn: null,
    createdAt: new Date('2026-10-09T09:23:27Z'),
    updatedAt: new Date('2026-10-09T09:23:28Z'),
  });
});

test.each([
  [
    { status: 'active', order_interval_frequency: 2, order_interval_unit: 'weeks' },
    { status: 'active', interval: { count: 2, unit: 'week' } },
  ],
  [{ status: 'EXPIRED' }, { status: 'expired' }],
  [{ cancelled_at: '2026-11-01T00:00:00' }, { status: 'cancelled' }],
  [{ next_charge_scheduled_at: '2026-12-09' }, { nextChargeOn: '2026-12-09' }],
  [{ external_customer_id: { ecommerce: '7001' } }, { customer: { id: '7001' } }],
  [
    { external_product_id: { ecommerce: '9' }, price: '12.90', quantity: '3' },
    { items: [{ productId: '9', quantity: 3, unitPriceMinor: 1290 }] },
  ],
])('ok: %j', (fields, expected) => {
  expect(subscriptionOf(changed(fields))).toMatchObject(expected);
});

test('ok: deleted and cancelled end it; charges and orders are none of ours', () => {
  expect(subscriptionOf(sample(), 'subscription/deleted').status).toBe('cancelled');
  expect(read({ charge: {} }, 'charge/paid').outcome).toBe('ignored');
});

test.each([
  [changed({ id: null }), 'subscription.id:'],
  [changed({ status: 'sleeping' }), 'subscription.status:'],
  [changed({ customer_id: null }), 'subscription.customer.id:'],
  [changed({ price: '12.999' }), 'subscription.items.0.unitPriceMinor:'],
  [{}, 'subscription: missing'],
  ['', 'subscription: missing'],
])('refuses %j and names the field', (body, why) => {
  expect(read(body)).toMatchObject({ outcome: 'not_understood', why: expect.stringContaining(why) });
});

test('S23 ok: the older hash of secret and body, where the newer signature is absent', () => {
  const one = delivery(sample());
  const hash = createHash('sha256').update('s').update(one.rawBody).digest('hex');
  const headers = { ...one.headers, 'x-recharge-hmac-sha256': hash };
  expect(recharge.verify({ ...one, headers }, ['s'])).toBe('genuine');
  expect(recharge.verify({ ...one, headers }, ['x'])).toBe('forged');
  expect(recharge.verify({ ...one, headers: { ...headers, 'x-recharge-webhook-signature': 't=1,v1=00' } }, ['s'])).toBe(
    'forged',
  );
});

test('ok or refused, but never thrown, and every subscription is valid', () => {
  const spoilt = fc.tuple(fc.nat(), fc.anything()).map(([at, by]) => {
    const keys = Object.keys(sample().subscription);
    return JSON.stringify(changed({ [keys[at % keys.length] ?? 'id']: by }), (_key, value) =>
      typeof value === 'bigint' ? String(value) : value,
    );
  });
  fc.assert(
    fc.property(fc.oneof(spoilt, fc.json()), (body) => {
      const reading = read(body);
      if (reading.outcome !== 'understood') return;
      for (const effect of reading.effects) {
        const again: unknown = JSON.parse(JSON.stringify(effect.kind === 'subscription' ? effect.subscription : {}));
        expect(subscriptionInput.safeParse(again).error).toBeUndefined();
      }
    }),
    { numRuns: 200 },
  );
});

const recorded: Readonly<Record<string, string>> = {
  'onetime_v2_minimal.json': 'subscription: missing',
  'subscription_2021_11_partial.json': 'subscription.id: Invalid input: expected string, received undefined',
  'webhook_subscription_created_2018.json': '24216075 active month 2018-10-09',
};
const recordings = new URL('../../../../../shared/data/webhooks/recharge/', import.meta.url);

describe.runIf(existsSync(recordings))('recorded payloads', () => {
  test('ok: the table names every file', () => {
    expect(readdirSync(recordings).sort()).toEqual(Object.keys(recorded).sort());
  });

  test.each(Object.entries(recorded))('ok %s is %s', (file, expected) => {
    const reading = read(readFileSync(new URL(file, recordings), 'utf8'));
    if (reading.outcome !== 'understood') return expect(reading.why).toBe(expected);
    const [effect] = reading.effects;
    if (effect?.kind !== 'subscription') throw new Error('no subscription');
    const { id, status, interval, nextChargeOn } = effect.subscription;
    expect(`${id} ${status} ${interval.unit} ${nextChargeOn}`).toBe(expected);
  });
});
