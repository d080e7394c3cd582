import { describe, expect, test } from 'vitest';
import { meaningOf } from './codes.ts';

/** EasyPost's documented details; each must be known, whatever its parent. */
const details =
  'address_correction arrived_at_destination arrived_at_facility arrived_at_pickup_location awaiting_information cancelled damaged delayed delivery_exception departed_facility departed_origin_facility expired failure held in_transit label_created lost missorted out_for_delivery received_at_destination_facility received_at_origin_facility refused return status_update transferred_to_destination_carrier transit_exception unknown weather_delay'.split(
    ' ',
  );

describe('meaningOf', () => {
  test.each([
    ['unknown', 'unknown', { status: 'pending' }],
    ['pre_transit', 'label_created', { status: 'info_received' }],
    ['in_transit', undefined, { status: 'in_transit' }],
    ['in_transit', 'received_at_origin_facility', { status: 'picked_up' }],
    ['in_transit', 'arrived_at_destination', { status: 'in_transit' }],
    ['in_transit', 'label_created', { status: 'in_transit' }],
    ['in_transit', 'weather_delay', { status: 'delayed', reason: 'weather' }],
    ['in_transit', 'missorted', { status: 'delayed', reason: 'missorted' }],
    ['in_transit', 'held', { status: 'on_hold' }],
    ['in_transit', 'awaiting_information', { status: 'on_hold', actionRequired: true }],
    ['in_transit', 'out_for_delivery', { status: 'out_for_delivery' }],
    ['in_transit', 'arrived_at_pickup_location', { status: 'ready_for_pickup' }],
    ['in_transit', 'delivery_exception', { status: 'attempt_failed' }],
    ['in_transit', 'return', { status: 'returning' }],
    ['out_for_delivery', 'arrived_at_facility', { status: 'out_for_delivery' }],
    ['available_for_pickup', 'arrived_at_pickup_location', { status: 'ready_for_pickup' }],
    ['failure', 'damaged', { status: 'exception', reason: 'damaged' }],
    ['failure', 'lost', { status: 'exception', reason: 'lost' }],
    ['error', 'unknown', { status: 'exception' }],
    ['cancelled', 'cancelled', { status: 'cancelled' }],
    ['unknown', 'expired', { status: 'expired' }],
    ['delivered', 'arrived_at_destination', { status: 'delivered' }],
    ['delivered', 'out_for_delivery', { status: 'delivered' }],
    ['delivered', 'delayed', { status: 'delivered' }],
    ['delivered', 'damaged', { status: 'exception', reason: 'damaged' }],
    ['delivered', 'return', { status: 'returned' }],
    ['return_to_sender', 'in_transit', { status: 'returning' }],
    ['return_to_sender', 'refused', { status: 'returning', reason: 'refused' }],
  ])('ok %s/%s', (status, detail, expected) => {
    expect(meaningOf(status, detail)).toEqual({ ...expected, unmapped: false });
  });

  test.each(details)('ok: the detail %s is known', (detail) => {
    expect(meaningOf('in_transit', detail).unmapped).toBe(false);
  });

  test('ok: an unknown detail falls back on its parent and is reported', () => {
    expect(meaningOf('in_transit', 'eaten_by_dog')).toEqual({ status: 'in_transit', unmapped: true });
  });

  test('refuses to guess for an unknown parent', () => {
    expect(meaningOf('teleported', undefined)).toEqual({ unmapped: true });
    expect(meaningOf('teleported', 'eaten_by_dog')).toEqual({ unmapped: true });
    expect(meaningOf(undefined, undefined)).toEqual({ unmapped: true });
  });

  test('refuses words that only an object literal would know', () => {
    for (const word of ['__proto__', 'constructor', 'toString']) expect(meaningOf(word, word).status).toBeUndefined();
  });
});
