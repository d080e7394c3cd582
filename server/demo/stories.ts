/** The people of the demo, their orders and how far each parcel has come. Times are relative to the start. */
import { after, dayIn, days, hours, minutes } from '../kit/clock.ts';
import type { OrderInput } from '../orders/index.ts';

export type ScanStep = 'label' | 'collected' | 'hub' | 'depot' | 'out' | 'delivered';

export interface Route {
  readonly carrier: string;
  /** EasyPost's name of the carrier. */
  readonly feedCarrier: string;
  readonly trackingUrl: (number: string) => string;
  readonly words: Readonly<Record<ScanStep | 'delay' | 'damage', string>>;
  readonly places: Readonly<Record<'from' | 'hub' | 'to', { city: string; zip: string; country: string }>>;
}

export interface Story {
  readonly brandId: 'roestwerk' | 'dar-al-oud';
  readonly person: string;
  readonly story: string;
  readonly orderId: string;
  readonly order: OrderInput;
  readonly route: Route;
  /** For each parcel, its scans so far: the step and how long ago it was, in hours. */
  readonly scans: Readonly<Record<string, readonly (readonly [ScanStep | 'delay', number])[]>>;
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
    delay: 'Verspätet: in Hagen war die Sortierung voll',
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
    delay: 'تأخّرت الشحنة في مركز الفرز',
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
} as const;

type Product = (typeof coffee)[keyof typeof coffee] | (typeof perfume)[keyof typeof perfume];

const itemsOf = (...lines: readonly (readonly [Product, number])[]): OrderInput['items'] =>
  lines.map(([product, quantity], at) => ({ id: `i-${at + 1}`, ...product, quantity }));

const totalOf = (items: OrderInput['items']): number =>
  items.reduce((sum, item) => sum + item.quantity * item.unitPriceMinor, 0);

