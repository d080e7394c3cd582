import { createHmac } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { trackingEventInput } from '../../../shipments/index.ts';
import type { Delivery, Effect, Reading, ReadingContext } from '../../../source.ts';
import { shopify } from './adapter.ts';

const receivedAt = new Date('2026-03-04T12:00:00Z');
const context: ReadingContext = { brandTimeZone: 'Europe/Berlin', brandCurrency: 'EUR', receivedAt };

const delivery = (body: string | Buffer | object, headers: Record<string, string> = {}): Delivery => {
  const text = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  return { rawBody: Buffer.from(text), headers, url: '/hooks/c', receivedAt };
};
const sample = (name: string) => JSON.parse(readFileSync(new URL(`./samples/${name}`, import.meta.url), 'utf8'));
const order = (fields: object = {}) => ({ ...sample('order.json'), ...fields });
const read = (topic: string, body: string | Buffer | object) =>
  shopify.read(delivery(body, { 'x-shopify-topic': topic }), context);

function effectsOf(reading: Reading): readonly Effect[] {
  if (reading.outcome !== 'understood') throw new Error(`${reading.outcome}: ${reading.why}`);
  return reading.effects;
}
const only = <Kind extends Effect['kind']>(reading: Reading, kind: Kind) =>
  effectsOf(reading).filter((effect): effect is Extract<Effect, { kind: Kind }> => effect.kind === kind);
function orderOf(body: object) {
  const [effect] = only(read('orders/updated', body), 'order');
  if (effect === undefined) throw new Error('no order');
  return effect.order;
}
const newsOf = (reading: Reading) => only(reading, 'tracking').map(({ news }) => news);

const sign = (body: string | Buffer, secret: string) => createHmac('sha256', secret).update(body).digest('base64');
const verdict = (body: string | Buffer, signature: string | undefined, ...secrets: string[]) =>
  shopify.verify(delivery(body, signature === undefined ? {} : { 'x-shopify-hmac-sha256': signature }), secrets);

describe('verify', () => {
  const body = '{"id":1,"note":"Grüße ✓"}';

  test('ok over the raw bytes', () => {
    expect(verdict(body, sign(body, 's'), 's')).toBe('genuine');
    expect(verdict(Buffer.from([0xff, 0]), sign(Buffer.from([0xff, 0]), 's'), 's')).toBe('genuine');
  });

  test('ok in the rotation window: the old and the new secret are valid, a retired one is not (S25)', () => {
    expect(verdict(body, sign(body, 'old'), 'new', 'old')).toBe('genuine');
    expect(verdict(body, sign(body, 'new'), 'new', 'old')).toBe('genuine');
    expect(verdict(body, sign(body, 'old'), 'new')).toBe('forged');
  });

  test('refuses one bit off, a wrong length, a missing and a malformed signature (S23)', () => {
    const bytes = Buffer.from(sign(body, 's'), 'base64');
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    const short = bytes.subarray(0, 31).toString('base64');
    for (const signature of [
      bytes.toString('base64'),
      short,
      'not base64!',
      '',
      '====',
      bytes.toString('hex'),
      undefined,
    ]) {
      expect(verdict(body, signature, 's')).toBe('forged');
    }
  });

  test('refuses a re-serialised body (S24)', () => {
    expect(verdict(JSON.stringify(JSON.parse(body), null, 1), sign(body, 's'), 's')).toBe('forged');
  });

  test('refuses anything without throwing (S23)', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, signature) => {
        expect(verdict(text, signature, 's')).toBe('forged');
      }),
    );
  });
});

