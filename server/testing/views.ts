/**
 * Tracking pages as plain data: three brands, each in every state that the page has a design for. Components, mails and
 * browser tests are drawn from these, so that a state which nobody remembers how to reach can still be looked at.
 */
import type { ThemeSettings } from '../brands/settings.ts';
import type { PageLocals } from '../portal.ts';
import type {
  AskView,
  BrandView,
  CareView,
  ItemView,
  JourneyStopView,
  JourneyView,
  ShipmentView,
  TrackingEventView,
  TrackingPageView,
} from '../portalView.shared.ts';
import type { JourneyStop, ShipmentReason, ShipmentStatus } from '../shipments/status.shared.ts';
import { journeyStops } from '../shipments/status.shared.ts';
import { rewardsViews } from './loyaltyViews.ts';

/** Saturday evening in Cologne, Riyadh and Edinburgh. */
export const viewNow = new Date('2026-11-21T19:13:00Z');

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const ago = (ms: number) => new Date(viewNow.getTime() - ms);
const ahead = (ms: number) => new Date(viewNow.getTime() + ms);

/** What differs from brand to brand; the states are the same for all. */
export interface World {
  readonly brand: BrandView;
  readonly orderNumber: string;
  readonly carrier: string;
  readonly trackingNumber: string;
  readonly carrierUrl: string;
  readonly origin: string;
  readonly depot: string;
  readonly destination: string;
  readonly countryCode: string;
  readonly items: readonly [ItemView, ItemView, ItemView];
  readonly neighbour: string;
  readonly agent: string;
  readonly comment: string;
  readonly reply: string;
  readonly thanks: string;
  readonly pickup: { readonly name: string; readonly address: string; readonly hours: string };
}

export const roestwerk: World = {
  brand: {
    id: 'roestwerk',
    name: 'Röstwerk Köln',
    origin: 'https://post.roestwerk.example',
    logoPath: null,
    locales: ['de', 'en'],
    locale: 'de',
    timeZone: 'Europe/Berlin',
    currency: 'EUR',
    address: 'familiar',
    journeyWords: {
      de: { ordered: 'Geröstet', handed_over: 'Abgeholt', arrived: 'Bei dir' },
      en: { ordered: 'Roasted', handed_over: 'Collected', arrived: 'With you' },
    },
    themeColor: { light: '#ffffff', dark: '#111111' },
    supportEmail: 'hallo@roestwerk.example',
    supportName: 'Röstwerk Kundendienst',
    shopUrl: 'https://roestwerk.example',
    helpUrl: 'https://roestwerk.example/hilfe',
  },
  orderNumber: '1001',
  carrier: 'DHL',
  trackingNumber: '00340434161094042557',
  carrierUrl: 'https://www.dhl.de/de/privatkunden/pakete-empfangen/verfolgen.html?piececode=00340434161094042557',
  origin: 'Leipzig',
  depot: 'Hagen',
  destination: 'Köln',
  countryCode: 'DE',
  items: [
    {
      id: 'i-1',
      name: 'Äthiopien Yirgacheffe, ganze Bohne',
      detail: '250 g',
      quantity: 2,
      imagePath: '/demo/products/coffee-yirgacheffe.svg',
    },
    {
      id: 'i-2',
      name: 'Espresso Südstadt',
      detail: '500 g · aus deinem Abo',
      quantity: 1,
      imagePath: '/demo/products/coffee-espresso.svg',
    },
    { id: 'i-3', name: 'Filterpapier, 100 Blatt', detail: null, quantity: 1, imagePath: null },
  ],
  neighbour: 'Familie Demir, Erdgeschoss',
  agent: 'Mara',
  comment: 'Eine Tüte ist aufgerissen, die Bohnen liegen lose im Karton.',
  reply:
    'Das tut mir leid, so soll kein Paket ankommen. Ich habe heute Morgen frisch gerösteten Yirgacheffe für dich eingepackt, er geht am Montag raus. Den Karton musst du nicht zurückschicken.',
  thanks: 'Super, danke für die schnelle Antwort.',
  pickup: {
    name: 'DHL Packstation 142',
    address: 'Severinstraße 41, 50678 Köln',
    hours: 'rund um die Uhr',
  },
};

