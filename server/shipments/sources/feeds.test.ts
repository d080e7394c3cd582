/** What each feed does of its own: its table of codes, its surprises, its events that are none of ours. */
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ParcelScript, Saying } from '../../kit/parcelScript.ts';
import type { Reading, Source, TrackingNews } from '../../source.ts';
import { trackingEventInput } from '../inputs.ts';
import { aftership } from './aftership/adapter.ts';
import { meaningOf as aftershipMeaning } from './aftership/codes.ts';
import { carrierSources } from './carriers/index.ts';
import { carrierStories } from './carriers/scenarios.ts';
import { dhl } from './dhl/adapter.ts';
import { meaningOfExpress } from './dhl/codes.ts';
import { doorstep } from './doorstep/adapter.ts';
import { fedex } from './fedex/adapter.ts';
import { meaningOfWhole } from './fedex/codes.ts';
import { karrio } from './karrio/adapter.ts';
import { meaningOf as karrioMeaning } from './karrio/codes.ts';
import type { Meant } from './reading.ts';
import { seventeentrack } from './seventeentrack/adapter.ts';
import { meaningOf as seventeentrackMeaning } from './seventeentrack/codes.ts';
import { shippo } from './shippo/adapter.ts';
import { meaningOf as shippoMeaning } from './shippo/codes.ts';
import { ups } from './ups/adapter.ts';
import { meaningOf as upsMeaning } from './ups/codes.ts';
import { wordingOf } from './wording.ts';

const receivedAt = new Date('2026-11-20T12:00:00Z');
const context = { brandTimeZone: 'Europe/Berlin', brandCurrency: 'EUR', receivedAt };
const sample = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const read = (source: Source, body: string | object): Reading => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return source.read({ rawBody: Buffer.from(text), headers: {}, url: '/', receivedAt }, context);
};
const newsOf = (reading: Reading): TrackingNews[] => {
  if (reading.outcome !== 'understood') throw new Error(`${reading.outcome}: ${reading.why}`);
  return reading.effects.flatMap((effect) => (effect.kind === 'tracking' ? [effect.news] : []));
};
const statuses = (news: TrackingNews | undefined) => news?.events.map(({ status, reason }) => reason ?? status);
const brief = ({ status, reason, unmapped }: Meant) =>
  [status, reason, unmapped ? 'unmapped' : undefined].join(' ').trim();

/** `code, code → status reason`, as in the table of reference/statuses.md. */
const lines = (table: string): [string, string][] =>
  table
    .trim()
    .split('\n')
    .flatMap((line): [string, string][] => {
      const [codes = '', meaning = ''] = line.split('→').map((part) => part.trim());
      return codes.split(',').map((code): [string, string] => [code.trim(), meaning]);
    });