describe('deduplicationKey and topic', () => {
  const key = (headers: Record<string, string>, body: object = { id: 1 }) =>
    shopify.deduplicationKey(delivery(body, headers));
  const paid = { 'x-shopify-topic': 'orders/paid' };

  test('ok: the event id, over any webhook id', () => {
    const event = { ...paid, 'x-shopify-event-id': 'e1' };
    expect(key({ ...event, 'x-shopify-webhook-id': 'w1' })).toBe(key({ ...event, 'x-shopify-webhook-id': 'w2' }));
    expect(key({ ...event, 'x-shopify-event-id': 'e2' })).not.toBe(key(event));
  });

  test('ok: one act of the merchant over several topics and orders is several messages', () => {
    const event = { ...paid, 'x-shopify-event-id': 'e1' };
    const keys = [key(event), key({ ...event, 'x-shopify-topic': 'orders/updated' }), key(event, { id: 2 })];
    expect(new Set(keys).size).toBe(3);
  });

  test('ok: else the webhook id, else body and topic', () => {
    expect(key({ ...paid, 'x-shopify-webhook-id': 'w1' })).toBe('webhook:w1');
    expect(key(paid)).toBe(key(paid));
    expect(key(paid)).not.toBe(key({ 'x-shopify-topic': 'orders/updated' }));
    expect(key(paid)).not.toBe(key(paid, { id: 2 }));
  });

  test('ok: the topic in lower case, `unknown` without the header', () => {
    expect(shopify.topic(delivery({}, { 'x-shopify-topic': 'ORDERS/Paid' }))).toBe('orders/paid');
    expect(shopify.topic(delivery({}))).toBe('unknown');
  });
});

describe('orders', () => {
  test('ok: a whole order in the currency that the shopper saw', () => {
    expect(orderOf(order())).toEqual({
      number: 'DE-1001',
      placedAt: new Date('2026-03-01T09:00:05Z'),
      updatedAt: new Date('2026-03-03T07:00:00Z'),
      currency: 'JPY',
      totalMinor: 5160,
      locale: 'pt-BR',
      customer: {
        id: '7000000000001',
        email: 'naomi@example.com',
        name: 'Naomi Reader',
        phone: '+49 221 000000',
        locale: 'pt-BR',
        promoConsent: true,
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
          id: '5000000000001',
          productId: '3000000000001',
          name: 'Coffee, whole beans',
          detail: '500 g',
          quantity: 2,
          unitPriceMinor: 2100,
        },
        { id: '5000000000002', name: 'Gift wrap', quantity: 1, unitPriceMinor: 960 },
      ],
      shipments: [
        {
          id: '6000000000001',
          carrier: 'DHL Germany',
          trackingNumber: '00340434161094042557',
          trackingUrl: 'https://track.example.com/57',
          itemIds: ['5000000000001', '5000000000002'],
        },
        {
          id: '6000000000001-2',
          carrier: 'DHL Germany',
          trackingNumber: '00340434161094042558',
          trackingUrl: 'https://track.example.com/58',
          itemIds: ['5000000000001', '5000000000002'],
        },
      ],
    });
  });

  test('ok: the journey of its shipments and its refunds come along', () => {
    const reading = read('orders/updated', order());
    expect(newsOf(reading).map((news) => [news.shipmentId, news.trackingNumber, news.latest?.status])).toEqual([
      ['6000000000001', '00340434161094042557', 'in_transit'],
      ['6000000000001-2', '00340434161094042558', 'in_transit'],
    ]);
    expect(only(reading, 'refund')).toMatchObject([
      {
        orderId: '9000000000001',
        refund: {
          id: '4000000000001',
          amountMinor: 2100,
          currency: 'JPY',
          items: [{ itemId: '5000000000001', quantity: 1, amountMinor: 2100 }],
        },
      },
    ]);
  });

  test("ok: all amounts in the shop's currency as soon as one lacks the shopper's", () => {
    const lines = order().line_items.map((line: object) => ({ ...line, price_set: undefined }));
    const read = orderOf(order({ line_items: lines }));
    expect([read.currency, read.totalMinor, read.items[0]?.unitPriceMinor]).toEqual(['EUR', 3160, 1290]);
  });

  test.each([
    [{ email_marketing_consent: { state: 'subscribed' } }, true],
    [{ email_marketing_consent: { state: 'unsubscribed' }, accepts_marketing: true }, false],
    [{ email_marketing_consent: { state: 'pending' } }, false],
    [{ email_marketing_consent: null, accepts_marketing: true }, true],
    [{ accepts_marketing: false }, false],
    [{ email_marketing_consent: { state: 'who knows' } }, undefined],
    [{}, undefined],
    [null, undefined],
  ])('ok: the consent of %j is %s', (customer, expected) => {
    expect(orderOf(order({ customer })).customer.promoConsent).toBe(expected);
  });

  test('ok: a guest has one id for all orders under an address, whatever its case', () => {
    const guest = (email: string | null, id: number) =>
      orderOf(order({ id, email, contact_email: null, customer: null })).customer;
    expect(guest('Guest@example.com', 1).id).toBe(guest('guest@EXAMPLE.com', 2).id);
    expect(guest('guest@example.com', 1).id).not.toContain('example');
    expect(guest(null, 1).id).toBe('guest-order-1');
    expect(guest('not an address', 1)).toMatchObject({ id: 'guest-order-1', email: undefined });
  });

  test('ok: the least that an order can be', () => {
    const least = { id: 1, created_at: '2026-03-01T10:00:00', total_price: '1.00' };
    expect(orderOf(least)).toMatchObject({
      number: '1',
      placedAt: new Date('2026-03-01T09:00:00Z'),
      currency: 'EUR',
      totalMinor: 100,
      items: [],
    });
  });

  test.each([
    ['order_number', { name: null }, '1001'],
    ['name with a suffix', { name: '1001-B#' }, '1001-B'],
  ])('ok: the number from %s', (_from, fields, number) => {
    expect(orderOf(order(fields)).number).toBe(number);
  });

  test('ok: a line that was edited away is no item', () => {
    const lines = order().line_items.map((line: object) => ({ ...line, quantity: 0 }));
    expect(orderOf(order({ line_items: lines })).items).toEqual([]);
  });

  test('ok: a cancelled order is an order and a cancellation', () => {
    const reading = read('orders/cancelled', order({ cancelled_at: '2026-03-03T09:00:00+01:00' }));
    const cancelledAt = new Date('2026-03-03T08:00:00Z');
    expect(only(reading, 'order')[0]?.order.cancelledAt).toEqual(cancelledAt);
    expect(only(reading, 'order_cancelled')).toEqual([
      { kind: 'order_cancelled', orderId: '9000000000001', cancelledAt },
    ]);
  });

  test('ok: a cancellation counts even when the rest of the order cannot be read', () => {
    const reading = read('orders/cancelled', { id: 5, cancelled_at: '2026-03-03T08:00:00Z' });
    expect(effectsOf(reading)).toEqual([
      { kind: 'order_cancelled', orderId: '5', cancelledAt: new Date('2026-03-03T08:00:00Z') },
    ]);
  });

  test.each([
    [{ id: null }, 'order.id'],
    [{ total_price: null, total_price_set: null }, 'order.totalMinor'],
    [{ total_price: '-1.00', total_price_set: null }, 'order.totalMinor'],
    [{ currency: 'EURO', total_price_set: null }, 'order.currency'],
    [{ processed_at: 'soon', created_at: null }, 'order.placedAt'],
    [{ line_items: [{ id: 1, title: 'x', price: '1.00' }] }, 'order.items.0.quantity'],
    [{ line_items: [{ title: 'x', price: '1.00', quantity: 1 }] }, 'order.items.0.id'],
    [{ line_items: [{ id: 1, title: 'x', price: 'free', quantity: 1 }] }, 'order.items.0.unitPriceMinor'],
  ])('refuses %j and names the field', (fields, field) => {
    const reading = read('orders/create', order(fields));
    expect(reading).toMatchObject({ outcome: 'not_understood', why: expect.stringContaining(`${field}:`) });
  });
});