export const oud: World = {
  brand: {
    id: 'oud',
    name: 'دار العود',
    origin: 'https://track.daraloud.example',
    logoPath: null,
    locales: ['ar', 'en'],
    locale: 'ar',
    timeZone: 'Asia/Riyadh',
    currency: 'SAR',
    address: 'formal',
    journeyWords: { ar: { ordered: 'جُهّز', handed_over: 'استلمته الشركة' } },
    themeColor: { light: '#ffffff', dark: '#111111' },
    supportEmail: 'care@daraloud.example',
    supportName: null,
    shopUrl: 'https://daraloud.example',
    helpUrl: null,
  },
  orderNumber: '2048',
  carrier: 'سمسا',
  trackingNumber: '290047718823',
  carrierUrl: 'https://www.smsaexpress.com/sa/ar/trackingdetails?tracknumbers=290047718823',
  origin: 'جدة',
  depot: 'بريدة',
  destination: 'الرياض',
  countryCode: 'SA',
  items: [
    { id: 'i-1', name: 'عطر عود ومسك', detail: '٥٠ مل', quantity: 1, imagePath: '/demo/products/oud-musk.svg' },
    { id: 'i-2', name: 'دهن العنبر', detail: '١٢ مل', quantity: 2, imagePath: '/demo/products/amber-oud.svg' },
    { id: 'i-3', name: 'علبة هدية', detail: null, quantity: 1, imagePath: null },
  ],
  neighbour: 'حارس المبنى',
  agent: 'نورة',
  comment: 'وصلت الزجاجة مكسورة وتسرّب العطر داخل العلبة.',
  reply: 'نعتذر لك عمّا حدث. جهّزنا لك زجاجة جديدة بتغليف أمتن، وستخرج مع المندوب صباح الأحد.',
  thanks: 'شكرًا لكم على سرعة الرد.',
  pickup: { name: 'فرع سمسا، حي الياسمين', address: 'طريق أنس بن مالك، الرياض', hours: 'يوميًا ٩ ص – ١١ م' },
};

export const tarn: World = {
  brand: {
    id: 'tarn',
    name: 'Tarn & Tallow',
    origin: 'https://orders.tarn.example',
    logoPath: '/demo/tarn.svg',
    locales: ['en', 'de', 'ar', 'pt'],
    locale: 'en',
    timeZone: 'Europe/London',
    currency: 'GBP',
    address: 'familiar',
    journeyWords: { en: { ordered: 'Poured' } },
    themeColor: { light: '#ffffff', dark: '#111111' },
    supportEmail: 'hello@tarn.example',
    supportName: 'Tarn & Tallow',
    shopUrl: 'https://tarn.example',
    helpUrl: 'https://tarn.example/help',
  },
  orderNumber: 'TT-30518',
  carrier: 'Royal Mail',
  trackingNumber: 'KX271845903GB',
  carrierUrl: 'https://www.royalmail.com/track-your-item#/tracking-results/KX271845903GB',
  origin: 'Kendal',
  depot: 'Carlisle',
  destination: 'Edinburgh',
  countryCode: 'GB',
  items: [
    {
      id: 'i-1',
      name: 'Fell & Heather candle',
      detail: '220 g, burns 45 hours',
      quantity: 1,
      imagePath: '/demo/products/candle.svg',
    },
    { id: 'i-2', name: 'Juniper soap', detail: 'Set of two', quantity: 1, imagePath: '/demo/products/soap.svg' },
    { id: 'i-3', name: 'Gift note, handwritten', detail: null, quantity: 1, imagePath: null },
  ],
  neighbour: 'Flat 2, ground floor',
  agent: 'Isla',
  comment: 'The glass has a crack down one side and there is wax all over the box.',
  reply:
    'That is a sorry sight to open, and it is on us. A new candle leaves Kendal on Monday, wrapped twice. Please keep the old one away from a flame; no need to send it back.',
  thanks: 'Thank you, that was quick.',
  pickup: {
    name: 'Morningside Post Office',
    address: '265 Morningside Road, Edinburgh',
    hours: 'Mon–Sat, 9 am – 5.30 pm',
  },
};

