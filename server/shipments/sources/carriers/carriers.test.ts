/**
 * What the reading by descriptions does of its own: every carrier's surprises, what stands in no table, several pieces
 * under one number, and answers that are none.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ParcelScript } from '../../../kit/parcelScript.ts';
import type { Reading, TrackingNews } from '../../../source.ts';
import type { Meant } from '../reading.ts';
import type { Carrier } from './carrier.ts';
import { meaningBy } from './codes.ts';
import { carrierSources, carriers } from './index.ts';
import { carrierStories } from './scenarios.ts';

const receivedAt = new Date('2026-11-20T12:00:00Z');
const context = { brandTimeZone: 'America/New_York', brandCurrency: 'EUR', receivedAt };
const folder = new URL('./samples/', import.meta.url);

const named = (name: string): Carrier => {
  const found = carriers.find((carrier) => carrier.name === name);
  if (found === undefined) throw new Error(`no carrier ${name}`);
  return found;
};
const delivery = (body: unknown, headers: Record<string, string> = {}) => ({
  rawBody: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
  headers,
  url: '',
  receivedAt,
});
const sourceOf = (name: string) => {
  const found = carrierSources.find((source) => source.name === name);
  if (found === undefined) throw new Error(`no source ${name}`);
  return found;
};
const read = (name: string, body: unknown, headers?: Record<string, string>): Reading =>
  sourceOf(name).read(delivery(body, headers), context);
const newsOf = (reading: Reading): TrackingNews[] => {
  if (reading.outcome !== 'understood') throw new Error(`${reading.outcome}: ${reading.why}`);
  return reading.effects.flatMap((effect) => (effect.kind === 'tracking' ? [effect.news] : []));
};
const scansOf = ({ events, latest }: TrackingNews): string[] =>
  [...events, ...(latest === undefined ? [] : [latest])].map(({ occurredAt, status, reason }) =>
    [occurredAt.toISOString().slice(0, 16), status, reason].filter((part) => part !== undefined).join(' '),
  );
const brief = ({ status, reason, unmapped }: Meant) =>
  [status, reason, unmapped ? 'unmapped' : undefined].filter((part) => part !== undefined).join(' ');

/** Sample → its source, and what was read of every parcel in it, oldest scan first. */
const samples: Readonly<Record<string, readonly [source: string, told: Readonly<Record<string, readonly string[]>>]>> =
  {
    // The local time without an offset is California's; `not a time` stands in no timeline.
    'usps.json': [
      'usps',
      {
        '9400100000000000000001': [
          '2026-11-16T16:00 picked_up',
          '2026-11-17T08:00 on_hold customs',
          '2026-11-18T16:00',
          '2026-11-18T19:05 attempt_failed recipient_absent',
        ],
        unmapped: ['P9'],
      },
    ],
    // The second is a summary whose code is unknown: the category is coarser and known.
    'royalmail.json': [
      'royalmail',
      {
        AB123456785GB: [
          '2026-11-16T16:00 info_received',
          '2026-11-18T06:30 out_for_delivery',
          '2026-11-18T10:04 delivered safe_place',
        ],
        CD987654321GB: ['2026-11-17T10:04 in_transit'],
        unmapped: ['EVZZZ'],
      },
    ],
    // A time without a zone is Paris'.
    'laposte.json': [
      'laposte',
      {
        '6A11111111111': [
          '2026-11-16T10:00',
          '2026-11-17T10:00 on_hold customs',
          '2026-11-18T10:00 attempt_failed recipient_absent',
        ],
        unmapped: ['QQ9'],
      },
    ],
    // What begins like a delivery is none yet; what begins like a last leg is one, and counted.
    'gls.json': [
      'gls',
      {
        '20000000024': [
          '2026-11-17T21:27 info_received',
          '2026-11-18T05:59',
          '2026-11-18T06:00 out_for_delivery',
          '2026-11-18T14:13 ready_for_pickup',
        ],
        unmapped: ['OUTDEL.FLEX', 'DELIVD.BY_DRONE'],
      },
    ],
    // A wish of the recipient moves nothing and is no unknown code; a code may be a number.
    'hermes.json': [
      'hermes',
      {
        H0000000000000000001: [
          '2026-11-16T07:30 info_received',
          '2026-11-18T06:00 out_for_delivery',
          '2026-11-18T08:00',
          '2026-11-18T15:10 exception damaged',
        ],
        unmapped: [],
      },
    ],
    // Of two articles one has arrived; Perth is three hours behind Sydney.
    'australiapost.json': [
      'australiapost',
      {
        '33AAA0000001': [
          '2026-11-16T22:00',
          '2026-11-17T01:00 in_transit customs',
          '2026-11-17T21:34 out_for_delivery',
          '2026-11-18T00:04 in_transit',
          '2026-11-18T04:00 in_transit',
        ],
        unmapped: ['Sat on by a koala'],
      },
    ],
    'geodis.json': [
      'geodis',
      {
        '1G00TEST0001': ['2026-11-17T15:00 picked_up', '2026-11-17T23:00 on_hold', '2026-11-18T15:40 on_hold address'],
        unmapped: ['RST/XYZ'],
      },
    ],
    'sendle_push.json': ['sendle', { STEST01: ['2026-11-16T21:21 picked_up'], unmapped: [] }],
    // Delivered on the way back is no delivery.
    'amazon_return.json': [
      'amazon-shipping',
      {
        AMZ0000000001: [
          '2026-11-16T06:45 exception refused',
          '2026-11-17T06:45 returning',
          '2026-11-18T06:45 returned',
        ],
        unmapped: [],
      },
    ],
    // The carrier's own code for the delivery is unknown: the word for the whole, of the same instant, is lent to it.
    'shipengine_push.json': [
      'shipengine',
      { '1Z00000000TEST0001': ['2026-11-17T10:30', '2026-11-18T10:30 delivered'], unmapped: ['QQ'] },
    ],
  };