describe('AfterShip', () => {
  test.each(
    lines(`
      Pending_001 → pending
      InfoReceived_001 → info_received
      InTransit_002 → picked_up
      InTransit_001, InTransit_003, InTransit_004, InTransit_005, InTransit_007, InTransit_008 → in_transit
      InTransit_006 → in_transit customs
      InTransit_009 → in_transit forwarded
      OutForDelivery_001, OutForDelivery_003, OutForDelivery_004 → out_for_delivery
      AttemptFail_001 → attempt_failed
      AttemptFail_002 → attempt_failed recipient_absent
      AttemptFail_003 → attempt_failed business_closed
      AvailableForPickup_001 → ready_for_pickup
      Delivered_001, Delivered_004 → delivered
      Delivered_002 → delivered pickup_point
      Delivered_003 → delivered signed
      Delivered_005 → delivered neighbour
      Exception_004 → delayed customs
      Exception_005, Exception_016, Exception_019 → delayed
      Exception_017 → delayed weather
      Exception_006 → on_hold payment
      Exception_018 → on_hold documents
      Exception_001 → exception
      Exception_002, Exception_007 → exception address
      Exception_003 → exception refused
      Exception_008 → exception unclaimed
      Exception_009 → exception carrier_refused
      Exception_012 → exception damaged
      Exception_013 → exception lost
      Exception_021 → exception disposed
      Exception_010 → returning
      Exception_011 → returned
      Exception_020 → cancelled
      Expired_001 → expired
      Exception_014 → exception  unmapped
      InTransit_999 → in_transit  unmapped
      Teleported_001 → unmapped
      __proto__ → unmapped`),
  )('ok %s is %s', (subtag, meaning) => {
    expect(brief(aftershipMeaning(subtag.split('_')[0], subtag))).toBe(meaning);
  });

  test('ok: nine-digit fractions, two offsets in one parcel, no zone at all, and what is unmapped', () => {
    const reading = read(aftership, sample('./aftership/samples/tracking_update.json'));
    const [news] = newsOf(reading);
    expect(news?.events.map(({ occurredAt }) => occurredAt.toISOString())).toEqual([
      '2026-11-17T07:30:00.000Z',
      '2026-11-17T08:00:00.123Z',
      '2026-11-18T08:00:00.000Z',
      '2026-11-18T10:00:00.000Z',
    ]);
    expect(statuses(news)).toEqual(['in_transit', 'picked_up', 'in_transit', undefined]);
    expect(news?.events[1]?.place).toEqual({ city: 'Köln', countryCode: 'DE' });
    expect(news?.latest).toMatchObject({ status: 'on_hold', reason: 'documents', actionRequired: true });
    expect(news).toMatchObject({ orderId: '1001', carrierEstimate: { on: '2026-11-24' }, carrier: 'dhl-germany' });
    expect(reading).toMatchObject({ unmappedCodes: ['InTransit_042', 'Teleported_001'] });
  });

  test.each(['aftership-hmac-sha256', 'as-signature-hmac-sha256', 'am-webhook-signature'])(
    'ok: signed in %s',
    (header) => {
      const rawBody = Buffer.from('{}');
      const signature = createHmac('sha256', 's').update(rawBody).digest('base64');
      const headers = { [header]: header.startsWith('am-') ? `hmac-sha256=${signature}` : signature };
      expect(aftership.verify({ rawBody, headers, url: '/', receivedAt }, ['s'])).toBe('genuine');
    },
  );

  test('ok: a new estimate is no scan; returns are none of ours', () => {
    const revised = {
      event: 'edd_revise',
      msg: { tracking_number: '1', tag: 'InTransit', checkpoints: [] },
      ts: 1795003200,
    };
    expect(newsOf(read(aftership, revised))[0]).toMatchObject({ events: [] });
    expect(newsOf(read(aftership, revised))[0]?.latest).toBeUndefined();
    expect(read(aftership, { event: 'return.approved', data: {} }).outcome).toBe('ignored');
    expect(read(aftership, { event: 'tracking_update', msg: {} })).toMatchObject({
      why: 'msg.tracking_number: missing',
    });
  });
});