export const worlds = { roestwerk, oud, tarn };

interface Scan {
  readonly status: ShipmentStatus | null;
  readonly at: Date;
  readonly city: string | null;
  readonly reason?: ShipmentReason;
  readonly description?: string;
}

function timelineOf(world: World, scans: readonly Scan[]): readonly TrackingEventView[] {
  return scans.map((scan, index) => ({
    id: `e-${scans.length - index}`,
    status: scan.status,
    reason: scan.reason ?? null,
    description: scan.description ?? null,
    place: scan.city === null ? null : { name: null, city: scan.city, countryCode: world.countryCode },
    occurredAt: scan.at,
    reportedBy: scan.status === 'info_received' ? world.brand.name : world.carrier,
  }));
}

function journey(at: JourneyStop, mood: JourneyView['mood'], city: string | null = null): JourneyView {
  const current = journeyStops.indexOf(at);
  const stops = journeyStops.map(
    (stop, index): JourneyStopView => ({
      stop,
      reached: index <= current,
      at: index <= current ? ago((current - index) * 14 * hourMs + 26 * minuteMs) : null,
      city: index === current ? city : null,
    }),
  );
  return { stops, current, mood };
}

function shipment(world: World, own: Partial<ShipmentView> & Pick<ShipmentView, 'status' | 'journey'>): ShipmentView {
  return {
    id: 's-1',
    reason: null,
    actionRequired: false,
    since: ago(26 * minuteMs),
    deliveredAt: null,
    destinationCity: world.destination,
    carrier: { name: world.carrier, trackingNumber: world.trackingNumber, url: world.carrierUrl },
    expected: null,
    late: false,
    slips: [],
    lastScan: null,
    timeline: [],
    items: world.items.slice(0, 2),
    pickupPoint: null,
    proofOfDelivery: null,
    help: ['carrier_page', 'contact_support', 'report_problem'],
    ask: null,
    care: null,
    ...own,
  };
}

const earlier = (world: World): readonly Scan[] => [
  { status: 'picked_up', at: ago(27 * hourMs), city: world.origin },
  { status: 'info_received', at: ago(34 * hourMs), city: null },
];

const travelled = (world: World): readonly Scan[] => [
  { status: 'in_transit', at: ago(26 * minuteMs), city: world.destination },
  { status: 'delayed', reason: 'capacity', at: ago(14 * hourMs), city: world.depot },
  ...earlier(world),
];

const arrivedScans = (world: World): readonly Scan[] => [
  { status: 'delivered', reason: 'neighbour', at: ago(hourMs), city: world.destination },
  { status: 'out_for_delivery', at: ago(10 * hourMs), city: world.destination },
  { status: 'in_transit', at: ago(22 * hourMs), city: world.depot },
  ...earlier(world),
];

function withScans(
  world: World,
  scans: readonly Scan[],
  freshness: 'fresh' | 'recent' | 'old',
): Pick<ShipmentView, 'timeline' | 'lastScan'> {
  const timeline = timelineOf(world, scans);
  const newest = timeline[0];
  return { timeline, lastScan: newest ? { ...newest, freshness } : null };
}

function page(world: World, shipments: readonly ShipmentView[], own: Partial<TrackingPageView> = {}): TrackingPageView {
  return {
    brand: world.brand,
    link: 'demo-link',
    locale: world.brand.locale,
    timeZone: world.brand.timeZone,
    now: viewNow,
    order: { number: world.orderNumber, placedAt: ago(2 * dayMs), cancelledAt: null },
    shipments,
    newestFact: null,
    subscriptions: [],
    unshipped: [],
    account: null,
    ...own,
  };
}