describe('samples', () => {
  test('ok: the table names every sample', () => {
    expect(readdirSync(folder).sort()).toEqual(Object.keys(samples).sort());
  });

  test.each(Object.entries(samples))('ok %s', (file, [source, told]) => {
    const reading = read(source, readFileSync(new URL(file, folder), 'utf8'));
    const parcels = newsOf(reading).map((news) => [news.trackingNumber, scansOf(news)]);
    const unmapped = reading.outcome === 'understood' ? reading.unmappedCodes : [];
    expect({ ...Object.fromEntries(parcels), unmapped }).toEqual(told);
  });

  test('ok: an estimate is a window on the carrier’s clocks, or a day; an address that is none is left out', () => {
    const of = (file: string, source: string) => newsOf(read(source, readFileSync(new URL(file, folder), 'utf8')))[0];
    expect(of('hermes.json', 'hermes')).toMatchObject({
      carrier: 'Hermes Germany',
      trackingUrl: undefined,
      carrierEstimate: { from: new Date('2026-11-19T09:00:00Z'), to: new Date('2026-11-19T13:00:00Z') },
    });
    expect(of('geodis.json', 'geodis')).toMatchObject({
      trackingUrl: 'https://suivi.example/1G00TEST0001',
      carrierEstimate: { on: '2026-11-20' },
    });
    expect(of('shipengine_push.json', 'shipengine')).toMatchObject({
      carrier: 'ups',
      carrierEstimate: { on: '2026-11-18' },
    });
  });
});