export const demoStories = (now: Date): readonly Story[] => {
  const day = (offset: number, zone: string): string => dayIn(after(now, days(offset)), zone);
  const koeln = (
    orderId: string,
    person: readonly [string, string, string],
    items: OrderInput['items'],
    ago: number,
  ) => ({
    number: orderId,
    placedAt: after(now, -days(ago)),
    currency: 'EUR',
    totalMinor: totalOf(items),
    locale: 'de',
    customer: { id: person[0], name: person[1], email: person[2], timeZone: 'Europe/Berlin', promoConsent: true },
    shippingAddress: {
      name: person[1],
      line1: 'Severinstraße 41',
      city: 'Köln',
      postalCode: '50677',
      countryCode: 'DE',
    },
    items,
  });
  const riyadh = (
    orderId: string,
    person: readonly [string, string, string],
    items: OrderInput['items'],
    ago: number,
  ) => ({
    number: orderId,
    placedAt: after(now, -hours(ago)),
    currency: 'SAR',
    totalMinor: totalOf(items),
    locale: 'ar',
    customer: { id: person[0], name: person[1], email: person[2], timeZone: 'Asia/Riyadh', promoConsent: true },
    shippingAddress: {
      name: person[1],
      line1: 'شارع الياسمين',
      city: 'الرياض',
      postalCode: '13326',
      countryCode: 'SA',
    },
    items,
  });
  return [
    {
      brandId: 'roestwerk',
      person: 'Naomi',
      story: 'Her first parcel is about to arrive damaged. Deliver it, then answer as she would.',
      orderId: '1001',
      order: {
        ...koeln(
          '1001',
          ['c-naomi', 'Naomi Adler', 'naomi@example.com'],
          itemsOf([coffee.yirgacheffe, 2], [coffee.espresso, 1]),
          3,
        ),
        shipments: [
          {
            id: 's-1001',
            carrier: 'DHL',
            trackingNumber: '00340434161094042557',
            promisedOn: day(0, 'Europe/Berlin'),
            itemIds: ['i-1', 'i-2'],
          },
        ],
      },
      route: germany,
      scans: {
        's-1001': [
          ['label', 60],
          ['collected', 52],
          ['hub', 30],
          ['depot', 9],
          ['out', 0.6],
        ],
      },
    },
    {
      brandId: 'roestwerk',
      person: 'Chrissy',
      story: 'Two parcels, one arrived. Her points and their expiry join the page in a later release.',
      orderId: '1002',
      order: {
        ...koeln(
          '1002',
          ['c-chrissy', 'Chrissy Okafor', 'chrissy@example.com'],
          itemsOf([coffee.filter, 1], [coffee.decaf, 1]),
          5,
        ),
        shipments: [
          {
            id: 's-1002-a',
            carrier: 'DHL',
            trackingNumber: '00340434161094042564',
            promisedOn: day(-1, 'Europe/Berlin'),
            itemIds: ['i-1'],
          },
          {
            id: 's-1002-b',
            carrier: 'DHL',
            trackingNumber: '00340434161094042571',
            promisedOn: day(1, 'Europe/Berlin'),
            itemIds: ['i-2'],
          },
        ],
      },
      route: germany,
      scans: {
        's-1002-a': [
          ['label', 100],
          ['collected', 90],
          ['hub', 70],
          ['depot', 52],
          ['out', 31],
          ['delivered', 27],
        ],
        's-1002-b': [
          ['label', 40],
          ['collected', 26],
          ['hub', 7],
        ],
      },
    },
    {
      brandId: 'roestwerk',
      person: 'Marshall',
      story: 'He has just bought this coffee: ask the promo gate whether it may be advertised to him.',
      orderId: '1003',
      order: {
        ...koeln('1003', ['c-marshall', 'Marshall Brandt', 'marshall@example.com'], itemsOf([coffee.espresso, 2]), 1),
        shipments: [
          {
            id: 's-1003',
            carrier: 'DHL',
            trackingNumber: '00340434161094042588',
            promisedOn: day(2, 'Europe/Berlin'),
            itemIds: ['i-1'],
          },
        ],
      },
      route: germany,
      scans: { 's-1003': [['label', 5]] },
    },
    {
      brandId: 'roestwerk',
      person: 'Jonas',
      story: 'The late parcel: the promise has slipped, and the page says so before he asks.',
      orderId: '1004',
      order: {
        ...koeln(
          '1004',
          ['c-jonas', 'Jonas Weber', 'jonas@example.com'],
          itemsOf([coffee.yirgacheffe, 1], [coffee.filter, 1]),
          6,
        ),
        shipments: [
          {
            id: 's-1004',
            carrier: 'DHL',
            trackingNumber: '00340434161094042595',
            promisedOn: day(-1, 'Europe/Berlin'),
            itemIds: ['i-1', 'i-2'],
          },
        ],
      },
      route: germany,
      scans: {
        's-1004': [
          ['label', 120],
          ['collected', 100],
          ['hub', 78],
          ['delay', 51],
        ],
      },
    },
    {
      brandId: 'roestwerk',
      person: 'Lea',
      story: 'Ordered just now: nothing is packed yet.',
      orderId: '1005',
      order: {
        ...koeln('1005', ['c-lea', 'Lea Sommer', 'lea@example.com'], itemsOf([coffee.decaf, 2]), minutes(35) / days(1)),
      },
      route: germany,
      scans: {},
    },
    {
      brandId: 'dar-al-oud',
      person: 'أمل',
      story: 'Right to left: the courier is on the way with her perfume.',
      orderId: '2048',
      order: {
        ...riyadh(
          '2048',
          ['c-amal', 'أمل الحربي', 'amal@example.com'],
          itemsOf([perfume.oud, 1], [perfume.rose, 1]),
          50,
        ),
        shipments: [
          {
            id: 's-2048',
            carrier: 'سمسا',
            trackingNumber: '290012345678',
            promisedOn: day(0, 'Asia/Riyadh'),
            itemIds: ['i-1', 'i-2'],
          },
        ],
      },
      route: arabia,
      scans: {
        's-2048': [
          ['label', 46],
          ['collected', 40],
          ['hub', 22],
          ['depot', 8],
          ['out', 0.7],
        ],
      },
    },
    {
      brandId: 'dar-al-oud',
      person: 'فيصل',
      story: 'Right to left, on its way, promised for the day after tomorrow.',
      orderId: '2049',
      order: {
        ...riyadh('2049', ['c-faisal', 'فيصل القحطاني', 'faisal@example.com'], itemsOf([perfume.burner, 1]), 20),
        shipments: [
          {
            id: 's-2049',
            carrier: 'سمسا',
            trackingNumber: '290012345695',
            promisedOn: day(2, 'Asia/Riyadh'),
            itemIds: ['i-1'],
          },
        ],
      },
      route: arabia,
      scans: {
        's-2049': [
          ['label', 14],
          ['collected', 5],
        ],
      },
    },
  ];
};
