import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Effect, Reading } from '../../../source.ts';
import { orderInput } from '../../inputs.ts';
import { woocommerce } from './adapter.ts';

const receivedAt = new Date('2026-11-20T12:00:00Z');
const context = { brandTimeZone: 'Europe/Berlin', brandCurrency: 'EUR', receivedAt };
const sample = (): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL('./samples/order.json', import.meta.url), 'utf8'));
const delivery = (topic: string | undefined, body: unknown) => ({
  rawBody: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
  headers: topic === undefined ? {} : { 'x-wc-webhook-topic': topic },
  url: '/hooks/c',
  receivedAt,
});
const read = (topic: string | undefined, body: unknown): Reading => woocommerce.read(delivery(topic, body), context);
const effectsOf = (reading: Reading): readonly Effect[] => {
  if (reading.outcome !== 'understood') throw new Error(`${reading.outcome}: ${reading.why}`);
  return reading.effects;
};
const orderOf = (fields: object = {}) => {
  const [effect] = effectsOf(read('order.updated', { ...sample(), ...fields }));
  if (effect?.kind !== 'order') throw new Error('no order');
  return effect.order;
};

describe('orders', () => {
  test('ok: a whole order of a guest, its times from their _gmt twins, its prices as they were shown', () => {
    expect(orderOf()).toEqual({
      number: 'WC-4711',
      placedAt: new Date('2026-11-18T09:12:00Z'),
      updatedAt: new Date('2026-11-18T10:00:00Z'),
      currency: 'EUR',
      totalMinor: 3160,
      locale: 'de',
      customer: {
        id: expect.stringMatching(/^guest-[0-9a-f]{32}$/),
        email: 'Naomi@example.com',
        name: 'Naomi Reader',
        phone: '+49 221 000000',
        locale: 'de',
      },
      shippingAddress: {
        name: 'Naomi Reader',
        line1: 'Domkloster 4',
        city: 'Köln',
        postalCode: '50667',
        countryCode: 'DE',
      },
      items: [
        {
          id: '11',
          productId: '93',
          name: 'Coffee – whole & fresh',
          detail: 'Size: 500 g',
          quantity: 3,
          unitPriceMinor: 773,
          imageUrl: 'https://shop.example/coffee.jpg',
        },
        { id: '12', name: 'Gift wrap', quantity: 1, unitPriceMinor: 300 },
      ],
      shipments: [
        {
          id: '4711-b1b94eecb1eb1c1edf3fa041efffd015',
          carrier: 'DHL Germany',
          trackingNumber: '00340434161094042557',
        },
        { id: '4711-6f2c2fb15474c97eae8ed6287f7f33f9', carrier: 'Flybynight', trackingNumber: 'F-2' },
      ],
    });
  });

  test('ok: the refunds that stand in it, by their ids', () => {
    expect(effectsOf(read('order.updated', sample()))[1]).toMatchObject({
      kind: 'refund',
      orderId: '4711',
      refund: { id: '801', amountMinor: 773, currency: 'EUR', reason: 'one bag torn' },
    });
  });

  test('ok: a guest has one id for all orders under an address, an account its own', () => {
    const guest = (email: string) => orderOf({ billing: { email } }).customer.id;
    expect(guest('GUEST@example.com')).toBe(guest('guest@example.com'));
    expect(guest('guest@example.com')).not.toContain('example');
    expect(orderOf({ customer_id: 7 }).customer.id).toBe('7');
    expect(orderOf({ billing: null }).customer.id).toBe('guest-order-4711');
  });

  test('ok: without the _gmt twins the times are those of the brand', () => {
    const order = orderOf({ date_created_gmt: null, date_modified_gmt: null });
    expect(order.placedAt).toEqual(new Date('2026-11-18T09:12:00Z'));
  });

  test.each(['cancelled', 'trash'])('ok: an order that is %s is cancelled', (status) => {
    expect(orderOf({ status }).cancelledAt).toEqual(new Date('2026-11-18T10:00:00Z'));
  });

  test.each(['pending', 'failed', 'checkout-draft', 'auto-draft'])(
    'ok: an order that is %s is not placed',
    (status) => {
      expect(read('order.created', { ...sample(), status }).outcome).toBe('ignored');
    },
  );

  test('ok: a deleted order is a cancelled one', () => {
    expect(effectsOf(read('order.deleted', { id: 4711 }))).toEqual([
      { kind: 'order_cancelled', orderId: '4711', cancelledAt: receivedAt },
    ]);
  });

  test.each([
    [{ id: null }, 'order.id'],
    [{ total: 'free' }, 'order.totalMinor'],
    [{ date_created: null, date_created_gmt: null }, 'order.placedAt'],
    [{ line_items: [{ id: 1, quantity: 1, subtotal: '1' }] }, 'order.items.0.name'],
  ])('refuses %j and names the field', (fields, field) => {
    const reading = read('order.updated', { ...sample(), ...fields });
    expect(reading).toMatchObject({ outcome: 'not_understood', why: expect.stringContaining(`${field}:`) });
  });
});

