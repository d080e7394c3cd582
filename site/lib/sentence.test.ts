import { describe, expect, it } from 'vitest';
import type { ShipmentView, TrackingEventView } from '../../server/portalView.shared.ts';
import { shipmentReasons, shipmentStatuses } from '../../server/shipments/status.shared.ts';
import { messagesFor } from '../messages/index.ts';
import { createFormat } from './format.ts';
import { eventTitle, helpWords, offersNews, orderSentence, silentDays, statusSentence } from './sentence.ts';

/** Saturday 21 November 2026, 20:13 in Berlin. */
const now = new Date('2026-11-21T19:13:00Z');
const page = { order: { number: '1001', placedAt: new Date('2026-11-19T09:12:00Z'), cancelledAt: null } };
const locales = ['en', 'de', 'ar', 'fr'] as const;

const scan: NonNullable<ShipmentView['lastScan']> = {
  id: 'e-1',
  status: 'in_transit',
  reason: null,
  description: null,
  place: null,
  occurredAt: new Date('2026-11-21T18:47:00Z'),
  reportedBy: 'DHL',
  freshness: 'fresh',
};
const bare: ShipmentView = {
  id: 's-1',
  status: 'in_transit',
  reason: null,
  actionRequired: false,
  since: null,
  deliveredAt: null,
  destinationCity: 'Köln',
  carrier: { name: 'DHL', trackingNumber: null, url: null },
  expected: null,
  late: false,
  slips: [],
  lastScan: scan,
  journey: { stops: [], current: 0, mood: 'moving' },
  timeline: [],
  items: [],
  pickupPoint: null,
  proofOfDelivery: null,
  help: [],
  ask: null,
  care: null,
};
const on = (day: string, by: 'promise' | 'carrier' | 'ours' = 'promise') => ({ by, on: day, from: null, to: null });
const window = (from: string, to: string) => ({
  by: 'carrier' as const,
  on: null,
  from: new Date(from),
  to: new Date(to),
});
/** In days of Berlin, as the server tells them. */
const ours = (from: string, to: string, learnedFrom?: number) => ({
  by: 'ours' as const,
  on: null,
  from: new Date(`${from}T00:00:00+01:00`),
  to: new Date(`${to}T23:59:59.999+01:00`),
  learnedFrom,
});
const slip = (from: string, to: string, noticed: string, reason: 'capacity' | null = null) => ({
  from,
  to,
  noticedAt: new Date(noticed),
  reason,
});

function say(change: Partial<ShipmentView>, locale = 'de', cancelledAt: Date | null = null) {
  const f = createFormat({ locale, timeZone: 'Europe/Berlin', now });
  return statusSentence({ ...bare, ...change }, { order: { ...page.order, cancelledAt } }, messagesFor(locale), f);
}

