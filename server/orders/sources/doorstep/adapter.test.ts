import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { doorstepOrders } from './adapter.ts';

const context = { brandTimeZone: 'Europe/Berlin', brandCurrency: 'EUR', receivedAt: new Date('2026-11-20T12:00:00Z') };
const sample = readFileSync(new URL('./samples/order.json', import.meta.url), 'utf8');
const delivery = (body: string) => ({
  rawBody: Buffer.from(body),
  headers: { 'webhook-id': 'msg_1' },
  url: '/hooks/c',
  receivedAt: context.receivedAt,
});
const read = (body: string) => doorstepOrders.read(delivery(body), context);

test('ok: an order as the API has it, in the envelope of Standard Webhooks or without', () => {
  const understood = {
    outcome: 'understood',
    effects: [{ kind: 'order', orderId: '1001', order: { number: '1001', totalMinor: 2580 } }],
  };
  expect(read(sample)).toMatchObject(understood);
  expect(read(JSON.stringify(JSON.parse(sample).data))).toMatchObject(understood);
  expect(doorstepOrders.topic(delivery(sample))).toBe('order.updated');
  expect(doorstepOrders.topic(delivery('{}'))).toBe('order');
  expect(doorstepOrders.deduplicationKey(delivery(sample))).toBe('webhook:msg_1');
});

test.each([
  ['', 'Invalid input'],
  ['{"orderId":"1"}', 'order:'],
  ['{"orderId":"1","order":{"number":"1"}}', 'order.placedAt:'],
])('refuses %s and names the field', (body, why) => {
  expect(read(body)).toMatchObject({ outcome: 'not_understood', why: expect.stringContaining(why) });
});