const window12 = {
  by: 'carrier' as const,
  on: null,
  from: new Date('2026-11-24T08:00:00Z'),
  to: new Date('2026-11-24T11:00:00Z'),
};

const onItsWay = (world: World) =>
  shipment(world, {
    status: 'in_transit',
    journey: journey('on_its_way', 'moving', world.destination),
    expected: window12,
    ask: { occasion: 'problem', answer: null, numberKnown: false, changeableUntil: ahead(14 * dayMs) },
    ...withScans(world, travelled(world), 'fresh'),
  });

const openAsk: AskView = {
  occasion: 'delivered',
  answer: null,
  numberKnown: false,
  changeableUntil: ahead(14 * dayMs),
};

const answered = (score: 1 | 2 | 3 | 4 | 5, own: Partial<NonNullable<AskView['answer']>> = {}): AskView => ({
  occasion: 'delivered',
  numberKnown: false,
  changeableUntil: ahead(13 * dayMs),
  answer: { score, reasons: [], comment: '', contactWish: 'none', answeredAt: ago(12 * minuteMs), ...own },
});

const openCare: CareView = {
  caseId: 'c-1',
  status: 'open',
  openedAt: ago(12 * minuteMs),
  answerBy: new Date('2026-11-23T09:30:00Z'),
  agentName: null,
  promotionsHeld: true,
  promotionsHeldUntil: null,
  messages: [],
  outcome: null,
  resolvedAt: null,
};

const complaint = (world: World): AskView =>
  answered(1, { reasons: ['damaged', 'packaging'], comment: world.comment, contactWish: 'email' });

const answeredCare = (world: World): CareView => ({
  ...openCare,
  status: 'acknowledged',
  agentName: world.agent,
  messages: [
    { id: 'm-1', from: 'support', name: world.agent, text: world.reply, at: ago(9 * minuteMs) },
    { id: 'm-2', from: 'shopper', name: null, text: world.thanks, at: ago(4 * minuteMs) },
  ],
});

const delivered = (world: World, own: Partial<ShipmentView> = {}) =>
  shipment(world, {
    status: 'delivered',
    reason: 'neighbour',
    since: ago(hourMs),
    deliveredAt: ago(hourMs),
    journey: journey('arrived', 'arrived'),
    ask: openAsk,
    proofOfDelivery: { signedBy: null, leftWith: world.neighbour, photoPath: null },
    help: ['report_problem', 'contact_support', 'carrier_page'],
    ...withScans(world, arrivedScans(world), 'recent'),
    ...own,
  });