/** Every status with nothing else known: the floor of what is said. */
const floor: Record<(typeof shipmentStatuses)[number], readonly [string, string, string, string]> = {
  pending: ['Almost ready to leave', 'Gleich geht es los', 'طردك يستعد للانطلاق', 'Bientôt prêt à partir'],
  info_received: [
    'Packed and waiting for collection',
    'Gepackt und bereit zur Abholung',
    'جُهّز وينتظر شركة الشحن',
    'Emballé, bientôt enlevé',
  ],
  picked_up: ['Off to a good start', 'Ist unterwegs', 'بدأ طردك رحلته', 'C’est parti'],
  in_transit: ['On its way to you', 'Auf dem Weg zu dir', 'في الطريق إليك', 'En route vers chez toi'],
  delayed: [
    'Taking longer than planned',
    'Dauert länger als gedacht',
    'يستغرق أكثر مما قدّرنا',
    'Un peu plus long que prévu',
  ],
  on_hold: ['Held up on the way', 'Unterwegs aufgehalten', 'توقّف في الطريق', 'Retenu en chemin'],
  out_for_delivery: ['Arrives today', 'Kommt heute', 'يصلك اليوم', 'Arrive aujourd’hui'],
  attempt_failed: [
    'The delivery did not work out',
    'Die Zustellung hat nicht geklappt',
    'لم يتم التوصيل هذه المرة',
    'La livraison n’a pas pu se faire',
  ],
  ready_for_pickup: ['Ready to collect', 'Liegt zum Abholen bereit', 'جاهز للاستلام', 'Prêt à être retiré'],
  delivered: ['Your parcel has arrived', 'Dein Paket ist da', 'وصل طردك', 'Ton colis est arrivé'],
  exception: [
    'Something went wrong on the way',
    'Unterwegs ist etwas schiefgegangen',
    'حدث خلل في الطريق',
    'Un problème en chemin',
  ],
  returning: ['On its way back to us', 'Auf dem Rückweg zu uns', 'في طريق العودة إلينا', 'Il revient vers nous'],
  returned: ['Back with us', 'Wieder bei uns', 'عاد إلينا', 'De retour chez nous'],
  cancelled: ['This parcel is not coming', 'Dieses Paket kommt nicht', 'هذا الطرد لن يصل', 'Ce colis n’arrivera pas'],
  expired: [
    'We have lost sight of your parcel',
    'Wir haben dein Paket aus den Augen verloren',
    'انقطعت عنا أخبار طردك',
    'Nous avons perdu la trace de ton colis',
  ],
};