describe('fulfillments', () => {
  const fulfillment = (fields: object = {}) => ({ ...order().fulfillments[0], ...fields });

  test('ok: a replaced tracking number stays the same shipment', () => {
    const [shipment] = only(read('fulfillments/update', fulfillment({ tracking_numbers: ['NEW'] })), 'shipment');
    expect(shipment).toMatchObject({
      orderId: '9000000000001',
      shipment: { id: '6000000000001', trackingNumber: 'NEW' },
    });
  });

  test('ok: without a tracking number there is one shipment without one', () => {
    const none = fulfillment({ tracking_numbers: [], tracking_number: null, shipment_status: null });
    expect(effectsOf(read('fulfillments/create', none))).toHaveLength(1);
  });

  test('ok: cancelled, whatever the shipment status says', () => {
    const reading = read('fulfillments/update', fulfillment({ status: 'cancelled', tracking_numbers: [] }));
    expect(newsOf(reading)[0]?.latest).toMatchObject({ status: 'cancelled', rawCode: 'cancelled' });
  });

  test('ok: a failed request to the warehouse is no failed delivery', () => {
    expect(newsOf(read('fulfillments/update', fulfillment({ status: 'failure', shipment_status: null })))).toEqual([]);
  });

  test('ok: one status is told once a day, however often the fulfillment is edited', () => {
    const id = (updated_at: string) => newsOf(read('fulfillments/update', fulfillment({ updated_at })))[0]?.latest?.id;
    expect(id('2026-03-03T07:30:00Z')).toBe(id('2026-03-03T21:00:00Z'));
    expect(id('2026-03-03T07:30:00Z')).not.toBe(id('2026-03-04T07:30:00Z'));
  });

  test('ok: an unmapped status is kept without one and reported', () => {
    const reading = read('fulfillments/update', fulfillment({ shipment_status: 'teleported' }));
    expect(newsOf(reading)[0]?.latest).toMatchObject({ rawCode: 'teleported' });
    expect(newsOf(reading)[0]?.latest?.status).toBeUndefined();
    expect(reading).toMatchObject({ unmappedCodes: ['teleported'] });
  });

  test('refuses a fulfillment without its order or its id', () => {
    expect(read('fulfillments/create', fulfillment({ order_id: null }))).toMatchObject({
      why: 'fulfillment.order_id: missing',
    });
    expect(read('fulfillments/create', fulfillment({ id: {} }))).toMatchObject({ why: 'fulfillment.id: missing' });
  });
});

