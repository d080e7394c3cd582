/** The people of the demo, their orders and how far each parcel has come, told so that it fits any hour of the day. */
import { after, dayIn, minutes } from '../kit/clock.ts';
import type { OrderInput } from '../orders/index.ts';
import { clockAt, dayFrom, nextRound } from './plan.ts';

/** The way of a parcel. */
export type ScanStep = 'label' | 'collected' | 'hub' | 'depot' | 'out' | 'delivered';
/** What may come between: held up by the weather, sent the wrong way, broken. */
export type Mishap = 'delay' | 'missorted' | 'damage';

export interface Scan {
  readonly step: ScanStep | Mishap;
  readonly at: Date;
}

export interface Route {
  readonly carrier: string;
  /** EasyPost's name of the carrier. */
  readonly feedCarrier: string;
  readonly trackingUrl: (number: string) => string;
  readonly words: Readonly<Record<ScanStep | Mishap, string>>;
  readonly places: Readonly<Record<'from' | 'hub' | 'to', { city: string; zip: string; country: string }>>;
}

/** An order of long ago, with its parcel at the door since. */
export type EarlierOrder = Pick<Story, 'orderId' | 'order' | 'scans'>;

export interface Story {
  readonly brandId: 'roestwerk' | 'dar-al-oud';
  readonly person: string;
  /** What this person lives through, in one sentence. */
  readonly story: string;
  /** What to do with it. */
  readonly tryThis: string;
  /** What of the story this release does not tell yet. */
  readonly later: string | null;
  readonly orderId: string;
  readonly order: OrderInput;
  readonly route: Route;
  /** For each parcel, its scans so far. */
  readonly scans: Readonly<Record<string, readonly Scan[]>>;
  /** What she ordered before: where her points come from. */
  readonly earlier: readonly EarlierOrder[];
}

const germany: Route = {
  carrier: 'DHL',
  feedCarrier: 'DHLGermany',
  trackingUrl: (number) => `https://www.dhl.de/de/privatkunden/dhl-sendungsverfolgung.html?piececode=${number}`,
  words: {
    label: 'Sendung angekündigt',
    collected: 'Beim Absender abgeholt',
    hub: 'Im Paketzentrum Hagen bearbeitet',
    depot: 'Im Paketzentrum Köln angekommen',
    out: 'In das Zustellfahrzeug geladen',
    delivered: 'Zugestellt',
    delay: 'Verspätet: Unwetter auf der Strecke nach Hagen',
    missorted: 'In Hagen falsch sortiert, wird umgeleitet',
    damage: 'Die Sendung wurde beschädigt',
  },
  places: {
    from: { city: 'Köln', zip: '50825', country: 'DE' },
    hub: { city: 'Hagen', zip: '58091', country: 'DE' },
    to: { city: 'Köln', zip: '50677', country: 'DE' },
  },
};

const arabia: Route = {
  carrier: 'سمسا',
  feedCarrier: 'SMSA',
  trackingUrl: (number) => `https://www.smsaexpress.com/sa/ar/trackingdetails?tracknumbers=${number}`,
  words: {
    label: 'تم إنشاء بوليصة الشحن',
    collected: 'استلمنا الشحنة من المتجر',
    hub: 'وصلت إلى مركز الفرز',
    depot: 'وصلت إلى فرع الياسمين',
    out: 'خرجت مع المندوب للتوصيل',
    delivered: 'تم التسليم',
    delay: 'تأخّرت الشحنة بسبب عاصفة رملية',
    missorted: 'سلكت الشحنة طريقًا خاطئًا وأُعيد توجيهها',
    damage: 'تضرّرت الشحنة في الطريق',
  },
  places: {
    from: { city: 'جدة', zip: '23434', country: 'SA' },
    hub: { city: 'جدة', zip: '23761', country: 'SA' },
    to: { city: 'الرياض', zip: '13326', country: 'SA' },
  },
};

const coffee = {
  yirgacheffe: {
    productId: 'yirgacheffe',
    name: 'Äthiopien Yirgacheffe, ganze Bohne',
    detail: '250 g',
    unitPriceMinor: 1290,
    imageUrl: '/demo/products/coffee-yirgacheffe.svg',
  },
  espresso: {
    productId: 'espresso',
    name: 'Espresso Südstadt',
    detail: '500 g',
    unitPriceMinor: 1890,
    imageUrl: '/demo/products/coffee-espresso.svg',
  },
  decaf: {
    productId: 'decaf',
    name: 'Feierabend, entkoffeiniert',
    detail: '250 g',
    unitPriceMinor: 1350,
    imageUrl: '/demo/products/coffee-decaf.svg',
  },
  filter: {
    productId: 'pour-over',
    name: 'Handfilter aus Porzellan',
    detail: 'für zwei Tassen',
    unitPriceMinor: 2900,
    imageUrl: '/demo/products/pour-over.svg',
  },
  soap: {
    productId: 'soap',
    name: 'Seife mit Kaffeesatz',
    detail: '100 g',
    unitPriceMinor: 790,
    imageUrl: '/demo/products/soap.svg',
  },
  candle: {
    productId: 'candle',
    name: 'Kerze im Espressobecher',
    detail: '40 Stunden',
    unitPriceMinor: 1990,
    imageUrl: '/demo/products/candle.svg',
  },
} as const;