/** Every state, by the name under which a test or a designer asks for it. */
export const views = {
  ordered: (world) => page(world, [], { unshipped: world.items }),
  announced: (world) =>
    page(world, [
      shipment(world, {
        status: 'info_received',
        journey: journey('ordered', 'moving'),
        expected: { by: 'promise', on: '2026-11-24', from: null, to: null },
        ...withScans(world, [{ status: 'info_received', at: ago(5 * hourMs), city: null }], 'recent'),
        ask: { occasion: 'problem', answer: null, numberKnown: false, changeableUntil: null },
      }),
    ]),
  onItsWay: (world) => page(world, [onItsWay(world)]),
  slipped: (world) =>
    page(world, [
      {
        ...onItsWay(world),
        slips: [{ from: '2026-11-23', to: '2026-11-24', noticedAt: ago(14 * hourMs), reason: 'capacity' }],
      },
    ]),
  late: (world) =>
    page(world, [
      {
        ...onItsWay(world),
        status: 'delayed',
        reason: 'missorted',
        late: true,
        expected: { by: 'ours', on: '2026-11-25', from: null, to: null },
        slips: [
          { from: '2026-11-19', to: '2026-11-20', noticedAt: ago(3 * dayMs), reason: 'weather' },
          { from: '2026-11-20', to: '2026-11-25', noticedAt: ago(dayMs), reason: 'missorted' },
        ],
        help: ['wait_until', 'contact_support', 'carrier_page', 'report_problem'],
        ...withScans(
          world,
          [{ status: 'delayed', reason: 'missorted', at: ago(9 * hourMs), city: world.depot }, ...earlier(world)],
          'recent',
        ),
      },
    ]),
  silent: (world) =>
    page(world, [
      {
        ...onItsWay(world),
        late: true,
        journey: journey('on_its_way', 'stuck', world.depot),
        expected: { by: 'promise', on: '2026-11-18', from: null, to: null },
        help: ['contact_support', 'report_problem', 'carrier_page'],
        ...withScans(
          world,
          [
            { status: 'in_transit', at: ago(6 * dayMs), city: world.depot },
            { status: 'picked_up', at: ago(7 * dayMs), city: world.origin },
          ],
          'old',
        ),
      },
    ]),
  outForDelivery: (world) =>
    page(world, [
      shipment(world, {
        status: 'out_for_delivery',
        journey: journey('arriving', 'moving', world.destination),
        expected: { by: 'carrier', on: null, from: ahead(47 * minuteMs), to: ahead(107 * minuteMs) },
        ask: { occasion: 'problem', answer: null, numberKnown: false, changeableUntil: null },
        ...withScans(
          world,
          [
            { status: 'out_for_delivery', at: ago(40 * minuteMs), city: world.destination },
            ...travelled(world).slice(1),
          ],
          'fresh',
        ),
      }),
    ]),
  attemptFailed: (world) =>
    page(world, [
      shipment(world, {
        status: 'attempt_failed',
        reason: 'recipient_absent',
        actionRequired: true,
        journey: journey('arriving', 'stuck', world.destination),
        expected: { by: 'carrier', on: '2026-11-23', from: null, to: null },
        help: ['check_neighbours', 'carrier_page', 'contact_support', 'report_problem'],
        ask: { occasion: 'problem', answer: null, numberKnown: false, changeableUntil: null },
        ...withScans(
          world,
          [
            { status: 'attempt_failed', reason: 'recipient_absent', at: ago(3 * hourMs), city: world.destination },
            ...travelled(world).slice(1),
          ],
          'recent',
        ),
      }),
    ]),
  pickup: (world) =>
    page(world, [
      shipment(world, {
        status: 'ready_for_pickup',
        reason: 'pickup_point',
        actionRequired: true,
        journey: journey('arriving', 'moving', world.destination),
        pickupPoint: {
          name: world.pickup.name,
          address: world.pickup.address,
          openingHours: world.pickup.hours,
          code: '4711 08',
          until: '2026-11-28',
        },
        help: ['collect_parcel', 'carrier_page', 'contact_support', 'report_problem'],
        ask: { occasion: 'problem', answer: null, numberKnown: false, changeableUntil: null },
        ...withScans(
          world,
          [
            { status: 'ready_for_pickup', reason: 'pickup_point', at: ago(2 * hourMs), city: world.destination },
            ...travelled(world).slice(1),
          ],
          'recent',
        ),
      }),
    ]),
  exception: (world) =>
    page(world, [
      shipment(world, {
        status: 'exception',
        reason: 'damaged',
        actionRequired: true,
        journey: journey('on_its_way', 'stuck', world.depot),
        help: ['contact_support', 'report_problem', 'carrier_page'],
        ask: { occasion: 'problem', answer: null, numberKnown: false, changeableUntil: null },
        ...withScans(
          world,
          [
            { status: 'exception', reason: 'damaged', at: ago(4 * hourMs), city: world.depot },
            { status: null, description: 'Item inspected, code 7731', at: ago(5 * hourMs), city: world.depot },
            ...earlier(world),
          ],
          'recent',
        ),
      }),
    ]),
  returning: (world) =>
    page(world, [
      shipment(world, {
        status: 'returning',
        reason: 'address',
        journey: journey('on_its_way', 'back', world.depot),
        help: ['contact_support', 'carrier_page'],
        ...withScans(
          world,
          [{ status: 'returning', reason: 'address', at: ago(8 * hourMs), city: world.depot }, ...earlier(world)],
          'recent',
        ),
      }),
    ]),
  problemReported: (world) =>
    page(world, [
      {
        ...onItsWay(world),
        ask: { ...answered(2, { reasons: ['late'], comment: '' }), occasion: 'problem' },
        care: openCare,
      },
    ]),
  asking: (world) => page(world, [delivered(world)]),
  unhappy: (world) => page(world, [delivered(world, { ask: answered(2), care: openCare })]),
  careOpen: (world) => page(world, [delivered(world, { ask: complaint(world), care: openCare })]),
  careAnswered: (world) => page(world, [delivered(world, { ask: complaint(world), care: answeredCare(world) })]),
  careResolved: (world) =>
    page(world, [
      delivered(world, {
        ask: complaint(world),
        care: { ...answeredCare(world), status: 'resolved', outcome: 'replaced', resolvedAt: ago(2 * minuteMs) },
      }),
    ]),
  careConfirmed: (world) =>
    page(world, [
      delivered(world, {
        ask: complaint(world),
        care: {
          ...answeredCare(world),
          status: 'confirmed',
          outcome: 'replaced',
          resolvedAt: ago(2 * minuteMs),
          promotionsHeld: true,
          promotionsHeldUntil: ahead(7 * dayMs),
        },
      }),
    ]),
  neutral: (world) => page(world, [delivered(world, { ask: answered(3) })]),
  happy: (world) => page(world, [delivered(world, { ask: answered(5) })]),
  several: (world) =>
    page(
      world,
      [
        delivered(world, { id: 's-2', items: world.items.slice(1, 2) }),
        { ...onItsWay(world), id: 's-1', items: world.items.slice(0, 1) },
        shipment(world, {
          id: 's-3',
          status: 'pending',
          journey: journey('ordered', 'moving'),
          items: world.items.slice(2, 3),
          help: ['contact_support'],
        }),
      ],
      {
        unshipped: [
          { id: 'i-4', name: world.items[0].name, detail: null, quantity: 1, imagePath: world.items[0].imagePath },
        ],
      },
    ),
  cancelled: (world) =>
    page(world, [], {
      unshipped: world.items,
      order: { number: world.orderNumber, placedAt: ago(2 * dayMs), cancelledAt: ago(5 * hourMs) },
    }),
} satisfies Record<string, (world: World) => TrackingPageView>;

