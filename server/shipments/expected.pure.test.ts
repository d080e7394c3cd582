import { expect, test } from 'vitest';
import { type ShipmentTold, shipmentView } from './view.ts';

const timeZone = 'Europe/Berlin';
const now = new Date('2026-11-24T12:00:00+01:00');
const none = { estimateOn: null, estimateFrom: null, estimateTo: null, promisedOn: null, ourFrom: null, ourTo: null };

const view = (shipment: Partial<ShipmentTold['shipment']>) =>
  shipmentView({
    shipment: {
      id: 's',
      brandId: 'b',
      orderId: 'o',
      externalId: 's',
      carrier: null,
      service: null,
      trackingNumber: null,
      trackingKey: null,
      trackingUrl: null,
      missProbability: null,
      pickupPoint: null,
      proofOfDelivery: null,
      status: 'in_transit',
      reason: null,
      actionRequired: false,
      statusAt: null,
      lastEventAt: null,
      deliveredAt: null,
      createdAt: now,
      updatedAt: now,
      ...none,
      ...shipment,
    },
    events: [],
    estimates: [],
    items: [],
    placedAt: now,
    destinationCity: null,
    timeZone,
    brandName: 'North',
    now,
  });

const ours = { ourFrom: '2026-11-24', ourTo: '2026-11-26' };

test('ok: the carrier’s word goes before ours, ours before the promise', () => {
  expect(view({ estimateOn: '2026-11-25', promisedOn: '2026-11-27', ...ours }).expected).toMatchObject({
    by: 'carrier',
    on: '2026-11-25',
  });
  expect(view({ promisedOn: '2026-11-27', ...ours }).expected).toEqual({
    by: 'ours',
    on: null,
    from: new Date('2026-11-24T00:00:00+01:00'),
    to: new Date('2026-11-26T23:59:59.999+01:00'),
  });
  expect(view({ promisedOn: '2026-11-27' }).expected).toMatchObject({ by: 'promise', on: '2026-11-27' });
});

test('ok: a window of ours that lies past the promise is a slip, one that holds it is none', () => {
  const past = view({ promisedOn: '2026-11-25', ourFrom: '2026-11-26', ourTo: '2026-11-28' });
  expect(past).toMatchObject({ late: false, slips: [{ from: '2026-11-25', to: '2026-11-28' }] });
  expect(view({ promisedOn: '2026-11-24', ...ours }).slips).toEqual([]);
  expect(view({ promisedOn: '2026-11-23', estimateOn: '2026-11-25', ...ours }).slips).toEqual([]);
});

test('ok: what has passed gives way to ours, and late stays late', () => {
  const missed = view({ promisedOn: '2026-11-23', ...ours });
  expect([missed.expected?.by, missed.late]).toEqual(['ours', true]);
  const slipped = view({ estimateOn: '2026-11-23', promisedOn: '2026-11-27', ...ours });
  expect([slipped.expected?.by, slipped.late]).toEqual(['ours', false]);
});

test('ok: a window of ours that has passed says nothing more', () => {
  const passed = view({ promisedOn: '2026-11-23', ourFrom: '2026-11-20', ourTo: '2026-11-23' });
  expect([passed.expected?.by, passed.late]).toEqual(['promise', true]);
  expect(view({ estimateOn: '2026-11-22', ourFrom: '2026-11-20', ourTo: '2026-11-23' }).expected?.by).toBe('carrier');
  expect(view({ status: 'delivered', ...ours }).expected).toBeNull();
});