const perfume = {
  oud: {
    productId: 'oud-musk',
    name: 'عطر عود ومسك',
    detail: '٥٠ مل',
    unitPriceMinor: 34900,
    imageUrl: '/demo/products/oud-musk.svg',
  },
  rose: {
    productId: 'rose-attar',
    name: 'دهن ورد طائفي',
    detail: '١٢ مل',
    unitPriceMinor: 21900,
    imageUrl: '/demo/products/rose-attar.svg',
  },
  burner: {
    productId: 'incense-burner',
    name: 'مبخرة خشب الجوز',
    detail: 'صناعة يدوية',
    unitPriceMinor: 15900,
    imageUrl: '/demo/products/incense-burner.svg',
  },
  amber: {
    productId: 'amber-oud',
    name: 'بخور عنبر وعود',
    detail: '٤٠ غ',
    unitPriceMinor: 12900,
    imageUrl: '/demo/products/amber-oud.svg',
  },
} as const;

export type Product = (typeof coffee)[keyof typeof coffee] | (typeof perfume)[keyof typeof perfume];

/** What the shops sell. */
export const products = { roestwerk: Object.values(coffee), 'dar-al-oud': Object.values(perfume) } as const;

const itemsOf = (...lines: readonly (readonly [Product, number])[]): OrderInput['items'] =>
  lines.map(([product, quantity], at) => ({ id: `i-${at + 1}`, ...product, quantity }));

const totalOf = (items: OrderInput['items']): number =>
  items.reduce((sum, item) => sum + item.quantity * item.unitPriceMinor, 0);

interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

const berlin = 'Europe/Berlin';
const riyadh = 'Asia/Riyadh';

const atKoeln = (number: string, person: Person, items: OrderInput['items'], placedAt: Date) => ({
  number,
  placedAt,
  currency: 'EUR',
  totalMinor: totalOf(items),
  locale: 'de',
  customer: { ...person, timeZone: berlin, promoConsent: true },
  shippingAddress: {
    name: person.name,
    line1: 'Severinstraße 41',
    city: 'Köln',
    postalCode: '50677',
    countryCode: 'DE',
  },
  items,
});

const atRiyadh = (number: string, person: Person, items: OrderInput['items'], placedAt: Date) => ({
  number,
  placedAt,
  currency: 'SAR',
  totalMinor: totalOf(items),
  locale: 'ar',
  customer: { ...person, timeZone: riyadh, promoConsent: true },
  shippingAddress: {
    name: person.name,
    line1: 'شارع الياسمين',
    city: 'الرياض',
    postalCode: '13326',
    countryCode: 'SA',
  },
  items,
});

/** Four days from the order to the door. */
const earlierOrder = (
  order: Omit<OrderInput, 'shipments'>,
  shipment: { readonly carrier: string; readonly trackingNumber: string },
): EarlierOrder => {
  const id = `s-${order.number}`;
  const inDays = (days: number): Date => after(order.placedAt, days * 24 * 60 * 60_000);
  return {
    orderId: order.number,
    order: { ...order, shipments: [{ id, ...shipment, itemIds: order.items.map((item) => item.id) }] },
    scans: {
      [id]: [
        { step: 'label', at: inDays(1) },
        { step: 'collected', at: inDays(2) },
        { step: 'depot', at: inDays(3) },
        { step: 'delivered', at: inDays(4) },
      ],
    },
  };
};

const dhl = (trackingNumber: string) => ({ carrier: 'DHL', trackingNumber });

type Planned = readonly [step: Scan['step'], daysFrom: number, time: string];

/** The scans of a plan that have happened by `now`; days are counted from `on`. */
const happened = (now: Date, on: string, timeZone: string, plan: readonly Planned[]): readonly Scan[] =>
  plan.map(([step, days, time]) => ({ step, at: clockAt(on, days, time, timeZone) })).filter(({ at }) => at <= now);

/** Everybody of the demo, as they stand when it begins at `now`. */
export const demoStories = (now: Date): readonly Story[] => [
  naomi(now),
  chrissy(now),
  marshall(now),
  jonas(now),
  lea(now),
  amal(now),
  faisal(now),
];