describe('the Shipment Tracking plugin', () => {
  const tracking = (fields: object) => ({
    tracking_id: 't-1',
    tracking_number: 'N-1',
    _links: { up: [{ href: 'https://shop.example/wp-json/wc/v2/orders/198' }] },
    ...fields,
  });

  test('ok: three parcels of one order, one by a carrier that nobody knows, with an empty link', () => {
    const body = {
      data: [
        tracking({ tracking_provider: 'UPS', tracking_link: 'https://ups.example/1' }),
        tracking({ tracking_id: 't-2', tracking_number: 'N-2' }),
        tracking({ tracking_id: 't-3', tracking_number: 'N-3', tracking_provider: 'Flybynight', tracking_link: '' }),
      ],
    };
    expect(effectsOf(read('action.shipment_tracking', body)).length).toBe(3);
    expect(effectsOf(read('shipment-tracking.created', body))).toMatchObject([
      { kind: 'shipment', orderId: '198', shipment: { id: '198-t-1', trackingUrl: 'https://ups.example/1' } },
      { shipment: { id: '198-t-2', trackingNumber: 'N-2' } },
      { shipment: { id: '198-t-3', carrier: 'Flybynight' } },
    ]);
  });

  test('refuses trackings that do not say whose they are', () => {
    expect(read('shipment-tracking.created', [tracking({ _links: null })]).outcome).toBe('not_understood');
  });
});

describe('the envelope', () => {
  test('ok: the ping is answered although nobody signed it, changes nothing and is kept once', () => {
    const ping = delivery(undefined, 'webhook_id=12');
    expect(woocommerce.verify(ping, ['s'])).toBe('genuine');
    expect(woocommerce.read(ping, context).outcome).toBe('ignored');
    expect(woocommerce.deduplicationKey(delivery(undefined, 'webhook_id=13'))).toBe('ping');
    expect(woocommerce.verify(delivery(undefined, 'webhook_id=12&x=1'), ['s'])).toBe('forged');
  });

  test('ok: an order deleted, restored and deleted again is two deletions', () => {
    const key = (id: string) => {
      const deleted = delivery('order.deleted', { id: 1 });
      return woocommerce.deduplicationKey({
        ...deleted,
        headers: { ...deleted.headers, 'x-wc-webhook-delivery-id': id },
      });
    };
    expect(key('a')).toBe(key('a'));
    expect(key('a')).not.toBe(key('b'));
  });

  test.each([
    ['customer.updated', '{}', 'ignored'],
    ['product.created', '{}', 'ignored'],
    ['order.beamed', '{}', 'not_understood'],
    [undefined, '{}', 'not_understood'],
    ['order.updated', '[]', 'not_understood'],
    ['order.updated', '', 'not_understood'],
  ])('ok: topic %s with %s is %s', (topic, body, outcome) => {
    expect(read(topic, body).outcome).toBe(outcome);
  });

  test('ok or refused, but never thrown, and every order is valid', () => {
    const spoilt = fc.tuple(fc.nat(), fc.anything()).map(([at, by]) => {
      const keys = Object.keys(sample());
      const text = JSON.stringify({ ...sample(), [keys[at % keys.length] ?? 'id']: by }, (_key, value) =>
        typeof value === 'bigint' ? String(value) : value,
      );
      return text;
    });
    fc.assert(
      fc.property(fc.oneof(spoilt, fc.json()), (body) => {
        const reading = read('order.updated', body);
        if (reading.outcome !== 'understood') return;
        const [effect] = reading.effects;
        const again: unknown = JSON.parse(JSON.stringify(effect?.kind === 'order' ? effect.order : {}));
        expect(orderInput.safeParse(again).error).toBeUndefined();
      }),
      { numRuns: 200 },
    );
  });
});