describe('Shippo', () => {
  test.each(
    lines(`
      UNKNOWN/other → pending
      PRE_TRANSIT/information_received → info_received
      TRANSIT/package_accepted → picked_up
      TRANSIT/package_arrived, TRANSIT/package_departed, TRANSIT/package_processed, TRANSIT/package_processing → in_transit
      TRANSIT/delivery_scheduled → in_transit
      TRANSIT/package_forwarded → in_transit forwarded
      TRANSIT/delayed → delayed
      TRANSIT/delivery_rescheduled → delayed rescheduled
      TRANSIT/package_held, TRANSIT/contact_carrier → on_hold
      TRANSIT/address_issue → on_hold address
      TRANSIT/out_for_delivery → out_for_delivery
      TRANSIT/delivery_attempted, TRANSIT/location_inaccessible, TRANSIT/reschedule_delivery → attempt_failed
      TRANSIT/notice_left → attempt_failed recipient_absent
      TRANSIT/pickup_available → ready_for_pickup
      TRANSIT/package_damaged → exception damaged
      DELIVERED/delivered, DELIVERED/information_received → delivered
      RETURNED/return_to_sender → returning
      RETURNED/package_unclaimed → exception unclaimed
      FAILURE/package_undeliverable → exception
      FAILURE/package_disposed → exception disposed
      FAILURE/package_lost → exception lost
      TRANSIT/eaten_by_dog → in_transit  unmapped
      BEAMED/up → unmapped`),
  )('ok %s is %s', (pair, meaning) => {
    const [status, code] = pair.split('/');
    expect(brief(shippoMeaning(status, code))).toBe(meaning);
  });

  test('ok: a null sub-status, a null estimate, a time without a zone where the parcel was', () => {
    const reading = read(shippo, sample('./shippo/samples/track_updated.json'));
    const [news] = newsOf(reading);
    expect(news?.events[0]?.occurredAt).toEqual(new Date('2026-11-16T21:00:00Z'));
    expect(news).toMatchObject({ shipmentId: 's-1001', latest: { status: 'on_hold', reason: 'customs' } });
    expect(news?.carrierEstimate).toBeUndefined();
    expect(reading).toMatchObject({ unmappedCodes: ['TRANSIT/eaten_by_dog'] });
  });

  test.each([
    [{ event: 'track_updated', data: {} }, 'data.tracking_number: missing'],
    ['<html>Bad gateway</html>', 'the body is not a JSON object'],
    [{ event: 'beamed_up' }, 'unknown event beamed_up'],
  ])('refuses %j', (body, why) => {
    expect(read(shippo, body)).toEqual({ outcome: 'not_understood', why });
  });
});

describe('17TRACK', () => {
  test.each(
    lines(`
      NotFound_Other, NotFound_InvalidCode → pending
      InfoReceived_Other → info_received
      InTransit_PickedUp → picked_up
      InTransit_Other, InTransit_Departure, InTransit_Arrival → in_transit
      InTransit_CustomsProcessing, InTransit_CustomsReleased → in_transit customs
      InTransit_CustomsRequiringInformation → on_hold customs
      Exception_Security, DeliveryFailure_Security → on_hold security
      OutForDelivery_Other → out_for_delivery
      DeliveryFailure_Other → attempt_failed
      DeliveryFailure_NoBody → attempt_failed recipient_absent
      DeliveryFailure_InvalidAddress → attempt_failed address
      DeliveryFailure_Rejected, Exception_Rejected → exception refused
      AvailableForPickup_Other → ready_for_pickup
      Delivered_Other → delivered
      Exception_Other → exception
      Exception_NoBody → exception recipient_absent
      Exception_Damage → exception damaged
      Exception_Lost → exception lost
      Exception_Destroyed → exception disposed
      Exception_Delayed → delayed
      Exception_Returning → returning
      Exception_Returned → returned
      Exception_Cancel → cancelled
      Expired_Other → expired
      InTransit_Sorted → in_transit  unmapped
      Beamed_Up → unmapped`),
  )('ok %s is %s', (sub, meaning) => {
    expect(brief(seventeentrackMeaning(sub.split('_')[0], sub))).toBe(meaning);
  });

  test('ok: an exception whose event knows better, and a winter offset in a German September', () => {
    const reading = read(seventeentrack, sample('./seventeentrack/samples/tracking_updated.json'));
    const [news] = newsOf(reading);
    expect(statuses(news)).toEqual(['in_transit', 'ready_for_pickup']);
    expect(news?.latest).toBeUndefined();
    expect(news?.events[1]).toMatchObject({
      occurredAt: new Date('2026-09-14T06:47:00Z'),
      saidAt: '2026-09-14T08:47:00+01:00',
    });
    expect(news?.events[0]?.occurredAt).toEqual(new Date('2026-09-13T08:00:00Z'));
    expect(reading).toMatchObject({ unmappedCodes: ['InTransit_Sorted'] });
  });

  test('ok: 17TRACK that stops following is no news; other events are not understood', () => {
    expect(read(seventeentrack, { event: 'TRACKING_STOPPED', data: { number: '1' } }).outcome).toBe('ignored');
    expect(read(seventeentrack, { event: 'AWB_UPDATED', data: { number: '1' } }).outcome).toBe('not_understood');
  });
});