const naomi = (now: Date): Story => {
  const { on, from, to } = nextRound(now, berlin, 14);
  const person = { id: 'c-naomi', name: 'Naomi Adler', email: 'naomi@example.com' };
  const items = itemsOf([coffee.yirgacheffe, 2], [coffee.espresso, 1]);
  return {
    brandId: 'roestwerk',
    person: 'Naomi',
    story: 'Her parcel took a wrong turn, and it will arrive broken.',
    tryThis:
      'Deliver it, open her page and answer with the saddest face. Then ask the promo gate about her, and read the mail.',
    later: null,
    earlier: [
      earlierOrder(
        atKoeln('902', person, itemsOf([coffee.yirgacheffe, 2]), clockAt(on, -140, '10:31', berlin)),
        dhl('00340434161094042151'),
      ),
    ],
    orderId: '1001',
    order: {
      ...atKoeln('1001', person, items, clockAt(on, -4, '19:24', berlin)),
      shipments: [
        {
          id: 's-1001',
          carrier: 'DHL',
          trackingNumber: '00340434161094042557',
          promisedOn: dayFrom(on, -1),
          carrierEstimate: { from, to },
          itemIds: ['i-1', 'i-2'],
        },
      ],
    },
    route: germany,
    scans: {
      's-1001': happened(now, on, berlin, [
        ['label', -3, '16:05'],
        ['collected', -3, '17:32'],
        ['hub', -2, '03:48'],
        ['missorted', -2, '06:10'],
        ['depot', -1, '15:47'],
        ['out', 0, '07:42'],
      ]),
    },
  };
};

const chrissy = (now: Date): Story => {
  const today = dayIn(now, berlin);
  const person = { id: 'c-chrissy', name: 'Chrissy Okafor', email: 'chrissy@example.com' };
  const items = itemsOf([coffee.filter, 1], [coffee.decaf, 1]);
  return {
    brandId: 'roestwerk',
    person: 'Chrissy',
    story: 'She collects points and was never told. Her order travels in two parcels: one arrived yesterday.',
    tryThis:
      'Open her page: her points, what goes first, and what makes her Gold. In her rewards, sign in with the code from the mail and redeem.',
    later: null,
    // The first goes in a week; all of it is 500 beans, and what is on its way makes Gold.
    earlier: [
      earlierOrder(
        atKoeln('871', person, itemsOf([coffee.filter, 1]), clockAt(today, -179, '18:20', berlin)),
        dhl('00340434161094042113'),
      ),
      earlierOrder(
        atKoeln(
          '934',
          person,
          itemsOf([coffee.espresso, 2], [coffee.filter, 1]),
          clockAt(today, -100, '09:05', berlin),
        ),
        dhl('00340434161094042229'),
      ),
      earlierOrder(
        atKoeln(
          '977',
          person,
          itemsOf([coffee.espresso, 1], [coffee.yirgacheffe, 3], [coffee.decaf, 1]),
          clockAt(today, -45, '21:14', berlin),
        ),
        dhl('00340434161094042335'),
      ),
    ],
    orderId: '1002',
    order: {
      ...atKoeln('1002', person, items, clockAt(today, -5, '20:51', berlin)),
      shipments: [
        {
          id: 's-1002-a',
          carrier: 'DHL',
          trackingNumber: '00340434161094042564',
          promisedOn: dayFrom(today, -1),
          itemIds: ['i-1'],
        },
        {
          id: 's-1002-b',
          carrier: 'DHL',
          trackingNumber: '00340434161094042571',
          promisedOn: dayFrom(today, 1),
          itemIds: ['i-2'],
        },
      ],
    },
    route: germany,
    scans: {
      's-1002-a': happened(now, today, berlin, [
        ['label', -4, '10:12'],
        ['collected', -4, '17:30'],
        ['hub', -3, '02:55'],
        ['depot', -2, '19:03'],
        ['out', -1, '07:38'],
        ['delivered', -1, '11:26'],
      ]),
      's-1002-b': happened(now, today, berlin, [
        ['label', -2, '14:40'],
        ['collected', -1, '17:31'],
        ['hub', 0, '04:17'],
      ]),
    },
  };
};

const marshall = (now: Date): Story => {
  const today = dayIn(now, berlin);
  const person = { id: 'c-marshall', name: 'Marshall Brandt', email: 'marshall@example.com' };
  return {
    brandId: 'roestwerk',
    person: 'Marshall',
    story: 'He subscribes to this coffee, and would get adverts for it all the same.',
    tryThis:
      'Ask the promo gate about him (below): it refuses the coffee that comes anyway, and says why. Skip a delivery on his page, then play the shop here.',
    later: null,
    earlier: [],
    orderId: '1003',
    order: {
      ...atKoeln('1003', person, itemsOf([coffee.espresso, 2]), clockAt(today, -1, '08:15', berlin)),
      shipments: [
        {
          id: 's-1003',
          carrier: 'DHL',
          trackingNumber: '00340434161094042588',
          promisedOn: dayFrom(today, 2),
          itemIds: ['i-1'],
        },
      ],
    },
    route: germany,
    scans: { 's-1003': happened(now, today, berlin, [['label', -1, '16:20']]) },
  };
};