/** `carrier: code, code; code → status reason`. */
describe('codes', () => {
  test.each(
    `
      usps: GX, MA → info_received
      usps: 03 → picked_up
      usps: 08 → delayed missorted
      usps: 16 → ready_for_pickup
      usps: 01 → delivered
      usps: 27 → returning unclaimed
      royalmail: EVKSP → delivered signed
      royalmail: EVNMI → delayed missorted
      laposte: DR1 → info_received
      laposte: AG1 → ready_for_pickup
      laposte: PB1 → exception
      laposte: DI2 → returned
      gls: NOTDELIVERED → attempt_failed
      gls: DELIVD.DEL_BY_PSAPP → delivered pickup_point
      gls: FINAL →
      gls: INBOUD.SOMETHING → in_transit unmapped
      gls-group: refused → exception refused
      hermes: 3530 → delivered pickup_point
      hermes: 7500 → returned
      hermes: 9340 → cancelled
      geodis: LIV/CFM → delivered
      geodis: LIV/REO → returned
      australiapost: Possible delay → delayed
      australiapost: In transit to next facility in KEW VIC → in_transit
      sendle: Dropped off, Drop Off → picked_up
      asendia: CM → on_hold documents
      amazon-shipping: RecipientRequestedAlternateDeliveryTiming → delayed rescheduled
      seko: OP-71 → in_transit
      seko: OP-76 → ready_for_pickup
      seko: OP-64 → returning refused
      shipengine: SP → ready_for_pickup
      smartkargo: DLD → delivered safe_place
      teleship: customs_cleared → in_transit customs
      zoom2u: On Hold - With Courier → on_hold
      alliedexpress: IN TRANSIT TO NSW → in_transit
      nationex: PartiallyOutForDelivery → out_for_delivery
      parcelone: Exception_012 → exception damaged
      parcelone: InTransit_999 → in_transit unmapped
      parcelone: DELIVERED_PARCELSHOP → ready_for_pickup`
      .trim()
      .split('\n')
      .flatMap((line) => {
        const [name = '', rest = ''] = line.trim().split(/:(.*)/);
        const [codes = '', meaning = ''] = rest.split('→').map((part) => part.trim());
        return codes.split(', ').map((code) => [name, code, meaning] as const);
      }),
  )('ok %s: %s is %s', (name, code, meaning) => {
    expect(brief(meaningBy(named(name).codes)([code], []))).toBe(meaning);
  });

  test.each([
    ['usps', '01', 'Delivered, To Original Sender', 'returned'],
    ['laposte', 'ND1', 'Colis refusé par le destinataire', 'exception refused'],
    ['laposte', 'DI1', 'Votre colis est livré à votre voisin.', 'delivered neighbour'],
    ['sendle', 'Info', 'Parcel is loaded for delivery', 'out_for_delivery'],
    ['sendle', 'Info', 'Your parcel was signed for', ''],
    ['shipengine', 'EX', 'Package damaged', 'exception damaged'],
    ['shipengine', 'EX', 'Out for delivery', 'exception'],
  ])('ok %s: %s with “%s” is %s', (name, code, sentence, meaning) => {
    expect(brief(meaningBy(named(name).codes)([code], [sentence]))).toBe(meaning);
  });

  test.each(carriers)('$name: an unknown code gives no status, and none is a delivery by its beginning', (carrier) => {
    const { table, beginnings = {}, worded = {} } = carrier.codes;
    for (const code of ['Beamed up', '__proto__', 'constructor', 'LIV/ITATED', 'DELIVD.BY_DRONE', 'delivered?']) {
      expect(brief(meaningBy(carrier.codes)([code], ['Delivered to a wormhole']))).toBe('unmapped');
    }
    for (const { status } of Object.values(beginnings)) expect(status).not.toBe('delivered');
    const codes = Object.keys(table).flatMap((names) => names.split('|'));
    expect(codes).toEqual([...new Set(codes)]);
    for (const names of Object.keys(worded)) expect(codes).toEqual(expect.arrayContaining(names.split('|')));
  });
});

describe('the number', () => {
  const answer = { tracking_events: [{ event_type: 'Pickup', scan_time: '2026-11-16T21:21:05Z' }] };
  const asked = (number: string) => ({ 'x-doorstep-number': number });

  test('ok: where the answer does not name its parcel it comes with it, and tells two equal answers apart', () => {
    expect(newsOf(read('sendle', answer, asked(' SABC123 ')))[0]).toMatchObject({ trackingNumber: 'SABC123' });
    const { deduplicationKey } = sourceOf('sendle');
    expect(deduplicationKey(delivery(answer, asked('S1')))).not.toBe(deduplicationKey(delivery(answer, asked('S2'))));
    expect(deduplicationKey(delivery(answer, asked('S1')))).toBe(deduplicationKey(delivery(answer, asked('S1'))));
  });

  test('ok: the answer’s own goes before it', () => {
    const named = { ...answer, sendle_reference: 'SOWN' };
    expect(newsOf(read('sendle', named, asked('SABC123')))[0]).toMatchObject({ trackingNumber: 'SOWN' });
  });

  test('refuses an answer without one, and one number for two parcels', () => {
    expect(read('sendle', answer)).toMatchObject({
      outcome: 'not_understood',
      why: 'the answer does not name its parcel, and no number came with it',
    });
    expect(read('sendle', [answer, answer], asked('SABC123')).outcome).toBe('not_understood');
  });
});

