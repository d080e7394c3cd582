/** What one can collect at the demo's two shops, and what for. The codes lie in a pool: the demo has no shop to make them. */

import type { z } from '@hono/zod-openapi';
import type { Sealer } from '../kit/seal.ts';
import { addRewardCodes, putReward, type rewardInput } from '../loyalty/index.ts';
import type { Work } from '../work.ts';

type RewardInput = z.infer<typeof rewardInput>;
interface DemoReward {
  readonly id: string;
  readonly code: string;
  readonly reward: Omit<RewardInput, 'fulfilment' | 'validDays' | 'position' | 'archived'>;
}

/** Points are to be spent two days after the delivery, so that the forecast on the page is about this week. */
const soon = { unlock: { when: 'delivered', returnDays: 2 }, expiry: { policy: 'after_days', days: 180 } } as const;

export const beans = {
  ...soon,
  names: {
    de: 'Röstwerk Bohnen',
    en: 'Röstwerk Beans',
    ar: 'حبّات Röstwerk',
    fr: 'Grains Röstwerk',
    pt: 'Grãos Röstwerk',
  },
  pointsWords: {
    de: { one: 'Bohne', other: 'Bohnen' },
    en: { one: 'bean', other: 'beans' },
    ar: { one: 'حبّة', other: 'حبّات' },
    fr: { one: 'grain', other: 'grains' },
    pt: { one: 'grão', other: 'grãos' },
  },
  pointsWorthUnit: 100,
  earn: {
    order: { rates: { EUR: { points: 3, perMinor: 100 } }, pointsPerUnit: null },
    review: { points: 20, limit: { per: 'month', times: 4 } },
    birthday: { points: 100 },
  },
  tiers: {
    ladder: [
      {
        id: 'bronze',
        names: { de: 'Bronze', en: 'Bronze', ar: 'برونزي', fr: 'Bronze', pt: 'Bronze' },
        threshold: 50,
        benefits: {
          de: ['Ein Geschenk zum Geburtstag'],
          en: ['A present on your birthday'],
          ar: ['هدية في يوم ميلادك'],
          fr: ['Un cadeau pour ton anniversaire'],
          pt: ['Um presente no seu aniversário'],
        },
      },
      {
        id: 'silver',
        names: { de: 'Silber', en: 'Silver', ar: 'فضي', fr: 'Argent', pt: 'Prata' },
        threshold: 300,
        benefits: {
          de: ['Ein Geschenk zum Geburtstag', 'Proben der neuen Ernte', 'Neue Ernten eine Woche früher'],
          en: ['A present on your birthday', 'Samples of the new harvest', 'New harvests a week early'],
          ar: ['هدية في يوم ميلادك', 'عيّنات من المحصول الجديد', 'المحاصيل الجديدة قبل أسبوع'],
          fr: [
            'Un cadeau pour ton anniversaire',
            'Des échantillons de la nouvelle récolte',
            'Les récoltes une semaine plus tôt',
          ],
          pt: ['Um presente no seu aniversário', 'Amostras da nova colheita', 'Novas colheitas uma semana antes'],
        },
      },
      {
        id: 'gold',
        names: { de: 'Gold', en: 'Gold', ar: 'ذهبي', fr: 'Or', pt: 'Ouro' },
        threshold: 600,
        multiplier: 1.5,
        benefits: {
          de: ['Anderthalbmal so viele Bohnen', 'Versand immer geschenkt', 'Neue Ernten zwei Wochen früher'],
          en: ['Half as many beans again', 'Free shipping, always', 'New harvests two weeks early'],
          ar: ['حبّات أكثر بمقدار النصف', 'شحن مجاني دائمًا', 'المحاصيل الجديدة قبل أسبوعين'],
          fr: ['50 % de grains en plus', 'La livraison toujours offerte', 'Les récoltes deux semaines plus tôt'],
          pt: ['Uma vez e meia os grãos', 'Frete sempre grátis', 'Novas colheitas duas semanas antes'],
        },
      },
    ],
  },
};

export const oudPoints = {
  ...soon,
  names: {
    ar: 'نقاط دار العود',
    en: 'Dar al-Oud Points',
    de: 'Dar-al-Oud-Punkte',
    fr: 'Points Dar al-Oud',
    pt: 'Pontos Dar al-Oud',
  },
  pointsWorthUnit: 20,
  earn: { review: { points: 25 }, birthday: { points: 150 } },
  tiers: {
    ladder: [
      {
        id: 'rose',
        names: { ar: 'الورد', en: 'Rose', de: 'Rose', fr: 'Rose', pt: 'Rosa' },
        threshold: 100,
        benefits: {
          ar: ['عيّنة مع كل طلب'],
          en: ['A sample with every order'],
          de: ['Eine Probe zu jeder Bestellung'],
          fr: ['Un échantillon à chaque commande'],
          pt: ['Uma amostra com cada pedido'],
        },
      },
      {
        id: 'oud',
        names: { ar: 'العود', en: 'Oud', de: 'Oud', fr: 'Oud', pt: 'Oud' },
        threshold: 800,
        multiplier: 1.25,
        benefits: {
          ar: ['عيّنة مع كل طلب', 'تغليف هدايا مجاني'],
          en: ['A sample with every order', 'Free gift wrapping'],
          de: ['Eine Probe zu jeder Bestellung', 'Geschenkverpackung gratis'],
          fr: ['Un échantillon à chaque commande', 'Emballage cadeau offert'],
          pt: ['Uma amostra com cada pedido', 'Embalagem de presente grátis'],
        },
      },
    ],
  },
};