const jonas = (now: Date): Story => {
  const today = dayIn(now, berlin);
  const person = { id: 'c-jonas', name: 'Jonas Weber', email: 'jonas@example.com' };
  const items = itemsOf([coffee.yirgacheffe, 1], [coffee.filter, 1]);
  return {
    brandId: 'roestwerk',
    person: 'Jonas',
    story: 'His parcel is late. The page says so first, with the reason and an honest new day.',
    tryThis:
      'Open his page, or delay it once more and see the promise slip again. At the desk he is on the watch list.',
    later: null,
    earlier: [],
    orderId: '1004',
    order: {
      ...atKoeln('1004', person, items, clockAt(today, -6, '12:02', berlin)),
      shipments: [
        {
          id: 's-1004',
          carrier: 'DHL',
          trackingNumber: '00340434161094042595',
          promisedOn: dayFrom(today, -1),
          carrierEstimate: { on: dayFrom(today, 1) },
          itemIds: ['i-1', 'i-2'],
        },
      ],
    },
    route: germany,
    scans: {
      's-1004': happened(now, today, berlin, [
        ['label', -5, '11:30'],
        ['collected', -5, '17:29'],
        ['hub', -4, '03:20'],
        ['delay', -1, '09:14'],
      ]),
    },
  };
};

const lea = (now: Date): Story => {
  const person = { id: 'c-lea', name: 'Lea Sommer', email: 'lea@example.com' };
  return {
    brandId: 'roestwerk',
    person: 'Lea',
    story: 'She ordered half an hour ago. Nothing is packed yet, and the page does not pretend.',
    tryThis: 'Open her page: this is what a confirmation mail links to.',
    later: null,
    earlier: [],
    orderId: '1005',
    order: atKoeln('1005', person, itemsOf([coffee.decaf, 2]), after(now, -minutes(35))),
    route: germany,
    scans: {},
  };
};

const amal = (now: Date): Story => {
  const { on, from, to } = nextRound(now, riyadh, 16);
  const person = { id: 'c-amal', name: 'أمل الحربي', email: 'amal@example.com' };
  return {
    brandId: 'dar-al-oud',
    person: 'أمل',
    story: 'Another brand, right to left: the courier brings her perfume within two hours that he named.',
    tryThis: 'Open her page, play the courier, and answer in Arabic.',
    later: null,
    earlier: [
      earlierOrder(
        atRiyadh('1987', person, itemsOf([perfume.rose, 1], [perfume.burner, 1]), clockAt(on, -60, '20:12', riyadh)),
        { carrier: 'سمسا', trackingNumber: '290012341111' },
      ),
    ],
    orderId: '2048',
    order: {
      ...atRiyadh('2048', person, itemsOf([perfume.oud, 1], [perfume.rose, 1]), clockAt(on, -3, '21:36', riyadh)),
      shipments: [
        {
          id: 's-2048',
          carrier: 'سمسا',
          trackingNumber: '290012345678',
          promisedOn: on,
          carrierEstimate: { from, to },
          itemIds: ['i-1', 'i-2'],
        },
      ],
    },
    route: arabia,
    scans: {
      's-2048': happened(now, on, riyadh, [
        ['label', -2, '10:20'],
        ['collected', -2, '18:45'],
        ['hub', -1, '02:30'],
        ['depot', -1, '14:05'],
        ['out', 0, '07:55'],
      ]),
    },
  };
};

const faisal = (now: Date): Story => {
  const today = dayIn(now, riyadh);
  const person = { id: 'c-faisal', name: 'فيصل القحطاني', email: 'faisal@example.com' };
  return {
    brandId: 'dar-al-oud',
    person: 'فيصل',
    story:
      'His courier names no day. The page says when parcels like his have come so far, and that this is our own word.',
    tryThis: 'Open his page, send it on, scan by scan, and watch the days draw together in place.',
    later: null,
    earlier: [],
    orderId: '2049',
    order: {
      ...atRiyadh('2049', person, itemsOf([perfume.burner, 1]), clockAt(today, -2, '22:10', riyadh)),
      shipments: [
        {
          id: 's-2049',
          carrier: 'سمسا',
          trackingNumber: '290012345695',
          promisedOn: dayFrom(today, 2),
          itemIds: ['i-1'],
        },
      ],
    },
    route: arabia,
    scans: {
      's-2049': happened(now, today, riyadh, [
        ['label', -1, '11:15'],
        ['collected', -1, '18:40'],
      ]),
    },
  };
};