describe('Karrio', () => {
  test.each([
    ['pending', undefined, true, 'info_received'],
    ['pending', undefined, false, 'pending'],
    ['unknown', undefined, true, 'pending'],
    ['picked_up', undefined, true, 'picked_up'],
    ['delivery_delayed', 'weather_delay', true, 'delayed weather'],
    ['on_hold', 'customs_documentation', true, 'on_hold documents'],
    ['delivery_failed', 'consignee_not_home', true, 'attempt_failed recipient_absent'],
    ['delivery_failed', 'consignee_refused', true, 'exception refused'],
    ['delivery_failed', 'carrier_parcel_lost', true, 'exception lost'],
    ['return_to_sender', undefined, true, 'returning'],
    ['cancelled', undefined, true, 'cancelled'],
    ['in_transit', 'customs_delay', true, 'in_transit'],
    ['beamed', undefined, true, 'unmapped'],
  ])('ok %s, %s, with events %s, is %s', (status, reason, hasEvents, meaning) => {
    expect(brief(karrioMeaning(status, reason, hasEvents))).toBe(meaning);
  });

  test("ok: twelve-hour times in the place's zone; a carrier's code that nobody mapped gives no status", () => {
    const reading = read(karrio, sample('./karrio/samples/tracker_updated.json'));
    const [news] = newsOf(reading);
    expect(news?.events.map(({ occurredAt }) => occurredAt.toISOString())).toEqual([
      '2026-11-16T17:00:00.000Z',
      '2026-11-16T23:10:00.000Z',
      '2026-11-18T13:05:00.000Z',
    ]);
    expect(statuses(news)).toEqual([undefined, 'in_transit', 'refused']);
    expect(news).toMatchObject({ shipmentId: 's-1001', orderId: '1001', latest: undefined });
    expect(reading).toMatchObject({ unmappedCodes: ['XX9'] });
  });
});

describe('DHL', () => {
  test('ok: only the wording tells that it is out for delivery; an event without a time or a code of its own', () => {
    const reading = read(dhl, sample('./dhl/samples/push_notice.json'));
    const [news] = newsOf(reading);
    expect(news?.events.map(({ status, occurredAt }) => [status, occurredAt.toISOString()])).toEqual([
      ['info_received', '2026-11-16T09:00:00.000Z'],
      [undefined, '2026-11-17T20:00:00.000Z'],
      ['out_for_delivery', '2026-11-18T06:45:00.000Z'],
    ]);
    expect(news?.carrierEstimate).toBeUndefined();
    expect(reading).toMatchObject({ unmappedCodes: ['beamed'] });
  });

  test('ok: the secret may stand in the body, and one in JSON is never an API key', () => {
    const rawBody = Buffer.from(sample('./dhl/samples/push_notice.json'));
    const delivery = { rawBody, headers: {}, url: '/', receivedAt };
    const secret = 'what DHL was told when it was subscribed to';
    expect(dhl.verify(delivery, [secret])).toBe('genuine');
    expect(dhl.verify(delivery, [JSON.stringify({ apiKey: 'k', hookSecret: secret })])).toBe('genuine');
    expect(dhl.verify(delivery, [JSON.stringify({ apiKey: secret })])).toBe('forged');
  });

  test.each([
    ['OK', 'delivered'],
    ['WC', 'out_for_delivery'],
    ['NH', 'attempt_failed recipient_absent'],
    ['RT', 'returning'],
    ['QQ', 'unmapped'],
  ])('ok: %s of Express is %s', (code, meaning) => {
    expect(brief(meaningOfExpress(code))).toBe(meaning);
  });

  test('ok: a delivery back to its sender is a return, one to a neighbour is one', () => {
    const at = (description: string) =>
      statuses(
        newsOf(
          read(dhl, {
            shipments: [
              { id: '1', events: [{ timestamp: '2026-11-18T07:45:00Z', statusCode: 'delivered', description }] },
            ],
          }),
        )[0],
      );
    expect(at('Die Sendung wurde an den Absender zurück zugestellt.')).toEqual(['returned']);
    expect(at('Die Sendung wurde einem Nachbarn übergeben.')).toEqual(['neighbour']);
  });
});