describe('statusSentence', () => {
  const cases = shipmentStatuses.flatMap((status) =>
    locales.map((locale, index) => [status, locale, floor[status][index] ?? ''] as const),
  );
  it.each(cases)('ok: %s in %s', (status, locale, headline) => {
    const sentence = say({ status, lastScan: null }, locale);
    expect(sentence.headline).toBe(headline);
    expect(sentence.line.length).toBeGreaterThan(10);
    expect(sentence.slip).toBeNull();
  });

  it.each([...locales, 'pt'])('ok: every status with every reason is whole in %s', (locale) => {
    for (const status of shipmentStatuses) {
      for (const reason of [null, ...shipmentReasons]) {
        for (const expected of [null, on('2026-11-24'), on('2026-12-14', 'ours'), on('2026-11-19')]) {
          for (const carrier of [bare.carrier, { name: null, trackingNumber: null, url: null }]) {
            const { headline, line } = say({ status, reason, expected, carrier }, locale);
            expect(`${headline} ${line}`).not.toMatch(/undefined|null|NaN|\{|!| {2}|\.\./);
            expect(headline).not.toMatch(/[.]$/);
            expect(line).toMatch(/[.؟?]$/);
          }
        }
      }
    }
  });

  it.each([
    ['a day', { expected: on('2026-11-24') }, 'Arrives Tuesday', 'Kommt Dienstag', 'يصلك يوم الثلاثاء', 'Arrive mardi'],
    ['tomorrow', { expected: on('2026-11-22') }, 'Arrives tomorrow', 'Kommt morgen', 'يصلك غدًا', 'Arrive demain'],
    [
      'a far day',
      { expected: on('2026-12-03') },
      'Arrives on December 3',
      'Kommt am 3. Dezember',
      'يصلك في ٣ ديسمبر',
      'Arrive le 3 décembre',
    ],
    [
      'a window',
      { expected: window('2026-11-24T08:00:00Z', '2026-11-24T11:00:00Z') },
      'Arrives Tuesday, 9 AM–12 PM',
      'Kommt Dienstag, 9–12 Uhr',
      'يصلك يوم الثلاثاء بين التاسعة صباحًا والثانية عشرة ظهرًا',
      'Arrive mardi entre 9 h et 12 h',
    ],
    [
      'our own estimate',
      { expected: on('2026-11-24', 'ours') },
      'Probably arrives Tuesday',
      'Voraussichtlich Dienstag',
      'نتوقع وصوله يوم الثلاثاء',
      'Arrivée probable mardi',
    ],
    [
      'our window of days',
      { expected: ours('2026-11-24', '2026-11-26') },
      'Arrives Tue–Thu',
      'Kommt Di.–Do.',
      'يصلك بين الثلاثاء والخميس',
      'Arrive entre mardi et jeudi',
    ],
    [
      'our window far ahead',
      { expected: ours('2026-11-28', '2026-12-02') },
      'Arrives Nov 28 – Dec 2',
      'Kommt 28. Nov. – 2. Dez.',
      'يصلك بين ٢٨ نوفمبر و٢ ديسمبر',
      'Arrive entre le 28 novembre et le 2 décembre',
    ],
    [
      'our window within a month',
      { expected: ours('2026-12-03', '2026-12-08') },
      'Arrives Dec 3–8',
      'Kommt 3.–8. Dez.',
      'يصلك بين ٣ و٨ ديسمبر',
      'Arrive entre le 3 et le 8 décembre',
    ],
    [
      'our window that has begun',
      { expected: ours('2026-11-20', '2026-11-24') },
      'Arrives by Tuesday',
      'Kommt bis Dienstag',
      'يصلك حتى يوم الثلاثاء',
      'Arrive d’ici mardi',
    ],
    [
      'our window of one day has no hours',
      { expected: ours('2026-11-24', '2026-11-24') },
      'Probably arrives Tuesday',
      'Voraussichtlich Dienstag',
      'نتوقع وصوله يوم الثلاثاء',
      'Arrivée probable mardi',
    ],
    [
      'late, with our window',
      { late: true, expected: ours('2026-11-23', '2026-11-25') },
      'Running late. We expect it Mon–Wed',
      'Spät dran. Kommt wohl Mo.–Mi.',
      'تأخّر طردك، ونتوقع وصوله بين الاثنين والأربعاء',
      'Du retard. Nous l’attendons entre lundi et mercredi',
    ],
    [
      'days of the carrier',
      { expected: window('2026-11-24T08:00:00Z', '2026-11-26T16:00:00Z') },
      'Arrives Tue–Thu',
      'Kommt Di.–Do.',
      'يصلك بين الثلاثاء والخميس',
      'Arrive entre mardi et jeudi',
    ],
    [
      'out for delivery within hours',
      {
        status: 'out_for_delivery',
        since: new Date('2026-11-21T08:00:00Z'),
        expected: window('2026-11-21T19:00:00Z', '2026-11-21T20:00:00Z'),
      },
      'Arrives today, 8–9 PM',
      'Kommt heute, 20–21 Uhr',
      'يصلك اليوم بين الثامنة والتاسعة مساءً',
      'Arrive aujourd’hui entre 20 h et 21 h',
    ],
    [
      'arrived',
      { status: 'delivered', deliveredAt: new Date('2026-11-21T09:24:00Z') },
      'Arrived today at 10:24 AM',
      'Heute um 10:24 angekommen',
      'وصل اليوم الساعة ١٠:٢٤ ص',
      'Arrivé aujourd’hui à 10 h 24',
    ],
    [
      'collected',
      { status: 'delivered', reason: 'pickup_point', deliveredAt: new Date('2026-11-17T09:24:00Z') },
      'Collected Tuesday at 10:24 AM',
      'Am Dienstag um 10:24 abgeholt',
      'استُلم يوم الثلاثاء الساعة ١٠:٢٤ ص',
      'Retiré mardi à 10 h 24',
    ],
    [
      'late, no new day',
      { late: true, expected: on('2026-11-20') },
      'Running late',
      'Spät dran',
      'تأخّر طردك',
      'Du retard en chemin',
    ],
    [
      'late, a new day',
      {
        late: true,
        expected: on('2026-11-23', 'ours'),
        slips: [slip('2026-11-20', '2026-11-23', '2026-11-20T10:00:00Z')],
      },
      'Running late. We expect it Monday',
      'Spät dran. Wir rechnen mit Montag',
      'تأخّر طردك، ونتوقع وصوله يوم الاثنين',
      'Du retard. Nous l’attendons lundi',
    ],
    [
      'delayed with a day of the carrier',
      { status: 'delayed', reason: 'weather', expected: on('2026-11-24', 'carrier') },
      'Running late. We expect it Tuesday',
      'Spät dran. Wir rechnen mit Dienstag',
      'تأخّر طردك، ونتوقع وصوله يوم الثلاثاء',
      'Du retard. Nous l’attendons mardi',
    ],
    [
      'delayed with the old promise alone',
      { status: 'delayed', expected: on('2026-11-24') },
      'Taking longer than planned',
      'Dauert länger als gedacht',
      'يستغرق أكثر مما قدّرنا',
      'Un peu plus long que prévu',
    ],
    [
      'silent',
      { lastScan: { ...scan, freshness: 'old', occurredAt: new Date('2026-11-16T10:00:00Z') } },
      'No news for 5 days',
      'Seit 5 Tagen keine Nachricht',
      'لا أخبار منذ ٥ أيام',
      'Sans nouvelles depuis 5 jours',
    ],
    [
      'silent with a promise ahead',
      {
        expected: on('2026-11-24'),
        lastScan: { ...scan, freshness: 'old', occurredAt: new Date('2026-11-16T10:00:00Z') },
      },
      'Probably arrives Tuesday',
      'Voraussichtlich Dienstag',
      'نتوقع وصوله يوم الثلاثاء',
      'Arrivée probable mardi',
    ],
    [
      'waiting at the pick-up point',
      {
        status: 'ready_for_pickup',
        pickupPoint: { name: 'Kiosk Yılmaz', address: null, openingHours: null, code: '4711', until: '2026-11-27' },
      },
      'Ready to collect until Friday',
      'Liegt bis Freitag zum Abholen bereit',
      'جاهز للاستلام حتى يوم الجمعة',
      'À retirer jusqu’à vendredi',
    ],
    [
      'damaged',
      { status: 'exception', reason: 'damaged' },
      'Damaged on the way',
      'Unterwegs beschädigt',
      'تضرّر الطرد في الطريق',
      'Abîmé en chemin',
    ],
    [
      'at customs',
      { status: 'on_hold', reason: 'customs' },
      'Waiting at customs',
      'Wartet beim Zoll',
      'في انتظار الجمارك',
      'En attente à la douane',
    ],
  ] satisfies readonly (readonly [string, Partial<ShipmentView>, string, string, string, string])[])(
    'ok: %s',
    (_name, change, english, german, arabic, french) => {
      const said = locales.map((locale) => say(change, locale).headline.replace(/[\u202f\u00a0]/g, ' '));
      expect(said).toEqual([english, german, arabic, french]);
    },
  );

  it('ok: says whose word the day is', () => {
    const sources = (change: Partial<ShipmentView>) => locales.map((locale) => say(change, locale).source);
    expect(sources({ expected: ours('2026-11-24', '2026-11-26', 4316) })).toEqual([
      'Our own estimate, from 4,316 parcels we have sent',
      'Unsere eigene Schätzung, aus 4.316 verschickten Paketen',
      'بحسب تقديرنا من واقع طرودنا السابقة، وعددها ٤٬٣١٦',
      'Notre propre estimation, d’après 4\u202f316 colis envoyés',
    ]);
    expect(sources({ expected: on('2026-11-24', 'carrier') })).toEqual([
      'As DHL estimates',
      'Nach Angabe von DHL',
      'بحسب تقدير DHL',
      'Selon DHL',
    ]);
    expect(sources({ expected: on('2026-11-24') })).toEqual([
      'The day we promised',
      'So haben wir es versprochen',
      'الموعد الذي وعدناك به',
      'Le jour que nous avions promis',
    ]);
    const none = [null, null, null, null];
    expect(sources({ expected: on('2026-11-19') })).toEqual(none);
    expect(sources({ status: 'delayed', expected: on('2026-11-24') })).toEqual(none);
    expect(sources({ status: 'delivered', expected: null })).toEqual(none);
  });

  it('ok: says what happened, then what happens next', () => {
    expect(
      say({ status: 'attempt_failed', reason: 'recipient_absent', expected: on('2026-11-23', 'carrier') }).line,
    ).toBe('Es war niemand da, der es annehmen konnte. Der nächste Versuch ist am Montag. Du musst nichts tun.');
    expect(say({ status: 'on_hold', reason: 'address', actionRequired: true }).line).toBe(
      'An der Adresse ist etwas unklar. DHL braucht etwas von dir. Folge dem Link unten oder schreib uns, dann klären wir es zusammen.',
    );
  });

  it('ok: a van that went out yesterday does not arrive today', () => {
    const sentence = say({ status: 'out_for_delivery', since: new Date('2026-11-20T07:00:00Z') });
    expect(sentence.headline).toBe('Spät dran');
    expect(sentence.line).toContain('Gestern lag es im Zustellwagen');
  });

  it('ok: a window that has passed is not repeated', () => {
    const expected = window('2026-11-21T08:00:00Z', '2026-11-21T11:00:00Z');
    expect(say({ status: 'out_for_delivery', since: scan.occurredAt, expected }).headline).toBe(
      'Voraussichtlich heute',
    );
  });

  it('ok: on the van today although late', () => {
    const sentence = say({
      status: 'out_for_delivery',
      late: true,
      since: scan.occurredAt,
      expected: on('2026-11-20'),
    });
    expect(sentence.headline).toBe('Kommt heute');
  });

  it('ok: how it was handed over', () => {
    const proof = (leftWith: string | null, signedBy: string | null) => ({ leftWith, signedBy, photoPath: null });
    const delivered = { status: 'delivered' } as const;
    expect(say({ ...delivered, reason: 'neighbour', proofOfDelivery: proof('Frau Kaya, 2. Stock', null) }).line).toBe(
      'Für dich angenommen: Frau Kaya, 2. Stock.',
    );
    expect(say({ ...delivered, reason: 'safe_place' }).line).toBe('Es liegt an einem sicheren Ort.');
    expect(say({ ...delivered, proofOfDelivery: proof(null, 'N. Okafor') }).line).toBe('Unterschrieben von N. Okafor.');
  });

  it('ok: does not hope for the best while a case is open', () => {
    const care = {
      caseId: 'c-1',
      openedAt: now,
      answerBy: now,
      agentName: null,
      promotionsHeld: true,
      promotionsHeldUntil: null,
      messages: [],
      outcome: null,
      resolvedAt: null,
    };
    const delivered = { status: 'delivered', deliveredAt: now } as const;
    expect(say({ ...delivered, care: { ...care, status: 'open' } }).line).toBe(
      'Es war nicht, wie es sein sollte. Wir kümmern uns darum.',
    );
    expect(say({ ...delivered, care: { ...care, status: 'confirmed' } }).line).toBe(
      'Danke, dass du uns gesagt hast, was nicht stimmte.',
    );
  });

  it('ok: the order was cancelled before the parcel left', () => {
    const cancelledAt = new Date('2026-11-20T09:00:00Z');
    expect(say({ status: 'info_received' }, 'de', cancelledAt).headline).toBe('Die Bestellung ist storniert');
    expect(say({ status: 'in_transit' }, 'de', cancelledAt).headline).toBe('Auf dem Weg zu dir');
  });
});

describe('slip', () => {
  const slips = [
    slip('2026-11-24', '2026-11-25', '2026-11-21T08:00:00Z', 'capacity'),
    slip('2026-11-23', '2026-11-24', '2026-11-20T08:00:00Z'),
  ];

  it('ok: from the first promise to the last, with the newest reason', () => {
    expect(say({ slips }).slip).toEqual({
      struck: 'Mo., 23. Nov.',
      now: 'Mi., 25. Nov.',
      why: 'die Sortierung war voll',
    });
  });

  it('ok: nothing to own up to when it came on the first day after all', () => {
    expect(say({ slips, status: 'delivered', deliveredAt: new Date('2026-11-23T09:00:00Z') }).slip).toBeNull();
    expect(say({ slips: [...slips, slip('2026-11-25', '2026-11-23', '2026-11-21T09:00:00Z')] }).slip).toBeNull();
  });

  it('ok: a late arrival shows the day it came', () => {
    const arrived = say({ slips, status: 'delivered', deliveredAt: new Date('2026-11-24T09:00:00Z') });
    expect(arrived.slip?.now).toBe('Di., 24. Nov.');
  });

  it('ok: no new day is claimed for a parcel that turns back', () => {
    expect(say({ slips, status: 'returning' }).slip).toBeNull();
  });
});

describe('orderSentence', () => {
  const f = createFormat({ locale: 'de', timeZone: 'Europe/Berlin', now });
  const m = messagesFor('de');

  it('ok: packing, packing for long, cancelled', () => {
    expect(orderSentence(page, m, f)).toEqual({
      headline: 'Wir packen deine Bestellung',
      line: 'Am Donnerstag bestellt. Sobald das Paket bei uns losgeht, siehst du hier seinen Weg.',
      slip: null,
      source: null,
    });
    const old = { order: { ...page.order, placedAt: new Date('2026-11-10T09:12:00Z') } };
    expect(orderSentence(old, m, f).headline).toBe('Das Packen dauert länger als gedacht');
    const cancelled = { order: { ...page.order, cancelledAt: new Date('2026-11-20T09:12:00Z') } };
    expect(orderSentence(cancelled, m, f).headline).toBe('Die Bestellung ist storniert');
  });
});

describe('parts', () => {
  const f = createFormat({ locale: 'en', timeZone: 'Europe/Berlin', now });
  const m = messagesFor('en');

  it('ok: the carrier’s words first, ours otherwise', () => {
    const event: TrackingEventView = { ...scan, description: 'Arrived at the depot' };
    expect(eventTitle(event, m)).toBe('Arrived at the depot');
    expect(eventTitle({ ...event, description: ' ' }, m)).toBe('On its way');
    expect(eventTitle({ ...event, description: null, status: null }, m)).toBe('Reported by the carrier');
  });

  it('ok: silence counts only while it should move', () => {
    const old = { ...scan, freshness: 'old' as const, occurredAt: new Date('2026-11-18T10:00:00Z') };
    expect(silentDays({ ...bare, lastScan: old }, f)).toBe(3);
    expect(silentDays({ ...bare, status: 'delivered', lastScan: old }, f)).toBeNull();
    expect(silentDays(bare, f)).toBeNull();
  });

  it('ok: help fits the shipment', () => {
    const delivered = { ...bare, status: 'delivered' as const, deliveredAt: new Date('2026-11-21T09:24:00Z') };
    expect(helpWords('wait_until', delivered, null, m, f).title).toBe('Wait until tomorrow');
    expect(helpWords('wait_until', { ...bare, expected: on('2026-11-20') }, null, m, f).title).toBe(
      'Give it one more day',
    );
    expect(helpWords('carrier_page', bare, null, m, f).title).toBe('On DHL’s page');
    expect(helpWords('contact_support', bare, 'Mara', m, f).title).toBe('Write to Mara');
  });
});

describe('offersNews', () => {
  const care = { status: 'open' } as ShipmentView['care'];
  it.each([
    ['nothing was sent yet', [], true],
    ['one parcel of two is on its way', [{ ...bare, status: 'delivered' }, bare], true],
    ['the door stayed shut', [{ ...bare, status: 'attempt_failed' }], true],
    ['it is there', [{ ...bare, status: 'delivered' }], false],
    ['it waits to be collected', [{ ...bare, status: 'ready_for_pickup' }], false],
    ['it went back', [{ ...bare, status: 'returned' }], false],
    ['something is to be put right', [bare, { ...bare, status: 'delivered', care }], false],
  ] as const)('when %s: %s', (_when, shipments: readonly ShipmentView[], expected) => {
    expect(offersNews({ ...page, shipments })).toBe(expected);
  });

  it('not of an order that was cancelled', () => {
    expect(offersNews({ order: { ...page.order, cancelledAt: now }, shipments: [] })).toBe(false);
  });
});