describe('pieces under one number', () => {
  const scan = (pieceReference: string, eventType: string, eventDate: string) => ({
    prefix: 'AXB',
    airWaybill: '00001',
    pieceReference,
    eventType,
    eventDate,
    location: { timezone: 'Asia/Tokyo' },
  });
  const told = (...events: unknown[]) => newsOf(read('smartkargo', events)).flatMap(scansOf);

  test('ok: one piece alone arrives, in its airport’s zone', () => {
    expect(told(scan('a', 'DDL', '2026-11-18T18:00:00'))).toEqual(['2026-11-18T09:00 delivered']);
  });

  test('ok: one of two leaves the parcel on its way, the last brings it', () => {
    const first = [scan('a', 'DDL', '2026-11-18T18:00:00'), scan('b', 'DEP', '2026-11-17T18:00:00')];
    expect(told(...first)).toEqual(['2026-11-17T09:00 in_transit', '2026-11-18T09:00 in_transit']);
    expect(told(...first, scan('b', 'DLD', '2026-11-19T18:00:00'))).toEqual([
      '2026-11-17T09:00 in_transit',
      '2026-11-18T09:00 in_transit',
      '2026-11-19T09:00 delivered safe_place',
    ]);
  });
});

describe('answers that are none', () => {
  test.each([
    ['usps', { error: { code: '404', message: 'The tracking number is not found' } }, 'ignored'],
    ['usps', { error: { code: '401', message: 'Token expired' } }, 'not_understood'],
    ['usps', { trackingNumber: '9400', trackingEvents: [] }, 'ignored'],
    ['usps', { trackingNumber: '9400', eventSummaries: ['Delivered, November 18'] }, 'not_understood'],
    ['royalmail', { mailPieces: { error: { errorCode: 'E1142', errorDescription: 'not there' } } }, 'ignored'],
    ['gls', { parcels: [{ requested: '1', errorCode: 'E_404_01', errorMessage: 'Resource Not Found' }] }, 'ignored'],
    ['gls', { fault: { faultstring: 'The Token has expired' } }, 'not_understood'],
    ['gls', { parcels: [] }, 'ignored'],
    ['seko', [], 'ignored'],
    ['zoom2u', { reference: 'Z1', status: 'Eaten', statusChangeDateTime: '2026-11-18T10:00:00Z' }, 'understood'],
    ['teleship', { trackingNumber: 'T1', status: 'eaten' }, 'not_understood'],
    ['hermes', 'null', 'not_understood'],
    ['hermes', '<html>Bad gateway</html>', 'not_understood'],
    ['hermes', { shipmentinfo: 'many' }, 'not_understood'],
  ])('%s: %j is %s', (name, body, outcome) => {
    expect(read(name, body).outcome).toBe(outcome);
  });

  const story: ParcelScript = {
    orderId: '1',
    shipmentId: 's',
    trackingNumber: 'JJD001',
    steps: [{ says: 'delivered', at: '2026-11-18T10:00:00Z', city: 'Köln', countryCode: 'DE' }],
    estimateOn: null,
  };

  test.each(carrierSources)('refuses to $name nothing that is deep, endless or of another make', (source) => {
    const told = carrierStories[source.name]?.tell(story) ?? { body: '', headers: {} };
    const hostile = [
      '['.repeat(50_000) + ']'.repeat(50_000),
      `{"trackingNumber":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`,
      told.body.replaceAll('"2026', '"__proto__2026'),
      told.body.replaceAll('"JJD', '"__proto__":{"status":"DELIVERED"},"x":"'),
      told.body.replaceAll(/"[^"]*"/g, (text) => (text.length > 6 ? text : '[]')),
    ];
    for (const body of hostile) {
      const reading = source.read(delivery(body, told.headers), context);
      expect(['understood', 'ignored', 'not_understood']).toContain(reading.outcome);
    }
    expect(Object.hasOwn(Object.prototype, 'status')).toBe(false);
  });

  test('ok: of an endless history the newest 500 scans are kept', () => {
    const trackingEvents = Array.from({ length: 20_000 }, (_, index) => ({
      eventCode: '10',
      GMTTimestamp: new Date(Date.UTC(2026, 0, 1) - index * 60_000).toISOString(),
    }));
    const [news] = newsOf(read('usps', { trackingNumber: '9400', trackingEvents }));
    expect(news?.events).toHaveLength(500);
    expect(news?.events.at(-1)?.occurredAt).toEqual(new Date('2026-01-01T00:00:00Z'));
  });
});