describe('UPS', () => {
  test.each([
    ['I', 'MP', 'Shipper created a label', 'info_received'],
    ['I', 'OT', 'Out For Delivery Today', 'out_for_delivery'],
    ['I', 'DP', 'Departed', 'in_transit'],
    ['M', 'XX', '', 'info_received'],
    ['MV', undefined, 'Voided', 'cancelled'],
    ['X', 'SR', 'Released by the customs agency', 'in_transit customs'],
    ['X', '1', 'Severe weather conditions have delayed delivery.', 'delayed weather'],
    ['X', '1', 'The package was damaged.', 'exception damaged'],
    ['X', '1', 'Something.', 'exception  unmapped'],
    ['D', '2W', 'Delivered to UPS Access Point, awaiting customer pickup', 'ready_for_pickup'],
    ['D', 'FS', 'Delivered', 'delivered'],
    ['RS', 'RS', 'Returned', 'returning'],
    ['Q', 'Q', '', 'unmapped'],
  ])('ok %s/%s %s is %s', (type, code, description, meaning) => {
    expect(brief(upsMeaning(type, code, description))).toBe(meaning);
  });

  test('ok: two packages, digits for times, a rescheduled day with its window', () => {
    const [first, second] = newsOf(read(ups, sample('./ups/samples/track.json')));
    expect(first?.events.map(({ occurredAt }) => occurredAt.toISOString())).toEqual([
      '2026-11-16T07:00:00.000Z',
      '2026-11-18T07:00:00.000Z',
      '2026-11-18T17:15:00.000Z',
    ]);
    expect(statuses(first)).toEqual(['info_received', 'exception', 'recipient_absent']);
    expect(first?.carrierEstimate).toEqual({
      from: new Date('2026-11-20T14:00:00Z'),
      to: new Date('2026-11-20T17:00:00Z'),
    });
    expect(statuses(second)).toEqual(['delivered']);
  });
});

describe('FedEx', () => {
  test('ok: of two results the newer; a return that is derived as delivered is a return', () => {
    const reading = read(fedex, sample('./fedex/samples/two_results.json'));
    const [news, ...more] = newsOf(reading);
    expect(more).toEqual([]);
    expect(statuses(news)).toEqual([undefined, 'returning']);
    expect(news?.events[1]?.occurredAt).toEqual(new Date('2026-11-18T15:00:00Z'));
    expect(news?.carrierEstimate).toBeUndefined();
    expect(reading).toMatchObject({ unmappedCodes: ['ZZ'] });
  });

  test.each([
    ['FD', 'RL', false, 'delayed'],
    ['IT', 'IT', true, 'delayed'],
    ['IT', 'DL', false, 'in_transit'],
    ['DL', 'IT', true, 'delivered'],
    ['??', 'DL', false, 'unmapped'],
  ])('ok: %s with %s, delayed %s, is %s', (code, derived, delayed, meaning) => {
    expect(brief(meaningOfWhole(code, derived, delayed, []))).toBe(meaning);
  });
});

describe('our own format', () => {
  test('ok: the shipment as the API has it; an event without a status is told as unmapped', () => {
    const reading = read(doorstep, sample('./doorstep/samples/shipment.json'));
    expect(reading).toMatchObject({
      outcome: 'understood',
      effects: [{ kind: 'shipment', orderId: '1001', shipment: { id: 's-1', trackingNumber: 'BIKE-1' } }],
      unmappedCodes: ['flat_tyre'],
    });
  });

  test.each([
    [{}, 'orderId'],
    [
      { orderId: '1', shipment: { id: 's', events: [{ status: 'beamed', occurredAt: '2026-11-18T09:30:00Z' }] } },
      'shipment.events.0.status',
    ],
    [
      { orderId: '1', shipment: { id: 's', events: [{ occurredAt: '2026-11-18T09:30:00' }] } },
      'shipment.events.0.occurredAt',
    ],
    [{ orderId: '1', shipment: { id: 's', colour: 'red' } }, 'shipment'],
  ])('refuses %j and names the field', (body, field) => {
    expect(read(doorstep, body)).toMatchObject({
      outcome: 'not_understood',
      why: expect.stringContaining(`${field}:`),
    });
  });
});

