import { createHmac } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Delivery, Reading, ReadingContext, TrackingNews } from '../../../source.ts';
import { trackingEventInput } from '../../inputs.ts';
import { easypost } from './adapter.ts';

const receivedAt = new Date('2026-03-11T12:00:00Z');
const context: ReadingContext = { brandTimeZone: 'Europe/Berlin', brandCurrency: 'EUR', receivedAt };

const delivery = (body: string | Buffer | object, headers: Record<string, string> = {}): Delivery => {
  const text = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  return { rawBody: Buffer.from(text), headers, url: '/hooks/c', receivedAt };
};
const sample = (name: string) => readFileSync(new URL(`./samples/${name}`, import.meta.url));
const read = (body: string | Buffer | object) => easypost.read(delivery(body), context);

function newsOf(reading: Reading): TrackingNews[] {
  if (reading.outcome !== 'understood') throw new Error(`${reading.outcome}: ${reading.why}`);
  return reading.effects.flatMap((effect) => (effect.kind === 'tracking' ? [effect.news] : []));
}
function onlyNews(body: string | Buffer | object): TrackingNews {
  const [news, ...more] = newsOf(read(body));
  if (news === undefined || more.length > 0) throw new Error('not exactly one');
  return news;
}

const tracker = (fields: object) => ({ object: 'Tracker', tracking_code: 'T1', ...fields });
const scan = (fields: object) => onlyNews(tracker({ tracking_details: [fields] })).events[0];

const sign = (body: Buffer, secret: string) =>
  `hmac-sha256-hex=${createHmac('sha256', secret.normalize('NFKD')).update(body).digest('hex')}`;
const verdict = (body: Buffer, signature: string | undefined, ...secrets: string[]) =>
  easypost.verify(delivery(body, signature === undefined ? {} : { 'x-hmac-signature': signature }), secrets);

describe('verify', () => {
  const body = sample('event_out_for_delivery.json');
  const secret = 'sécret';

  test('ok over the raw bytes, with the secret in either normal form', () => {
    expect(verdict(body, sign(body, secret), secret.normalize('NFC'))).toBe('genuine');
    expect(verdict(body, sign(body, secret), secret.normalize('NFD'))).toBe('genuine');
  });

  test('ok when a whole weight was signed as a fraction', () => {
    const signed = Buffer.from(body.toString().replace('"weight": 614,', '"weight": 614.0,'));
    expect(signed.equals(body)).toBe(false);
    expect(verdict(body, sign(signed, secret), secret)).toBe('genuine');
  });

  test('ok in the rotation window: the old and the new secret are valid, a retired one is not (S25)', () => {
    expect(verdict(body, sign(body, 'old'), 'old', 'new')).toBe('genuine');
    expect(verdict(body, sign(body, 'new'), 'old', 'new')).toBe('genuine');
    expect(verdict(body, sign(body, 'old'), 'new')).toBe('forged');
  });

  test('refuses one bit off, a wrong length, a missing and a malformed signature (S23)', () => {
    const right = sign(body, secret);
    const last = right.at(-1) === '0' ? '1' : '0';
    const wrong = [
      `${right.slice(0, -1)}${last}`,
      right.slice(0, -2),
      `${right}00`,
      right.slice(16),
      'hmac-sha256-hex=',
      'hmac-sha256-hex=zz',
      '',
      '€',
      undefined,
    ];
    for (const signature of wrong) expect(verdict(body, signature, secret)).toBe('forged');
  });

  test('refuses a changed and a re-serialised body, and a connection without a secret (S24)', () => {
    const signature = sign(body, secret);
    expect(verdict(Buffer.from(JSON.stringify(JSON.parse(body.toString()))), signature, secret)).toBe('forged');
    expect(verdict(Buffer.concat([body, Buffer.from(' ')]), signature, secret)).toBe('forged');
    expect(verdict(body, sign(body, ''), '')).toBe('forged');
    expect(verdict(body, signature)).toBe('forged');
  });

  test('refuses anything without throwing (S23)', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string({ unit: 'binary' }), (bytes, text) => {
        expect(verdict(Buffer.from(bytes), `hmac-sha256-hex=${text}`, secret)).toBe('forged');
      }),
    );
  });
});