export type ViewName = keyof typeof views;

/** A portal over the fixtures: the link is `{brand}.{state}`, such as `oud.pickup`, and how the account stands may follow: `oud.pickup.owed`. For `astro dev` and browser tests. */
export function fixtureLocals(link: string): PageLocals {
  const [brandId = '', state = '', account = 'link'] = link.split('.');
  const world = brandId in worlds ? worlds[brandId as keyof typeof worlds] : roestwerk;
  const view = state in views ? views[state as ViewName](world) : null;
  const rewards = rewardsViews[account] ?? null;
  return {
    brand: world.brand,
    locale: world.brand.locale,
    draft: null,
    portal: {
      afterwards: async () => ({ recommendations: [], invitation: null }),
      referPage: async () => null,
      landing: async () => null,
      shopper: null,
      settings: async () => null,
      trackingPage: async () => (view === null ? null : { ...view, link, account: rewards }),
      account: async () => rewards,
      rewardsPage: async () => rewards,
      subscriptionsPage: async () =>
        view === null ? null : { page: { ...view, link }, signedIn: false, subscriptions: [] },
      noticeLog: async () => [],
      unsubscribing: () => 'points',
      desk: null,
      demo: null,
    },
  };
}

/** How the fixture brands look. */
export const fixtureThemes: Readonly<Record<keyof typeof worlds, ThemeSettings>> = {
  roestwerk: { color: '#8a3f14', typeface: 'fraunces', radius: 'large' },
  oud: { color: '#6d2f73', typeface: 'readex-pro', radius: 'large' },
  tarn: { color: '#1d5c63', typeface: 'instrument-sans', radius: 'medium' },
};