describe('wordingOf', () => {
  test.each([
    ['Zustellung nicht möglich', 'attempt_failed'],
    ['Shipment is being prepared for delivery', undefined],
    ['Clearance processing complete', 'in_transit'],
    ['Die Sendung wurde im Start-Paketzentrum bearbeitet.', undefined],
    ['Package is out for delivery', 'out_for_delivery'],
    ['The address is incorrect', 'on_hold'],
    ['Held at customs', 'on_hold'],
    [undefined, undefined],
  ])('ok: %s says %s', (sentence, status) => {
    expect(wordingOf(sentence)?.status).toBe(status);
  });

  test('ok: is quick for any sentence', () => {
    const began = performance.now();
    for (const unit of ['held ', 'return ', 'customs', 'address ', 'zoll', 'a', ' ']) wordingOf(unit.repeat(2000));
    expect(performance.now() - began).toBeLessThan(200);
  });
});

/** Samples with any of their fields replaced by anything: that gets further than random JSON does. */
const spoil = (value: unknown, path: readonly number[], by: unknown): unknown => {
  const [at, ...rest] = path;
  if (at === undefined || typeof value !== 'object' || value === null) return by;
  const keys = Object.keys(value);
  const key = keys[at % Math.max(keys.length, 1)];
  if (key === undefined) return by;
  const inner = spoil(Reflect.get(value, key), rest, by);
  return Array.isArray(value)
    ? value.map((one, index) => (String(index) === key ? inner : one))
    : { ...value, [key]: inner };
};
const withoutBigInt = (_key: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value);

/** Everything that a carrier can say of one parcel, for those that have no sample of their own. */
const everything: ParcelScript = {
  orderId: '1001',
  shipmentId: 's-1',
  trackingNumber: 'JJD001',
  steps: (['label', 'picked_up', 'transit', 'customs', 'attempt', 'returning', 'delivered'] satisfies Saying[]).map(
    (says, day) => ({ says, at: `2026-11-1${day}T09:30:00Z`, city: 'Köln', countryCode: 'DE' }),
  ),
  estimateOn: '2026-11-18',
};

describe.each([
  [aftership, sample('./aftership/samples/tracking_update.json')],
  [shippo, sample('./shippo/samples/track_updated.json')],
  [seventeentrack, sample('./seventeentrack/samples/tracking_updated.json')],
  [karrio, sample('./karrio/samples/tracker_updated.json')],
  [dhl, sample('./dhl/samples/push_notice.json')],
  [ups, sample('./ups/samples/track.json')],
  [fedex, sample('./fedex/samples/two_results.json')],
  [doorstep, sample('./doorstep/samples/shipment.json')],
  ...carrierSources.map((source): [Source, string] => [
    source,
    carrierStories[source.name]?.tell(everything).body ?? 'no story',
  ]),
])('$name', (source, body) => {
  test('ok or refused, but never thrown, and every event is valid', () => {
    const whole: unknown = JSON.parse(body);
    const spoilt = fc
      .tuple(fc.array(fc.nat(20), { minLength: 1, maxLength: 7 }), fc.anything())
      .map(([where, by]) => JSON.stringify(spoil(whole, where, by), withoutBigInt) ?? '');
    fc.assert(
      fc.property(fc.oneof(spoilt, fc.json(), fc.string()), (body) => {
        const delivery = { rawBody: Buffer.from(body), headers: {}, url: 'not a url', receivedAt };
        source.verify(delivery, ['s']);
        source.topic(delivery);
        source.deduplicationKey(delivery);
        const reading = source.read(delivery, context);
        if (reading.outcome !== 'understood') return;
        for (const { events, latest } of newsOf(reading)) {
          for (const event of [...events, ...(latest === undefined ? [] : [latest])]) {
            const asSent = { ...event, occurredAt: event.occurredAt.toISOString() };
            expect(trackingEventInput.safeParse(asSent).error).toBeUndefined();
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});