describe('deduplicationKey and topic', () => {
  test('ok: a redelivered event is the same although its bookkeeping moved on', () => {
    const event = JSON.parse(sample('event_out_for_delivery.json').toString());
    const again = { ...event, pending_urls: [], completed_urls: ['https://x.example'] };
    expect(easypost.deduplicationKey(delivery(again))).toBe(easypost.deduplicationKey(delivery(event)));
    expect(easypost.topic(delivery(event))).toBe('tracker.updated');
  });

  test('ok: bare trackers and shortened event ids are told apart by their content', () => {
    const keys = [
      tracker({}),
      tracker({ status: 'x' }),
      { id: 'evt_...', object: 'Event' },
      { id: 'evt_...', object: 'Event', a: 1 },
    ].map((body) => easypost.deduplicationKey(delivery(body)));
    expect(new Set(keys).size).toBe(4);
  });

  test('ok on a body that is no JSON', () => {
    expect(easypost.topic(delivery('<html>'))).toBe('unknown');
    expect(easypost.deduplicationKey(delivery('<html>'))).toMatch(/^body:/);
  });
});

describe('read', () => {
  test('ok: an event with its tracker, scans, places and estimate', () => {
    const news = onlyNews(sample('event_out_for_delivery.json'));
    expect(news).toMatchObject({
      trackingNumber: '00340434161094042557',
      carrier: 'DHLGermany',
      trackingUrl: 'https://track.example.com/abc',
      carrierEstimate: { on: '2026-03-09' },
      orderId: 's-1001',
      shipmentId: 's-1001',
    });
    expect(news.events.map(({ status, reason, rawCode }) => [status, reason, rawCode])).toEqual([
      ['info_received', undefined, 'pre_transit/label_created'],
      ['picked_up', undefined, 'in_transit/received_at_origin_facility'],
      ['delayed', 'weather', 'in_transit/weather_delay'],
    ]);
    expect(news.events[1]?.place).toEqual({ city: 'Köln', region: 'NW', postalCode: '50667', countryCode: 'DE' });
    expect(news.events[0]?.place).toBeUndefined();
    expect(news.latest).toMatchObject({ status: 'out_for_delivery', occurredAt: new Date('2026-03-09T07:11:30Z') });
  });

  test('ok: the status becomes an event when no scan can be dated', () => {
    const news = onlyNews(sample('tracker_delivered_without_scans.json'));
    expect(news.events).toEqual([]);
    expect(news.latest).toMatchObject({ status: 'delivered', rawCode: 'delivered/arrived_at_destination' });
    expect(news.signedBy).toBe('N. Reader');
  });

  test('refuses an estimate in the year 2875, and an address that is no web address', () => {
    const news = onlyNews(sample('tracker_delivered_without_scans.json'));
    expect(news.carrierEstimate).toBeUndefined();
    expect(news.trackingUrl).toBeUndefined();
  });

  test('ok: the local day of the estimate goes before the instant', () => {
    const estimate = {
      est_delivery_date: '2026-03-13T02:00:00Z',
      carrier_detail: { est_delivery_date_local: '2026-03-12' },
    };
    expect(onlyNews(tracker(estimate)).carrierEstimate).toEqual({ on: '2026-03-12' });
  });

  test('ok: no status of its own when the newest scan says it already', () => {
    const details = [{ status: 'in_transit', status_detail: 'weather_delay', datetime: '2026-03-08T06:00:00Z' }];
    expect(
      onlyNews(tracker({ status: 'in_transit', status_detail: 'unknown', tracking_details: details })).latest,
    ).toBeUndefined();
  });

  test('ok: the same status after the same scan keeps its id, whenever it is told', () => {
    const ids = ['2026-03-10T10:00:00Z', '2026-03-10T11:00:00Z'].map(
      (updated_at) => onlyNews(tracker({ status: 'delivered', updated_at })).latest?.id,
    );
    expect(ids[0]).toBeDefined();
    expect(ids[0]).toBe(ids[1]);
  });

  test('ok: JSON inside a string, and a result inside a string', () => {
    const event = JSON.parse(sample('event_out_for_delivery.json').toString());
    expect(onlyNews(JSON.stringify(JSON.stringify(event))).events).toHaveLength(3);
    expect(onlyNews({ ...event, result: JSON.stringify(event.result) }).events).toHaveLength(3);
  });

  test('ok: a list of trackers is news of each', () => {
    const reading = read({ trackers: [tracker({}), null, tracker({ tracking_code: 'T2' })], has_more: false });
    expect(newsOf(reading).map((news) => news.trackingNumber)).toEqual(['T1', 'T2']);
  });

  test('ok: unmapped codes are kept without a status and reported once', () => {
    const details = [
      { status: 'teleported', datetime: '2026-03-08T06:00:00Z' },
      { status: 'teleported', datetime: '2026-03-08T07:00:00Z' },
      { status: 'in_transit', status_detail: 'eaten_by_dog', datetime: '2026-03-08T08:00:00Z' },
    ];
    const reading = read(tracker({ tracking_details: details }));
    expect(newsOf(reading)[0]?.events.map((event) => event.status)).toEqual([undefined, undefined, 'in_transit']);
    expect(reading).toMatchObject({ unmappedCodes: ['teleported', 'in_transit/eaten_by_dog'] });
  });

  test.each([
    ['the place', { country: 'US', state: 'CA' }, 'USPS', '2026-03-09T16:00:00.000Z'],
    ["the carrier's country, in the region of the place", { state: 'TX' }, 'USPS', '2026-03-09T14:00:00.000Z'],
    ["the carrier's country", {}, 'Royal Mail', '2026-03-09T09:00:00.000Z'],
    ["the brand's zone", {}, 'Nobody knows', '2026-03-09T08:00:00.000Z'],
  ])('ok: a time without a zone is that of %s', (_whose, tracking_location, carrier, expected) => {
    const details = [{ status: 'in_transit', datetime: '2026-03-09T09:00:00', tracking_location }];
    const event = onlyNews(tracker({ carrier, tracking_details: details })).events[0];
    expect(event?.occurredAt.toISOString()).toBe(expected);
    expect(event?.saidAt).toBe('2026-03-09T09:00:00');
  });

  test('ok: a time that the clock change skipped moves on', () => {
    const event = scan({
      status: 'in_transit',
      datetime: '2026-03-08T02:30:00',
      tracking_location: { country: 'US', state: 'NY' },
    });
    expect(event?.occurredAt.toISOString()).toBe('2026-03-08T07:30:00.000Z');
  });

  test('refuses scans dated years ahead or not at all', () => {
    expect(scan({ status: 'delivered', datetime: '2875-05-10T00:00:00Z' })).toBeUndefined();
    expect(scan({ status: 'delivered', datetime: 'yesterday' })).toBeUndefined();
    expect(scan({ status: 'delivered' })).toBeUndefined();
  });

  test('ok: more scans than a shipment holds leave the newest', () => {
    const details = Array.from({ length: 600 }, (_, index) => ({
      status: 'in_transit',
      datetime: new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString(),
    }));
    const { events } = onlyNews(tracker({ tracking_details: details }));
    expect(events).toHaveLength(500);
    expect(events.at(-1)?.occurredAt.toISOString()).toBe('2026-01-01T09:59:00.000Z');
  });

  test('ok: batches, scan forms and insurance are ignored', () => {
    expect(read(sample('event_batch_updated.json')).outcome).toBe('ignored');
    for (const description of ['scan_form.created', 'insurance.purchased', 'tracker.created']) {
      expect(read({ object: 'Event', description }).outcome).toBe('ignored');
    }
  });

  test.each([
    ['', 'the body is not a JSON object'],
    ['[]', 'the body is not a JSON object'],
    ['{"object":"Tracker"}', 'tracking_code: missing'],
    [
      '{"object":"Event","description":"tracker.updated","result":{"object":"Parcel"}}',
      'tracker.updated: its result is no Tracker',
    ],
    ['{"error":{"code":"X"}}', 'neither an Event nor a Tracker'],
  ])('refuses %s', (body, why) => {
    expect(read(body)).toEqual({ outcome: 'not_understood', why });
  });

  const hostile = fc.oneof(
    fc.json({ stringUnit: 'binary' }),
    fc.uint8Array().map((bytes) => Buffer.from(bytes)),
    fc
      .record({
        status: fc.anything(),
        status_detail: fc.anything(),
        datetime: fc.oneof(
          fc.anything(),
          fc.date({ noInvalidDate: true }).map((d) => d.toISOString()),
        ),
        message: fc.anything(),
        tracking_location: fc.anything(),
      })
      .map((detail) =>
        JSON.stringify(tracker({ status: 'delivered', tracking_details: [detail, detail] }), withoutBigInt),
      ),
  );

  test('ok or refused, but never thrown, and every event is valid', () => {
    fc.assert(
      fc.property(hostile, (body) => {
        const given = delivery(body);
        easypost.topic(given);
        easypost.deduplicationKey(given);
        const reading = easypost.read(given, context);
        if (reading.outcome !== 'understood') return;
        for (const news of newsOf(reading)) {
          for (const event of [...news.events, ...(news.latest === undefined ? [] : [news.latest])]) {
            const asSent = { ...event, occurredAt: event.occurredAt.toISOString() };
            expect(trackingEventInput.safeParse(asSent).error).toBeUndefined();
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});

const withoutBigInt = (_key: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value);

/** The recorded payloads of the workshop: file → outcome, and the status that the shipment would show. */
const recorded: Readonly<Record<string, string>> = {
  'api_event_retrieve.json': 'ignored',
  'api_events_list.json': 'ignored',
  'api_tracker_delete.json': 'not_understood',
  'api_tracker_landing_page.json': 'delivered',
  'api_tracker_retrieve.json': 'info_received',
  'api_trackers_list.json': 'info_received',
  'easypost_error.json': 'not_understood',
  'easypost_schema_sample_trackers_response.json': 'info_received',
  'event_batch_created.json': 'ignored',
  'event_batch_guide.json': 'ignored',
  'event_listed_batch_updated_1.json': 'ignored',
  'event_listed_scan_form_created.json': 'ignored',
  'event_listed_tracker_created_1.json': 'ignored',
  'event_listed_tracker_updated_1.json': 'ignored',
  'event_tracker_landing_page.json': 'delivered',
  'event_tracker_updated_delivered_2014_ups.json': 'delivered',
  'event_tracker_updated_in_transit_fedex.json': 'in_transit',
  'event_tracker_updated_without_result.json': 'ignored',
  'tracker_recorded_error.json': 'exception',
  'tracker_recorded_in_transit.json': 'in_transit',
  'tracker_test_mode_EZ1000000001_pre_transit.json': 'info_received',
  'tracker_test_mode_EZ3000000003_out_for_delivery.json': 'out_for_delivery',
  'tracker_test_mode_EZ5000000005_return_to_sender.json': 'returning',
  'tracker_test_mode_EZ6000000006_failure.json': 'exception',
  'tracker_test_mode_EZ7000000007_unknown.json': 'pending',
};
const recordings = new URL('../../../../../shared/data/webhooks/easypost/', import.meta.url);
const vectors = new URL('../../../../../shared/data/vectors/provider_signatures.json', import.meta.url);

describe.runIf(existsSync(recordings))('recorded payloads', () => {
  test('ok: the table names every file', () => {
    expect(readdirSync(recordings).sort()).toEqual(Object.keys(recorded).sort());
  });

  test.each(Object.entries(recorded))('ok %s is %s', (file, expected) => {
    const reading = read(readFileSync(new URL(file, recordings)));
    if (reading.outcome !== 'understood') return expect(reading.outcome).toBe(expected);
    const news = newsOf(reading)[0];
    const statuses = news?.events.map((event) => event.status) ?? [];
    const shown = news?.latest?.status ?? (statuses.includes('delivered') ? 'delivered' : statuses.at(-1));
    expect(shown).toBe(expected);
    expect(reading.unmappedCodes).toEqual([]);
  });
});

describe.runIf(existsSync(vectors))("EasyPost's own vectors", () => {
  test('ok as published, refuses the one that must fail (S23)', () => {
    const ours = JSON.parse(readFileSync(vectors, 'utf8')).vectors.filter(
      (one: { provider: string }) => one.provider === 'easypost',
    );
    expect(ours).toHaveLength(2);
    for (const vector of ours) {
      const body = readFileSync(new URL(vector.body_file, vectors));
      expect(verdict(body, vector.signature, vector.secret)).toBe(vector.must_fail === true ? 'forged' : 'genuine');
    }
  });
});
