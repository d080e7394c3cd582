/** The two shops of the demo: a German coffee roaster and an Arabic perfumer, each on an origin of its own. */
import type { BrandInput } from '../brands/index.ts';
import { beans, oudPoints } from './programmes.ts';

/** Somebody tries the demo on a Sunday night: support is there. */
const everyDay = Object.fromEntries(['1', '2', '3', '4', '5', '6', '7'].map((day) => [day, ['07:00', '22:00']]));

/** Two names of one machine that every browser resolves, so that the demo is two hosts without any set-up. */
export const demoBrands = (port: number): readonly [BrandInput, BrandInput] => [
  {
    id: 'roestwerk',
    name: 'Röstwerk Köln',
    origin: `http://localhost:${port}`,
    locale: 'de',
    timeZone: 'Europe/Berlin',
    currency: 'EUR',
    settings: {
      locales: ['de', 'en', 'ar', 'fr', 'pt'],
      address: 'familiar',
      journeyWords: {
        de: { ordered: 'Geröstet', handed_over: 'Abgeholt', arrived: 'Bei dir' },
        en: { ordered: 'Roasted', handed_over: 'Collected', arrived: 'With you' },
        fr: { ordered: 'Torréfié', handed_over: 'Expédié', arrived: 'Chez toi' },
        pt: { ordered: 'Torrado', handed_over: 'Coletado', arrived: 'Com você' },
      },
      loyalty: beans,
      theme: { color: '#8a3f14', typeface: 'fraunces', radius: 'large' },
      support: {
        name: 'Mara vom Röstwerk',
        email: 'hallo@roestwerk.example',
        hours: everyDay,
        answerWithinMinutes: 120,
      },
      referrals: {
        friend: { kind: 'percentage', percent: 15 },
        referrer: { kind: 'points', points: 300 },
        minimumOrderMinor: 2000,
        shopLink: 'https://roestwerk.example/einladung/{code}',
      },
    },
  },
  {
    id: 'dar-al-oud',
    name: 'دار العود',
    origin: `http://127.0.0.1:${port}`,
    locale: 'ar',
    timeZone: 'Asia/Riyadh',
    currency: 'SAR',
    settings: {
      locales: ['ar', 'en', 'de', 'fr', 'pt'],
      journeyWords: { ar: { ordered: 'جُهّز', arrived: 'بين يديك' } },
      loyalty: oudPoints,
      theme: { color: '#7a3d78', typeface: 'readex-pro', radius: 'medium' },
      support: { name: 'نورة من دار العود', email: 'care@daraloud.example', hours: everyDay, answerWithinMinutes: 180 },
      referrals: {
        friend: { kind: 'money_off', valueMinor: 5000 },
        referrer: { kind: 'points', points: 200 },
        shopLink: 'https://daraloud.example/invite/{code}',
      },
    },
  },
];