describe('fulfillment events', () => {
  const event = (fields: object = {}) => ({ ...sample('fulfillment_event.json'), ...fields });

  test('ok: an event with its place and estimate, for the shipment of its fulfillment', () => {
    expect(newsOf(read('fulfillment_events/create', event()))).toEqual([
      {
        carrierEstimate: { on: '2026-03-04' },
        orderId: '9000000000001',
        shipmentId: '6000000000001',
        toldAt: new Date('2026-03-04T06:45:00.000Z'),
        events: [
          {
            id: '8000000000001',
            status: 'out_for_delivery',
            rawCode: 'out_for_delivery',
            description: 'Loaded into the van',
            occurredAt: new Date('2026-03-04T06:45:00Z'),
            saidAt: '2026-03-04T07:45:00+01:00',
            place: { city: 'Köln', region: 'NW', postalCode: '50667', countryCode: 'DE' },
          },
        ],
      },
    ]);
  });

  test.each([
    ['label_purchased', 'info_received'],
    ['label_printed', 'info_received'],
    ['confirmed', 'info_received'],
    ['carrier_picked_up', 'picked_up'],
    ['in_transit', 'in_transit'],
    ['DELAYED', 'delayed'],
    ['attempted_delivery', 'attempt_failed'],
    ['ready_for_pickup', 'ready_for_pickup'],
    ['picked_up', 'delivered'],
    ['delivered', 'delivered'],
    ['failure', 'exception'],
    ['buyer_action_required', 'on_hold'],
    ['returning_to_sender', 'returning'],
    ['__proto__', undefined],
    ['submitted', undefined],
  ])('ok: %s is %s', (status, expected) => {
    expect(newsOf(read('fulfillment_events/create', event({ status })))[0]?.events[0]?.status).toBe(expected);
  });

  test('ok: a time without a zone is the brand’s, and one in the far future is no later than its delivery', () => {
    const at = (happened_at: string) =>
      newsOf(read('fulfillment_events/create', event({ happened_at })))[0]?.events[0]?.occurredAt;
    expect(at('2026-03-04T07:45:00')).toEqual(new Date('2026-03-04T06:45:00Z'));
    expect(at('2875-01-01T00:00:00Z')).toEqual(receivedAt);
  });

  test.each([
    [{ fulfillment_id: null }, 'fulfillment_event.fulfillment_id: missing'],
    [{ status: null }, 'fulfillment_event.status: missing'],
    [{ happened_at: 'then', created_at: null }, 'fulfillment_event.happened_at: missing or not a time'],
  ])('refuses %j', (fields, why) => {
    expect(read('fulfillment_events/create', event(fields))).toEqual({ outcome: 'not_understood', why });
  });
});