const rewards: Readonly<Record<string, readonly DemoReward[]>> = {
  roestwerk: [
    {
      id: 'five-euro',
      code: 'BOHNE-5',
      reward: {
        kind: 'money_off',
        title: {
          de: '5 € auf die nächste Bestellung',
          en: '€5 off your next order',
          ar: 'خصم ٥ يورو على طلبك القادم',
          fr: '5 € de remise sur la prochaine commande',
          pt: '€ 5 de desconto no próximo pedido',
        },
        pricePoints: 450,
        valueMinor: 500,
        currency: 'EUR',
        minimumOrderMinor: 2000,
      },
    },
    {
      id: 'shipping',
      code: 'BOTE',
      reward: {
        kind: 'free_shipping',
        title: {
          de: 'Versand geschenkt',
          en: 'Free shipping',
          ar: 'شحن مجاني',
          fr: 'Livraison offerte',
          pt: 'Frete grátis',
        },
        pricePoints: 150,
      },
    },
    {
      id: 'yirgacheffe',
      code: 'YIRGA',
      reward: {
        kind: 'free_product',
        title: {
          de: 'Äthiopien Yirgacheffe, 250 g',
          en: 'Ethiopia Yirgacheffe, 250 g',
          ar: 'إثيوبيا يرغاشيف، ٢٥٠ غ',
          fr: 'Éthiopie Yirgacheffe, 250 g',
          pt: 'Etiópia Yirgacheffe, 250 g',
        },
        pricePoints: 620,
        productId: 'yirgacheffe',
        imageUrl: '/demo/products/coffee-yirgacheffe.svg',
      },
    },
    {
      id: 'fifteen',
      code: 'GOLD-15',
      reward: {
        kind: 'percentage',
        title: {
          de: '15 % auf alles',
          en: '15% off everything',
          ar: 'خصم ١٥٪ على كل شيء',
          fr: '15 % sur tout',
          pt: '15% de desconto em tudo',
        },
        pricePoints: 900,
        percent: 15,
        fromTier: 'gold',
      },
    },
    {
      id: 'pour-over',
      code: 'FILTER',
      reward: {
        kind: 'free_product',
        title: {
          de: 'Handfilter aus Porzellan',
          en: 'Porcelain pour-over',
          ar: 'مصفاة قهوة من الخزف',
          fr: 'Porte-filtre en porcelaine',
          pt: 'Coador de porcelana',
        },
        pricePoints: 1800,
        productId: 'pour-over',
        imageUrl: '/demo/products/pour-over.svg',
      },
    },
  ],
  'dar-al-oud': [
    {
      id: 'gift-box',
      code: 'HADIYA',
      reward: {
        kind: 'free_product',
        title: { ar: 'علبة هدية', en: 'Gift box', de: 'Geschenkbox', fr: 'Coffret cadeau', pt: 'Caixa de presente' },
        pricePoints: 250,
        productId: 'gift-box',
      },
    },
    {
      id: 'twenty-riyal',
      code: 'OUD-20',
      reward: {
        kind: 'money_off',
        title: {
          ar: 'خصم ٢٠ ريالًا',
          en: '20 riyals off',
          de: '20 Rial Nachlass',
          fr: '20 riyals de remise',
          pt: '20 riais de desconto',
        },
        pricePoints: 400,
        valueMinor: 2000,
        currency: 'SAR',
      },
    },
  ],
};

const codesEach = 50;

/** Puts the rewards of a brand on its shelf, each with codes for many. */
export const stockShelf = async (work: Work, sealer: Sealer, brandId: string): Promise<void> => {
  for (const [position, { id, code, reward }] of (rewards[brandId] ?? []).entries()) {
    const kept = await putReward(work, brandId, id, {
      ...reward,
      fulfilment: 'pool',
      validDays: 90,
      position,
      archived: false,
    });
    // No two alike, and none to be guessed from another.
    const codes = Array.from({ length: codesEach }, () => `${code}-${crypto.randomUUID().slice(0, 8).toUpperCase()}`);
    await addRewardCodes(work, sealer, kept, codes);
  }
};