describe('refunds', () => {
  const refund = (fields: object = {}) => ({ ...order().refunds[0], order_id: 9000000000001, ...fields });
  const refundOf = (fields: object) => only(read('refunds/create', refund(fields)), 'refund')[0]?.refund;

  test('ok: the money that went back; failed transactions do not count', () => {
    expect(refundOf({})).toMatchObject({
      id: '4000000000001',
      amountMinor: 2100,
      currency: 'JPY',
      reason: 'one bag torn',
    });
  });

  test('ok: without transactions, the items that were taken back', () => {
    expect(refundOf({ transactions: null })).toMatchObject({ amountMinor: 2100, currency: 'JPY' });
    const plain = [{ line_item_id: 1, quantity: 1, subtotal: 12.9 }];
    expect(refundOf({ transactions: [], refund_line_items: plain })).toMatchObject({
      amountMinor: 1290,
      currency: 'EUR',
    });
  });

  test('ok: a refund of which every transaction failed is ignored', () => {
    const failed = [{ kind: 'refund', status: 'failure', amount: '2100', currency: 'JPY' }];
    expect(read('refunds/create', refund({ transactions: failed })).outcome).toBe('ignored');
  });

  test.each([
    [{ order_id: null }, 'refund.order_id'],
    [{ id: null }, 'refund.id'],
    [{ transactions: [{ kind: 'refund', status: 'success', amount: '-5.00', currency: 'EUR' }] }, 'refund.amountMinor'],
    [
      {
        transactions: [
          { kind: 'refund', status: 'success', amount: '5', currency: 'EUR' },
          { kind: 'refund', status: 'success', amount: '5', currency: 'USD' },
        ],
      },
      'refund.amountMinor',
    ],
    [{ processed_at: null }, 'refund.refundedAt'],
  ])('refuses %j and names the field', (fields, field) => {
    expect(read('refunds/create', refund(fields))).toMatchObject({
      outcome: 'not_understood',
      why: expect.stringContaining(`${field}:`),
    });
  });
});

describe('read', () => {
  test.each(['customers/update', 'customers/redact', 'customers/data_request', 'shop/redact'])(
    'ok: %s is ignored and says why',
    (topic) => {
      expect(read(topic, {})).toMatchObject({ outcome: 'ignored', why: expect.stringMatching(/.+: .+/) });
    },
  );

  test.each([
    ['checkouts/create', '{}', 'unknown topic checkouts/create'],
    ['', '{}', 'no X-Shopify-Topic header'],
    ['orders/create', '', 'the body is not a JSON object'],
    ['orders/create', '[1]', 'the body is not a JSON object'],
    ['orders/create', 'null', 'the body is not a JSON object'],
  ])('refuses topic %j with body %j', (topic, body, why) => {
    expect(read(topic, body)).toEqual({ outcome: 'not_understood', why });
  });

  const topics = [
    'orders/create',
    'orders/cancelled',
    'fulfillments/update',
    'fulfillment_events/create',
    'refunds/create',
  ];
  const withoutBigInt = (_key: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value);
  /** The samples with any field of theirs replaced by anything, which gets further than random JSON does. */
  const spoilt = fc
    .tuple(
      fc.constantFrom(order(), order().fulfillments[0], sample('fulfillment_event.json'), {
        ...order().refunds[0],
        order_id: 1,
      }),
      fc.nat(),
      fc.anything(),
    )
    .map(([body, at, value]) => {
      const keys = Object.keys(body);
      return JSON.stringify({ ...body, [keys[at % keys.length] ?? 'id']: value }, withoutBigInt);
    });

  test('ok or refused, but never thrown, and every event is valid', () => {
    const bodies = fc.oneof(
      spoilt,
      fc.json({ stringUnit: 'binary' }),
      fc.uint8Array().map((bytes) => Buffer.from(bytes)),
    );
    fc.assert(
      fc.property(fc.constantFrom(...topics), bodies, (topic, body) => {
        shopify.deduplicationKey(delivery(body, { 'x-shopify-topic': topic, 'x-shopify-event-id': 'e' }));
        const reading = read(topic, body);
        if (reading.outcome !== 'understood') return;
        for (const { events, latest } of newsOf(reading)) {
          for (const event of [...events, ...(latest === undefined ? [] : [latest])]) {
            const asSent = { ...event, occurredAt: event.occurredAt.toISOString() };
            expect(trackingEventInput.safeParse(asSent).error).toBeUndefined();
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});

const vectors = new URL('../../../../../shared/data/vectors/provider_signatures.json', import.meta.url);

describe.runIf(existsSync(vectors))('the documented rule', () => {
  test('ok as computed for Shopify', () => {
    const ours = JSON.parse(readFileSync(vectors, 'utf8')).vectors.filter(
      (one: { provider: string }) => one.provider === 'shopify',
    );
    expect(ours.length).toBeGreaterThan(0);
    for (const vector of ours) expect(verdict(vector.body, vector.signature, vector.secret)).toBe('genuine');
  });
});
