import { describe, expect, test } from 'vitest';
import type { ExpiryView, ForecastView, LoyaltyGlanceView, TierView } from '../../server/loyalty/view.shared.ts';
import { type Address, messagesFor } from '../messages/index.ts';
import { createFormat } from './format.ts';
import { balanceTitle, countsSentence, expirySentence, forecastSentence, pointsVoice, tierSentence } from './points.ts';

const now = new Date('2026-11-21T19:13:00Z');
const words = {
  en: { one: 'point', other: 'points' },
  de: { one: 'Punkt', other: 'Punkte' },
  ar: { one: 'نقطة', other: 'نقاط' },
  fr: { one: 'point', other: 'points' },
};

const voiceIn = (locale: keyof typeof words, address: Address = 'familiar') =>
  pointsVoice(messagesFor(locale, address), createFormat({ locale, timeZone: 'Europe/Berlin', now }), words[locale]);

/** As it is read, whatever keeps the number and its word together. */
const read = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

const forecast: ForecastView = {
  orderNumber: '1001',
  points: 120,
  arrivesOn: '2026-11-24',
  arrivesInWindow: false,
  unlocksOn: '2026-11-26',
  makesTier: 'Gold',
};

describe('forecastSentence', () => {
  test.each([
    ['en', forecast, 'Arrives Tuesday, 120 points unlock Thursday, which makes you Gold.'],
    ['de', forecast, 'Kommt Dienstag, Donnerstag werden 120 Punkte frei. Damit bist du Gold.'],
    ['ar', forecast, 'يصلك يوم الثلاثاء، وتُتاح ١٢٠ نقطة يوم الخميس، وبها تبلغ الفئة Gold.'],
    ['fr', forecast, 'Arrive mardi, puis 120 points utilisables jeudi. Tu passes alors Gold.'],
    ['fr', { ...forecast, points: 1, makesTier: null, arrivesOn: null }, '1 point utilisable jeudi.'],
    ['en', { ...forecast, makesTier: null }, 'Arrives Tuesday, 120 points unlock Thursday.'],
    ['en', { ...forecast, unlocksOn: '2026-11-24' }, 'Arrives Tuesday and unlocks 120 points, which makes you Gold.'],
    ['en', { ...forecast, unlocksOn: null, makesTier: null }, 'Arrives Tuesday, and 120 points unlock a while after.'],
    [
      'en',
      { ...forecast, arrivesInWindow: true, makesTier: null },
      'Arrives by Tuesday at the latest, 120 points unlock Thursday.',
    ],
    [
      'de',
      { ...forecast, arrivesInWindow: true, unlocksOn: null, makesTier: null },
      'Kommt spätestens Dienstag, danach werden 120 Punkte frei.',
    ],
    [
      'fr',
      { ...forecast, arrivesInWindow: true, makesTier: null },
      'Arrive au plus tard mardi, puis 120 points utilisables jeudi.',
    ],
    [
      'ar',
      { ...forecast, arrivesInWindow: true, makesTier: null },
      'يصلك يوم الثلاثاء على أبعد تقدير، وتُتاح ١٢٠ نقطة يوم الخميس.',
    ],
    // What has arrived does not arrive any more.
    ['en', { ...forecast, arrivesOn: '2026-11-20', makesTier: null }, '120 points unlock Thursday.'],
    ['en', { ...forecast, arrivesOn: null, makesTier: null }, '120 points unlock Thursday.'],
    [
      'en',
      { ...forecast, arrivesOn: null, unlocksOn: null, makesTier: null },
      '120 points unlock once order 1001 has arrived.',
    ],
    ['en', { ...forecast, points: 1, makesTier: null, arrivesOn: null }, '1 point unlocks Thursday.'],
  ] as const)('ok: %s %o', (locale, told, sentence) => {
    expect(read(forecastSentence(told, voiceIn(locale)))).toBe(sentence);
  });
});

const expiry: ExpiryView = { points: 88, on: '2026-12-03', daysLeft: 12, pausedFor: null, pausedUntilOn: null };

describe('expirySentence', () => {
  test.each([
    ['en', expiry, '88 points go on December 3', '12 more days to use them.'],
    ['de', expiry, '88 Punkte verfallen am 3. Dezember', 'Noch 12 Tage Zeit, sie zu nutzen.'],
    ['ar', { ...expiry, points: 3 }, 'تنتهي ٣ نقاط في ٣ ديسمبر', 'بقي ١٢ يومًا لاستعمالها.'],
    ['fr', expiry, '88 points expirent le 3 décembre', 'Encore 12 jours pour en profiter.'],
    ['fr', { ...expiry, points: 0 }, '0 point expire le 3 décembre', 'Encore 12 jours pour en profiter.'],
    [
      'fr',
      { ...expiry, points: 1_000_000 },
      '1 000 000 de points expirent le 3 décembre',
      'Encore 12 jours pour en profiter.',
    ],
    ['en', { ...expiry, on: '2027-03-01', daysLeft: 100 }, '88 points go on March 1', null],
    ['en', { ...expiry, on: '2026-11-21', daysLeft: 0 }, '88 points go tonight', 'Today is the last day to use them.'],
    [
      'de',
      { ...expiry, pausedFor: 'hold' },
      '88 Punkte warten, bis alles geklärt ist',
      'So lange verfällt nichts, und danach frühestens am 3. Dezember.',
    ],
    [
      'de',
      { ...expiry, pausedFor: 'hold', pausedUntilOn: '2026-11-28' },
      '88 Punkte bleiben bis zum 28. November sicher',
      'So lange verfällt nichts, und danach frühestens am 3. Dezember.',
    ],
  ] as const)('ok: %s %o', (locale, told, title, line) => {
    const said = expirySentence(told, voiceIn(locale));
    expect([read(said.title), said.line]).toEqual([title, line]);
  });
});

const gold = { id: 'gold', name: 'Gold', threshold: 1500, benefits: [] };
const silver = { id: 'silver', name: 'Silver', threshold: 500, benefits: [] };
const tier: TierView = {
  ladder: [silver, gold],
  current: silver,
  next: gold,
  counts: 'points',
  period: 'rolling_12_months',
  countsFromOn: '2025-11-24',
  qualifying: 1390,
  missing: 110,
  progress: 0.89,
  safeUntilOn: '2027-03-31',
  atRisk: null,
};
const top = { ...tier, current: gold, next: null, missing: null, progress: 1 };

describe('tierSentence', () => {
  test.each([
    [tier, 'Collect 110 points more, and you are Gold.'],
    [{ ...tier, counts: 'spend', missing: 2500 }, 'Buy for €25.00 more, and you are Gold.'],
    [top, 'It is yours until March 31 at least.'],
    [{ ...top, safeUntilOn: null, period: 'lifetime' }, 'It stays yours for good.'],
    [{ ...top, safeUntilOn: null }, 'That is as high as it goes.'],
    // To stay comes before to rise.
    [
      { ...tier, atRisk: { missing: 40, byOn: '2026-12-31' } },
      'Collect 40 points more by December 31, and you stay Silver.',
    ],
  ] as const)('ok: %o', (told, sentence) => {
    expect(read(tierSentence(told, 'EUR', voiceIn('en')))).toBe(sentence);
  });
});

describe('countsSentence', () => {
  const { counts } = messagesFor('de', 'formal').loyalty.tier;
  test.each([
    [
      tier,
      'Für deine Stufe zählen bisher 1.390 Punkte: was du in zwölf Monaten gesammelt hast, seit dem 24. November 2025.',
    ],
    [
      { ...tier, period: 'calendar_year', countsFromOn: '2026-01-01' },
      'was du in diesem Jahr gesammelt hast, seit dem',
    ],
    [{ ...tier, period: 'lifetime', countsFromOn: null }, 'alles, was du je gesammelt hast.'],
    [{ ...tier, counts: 'spend', qualifying: 12_050 }, 'zählen bisher 120,50 €: was du in zwölf Monaten gekauft'],
  ] as const)('ok: %o', (told, words) => {
    expect(read(countsSentence(told, 'EUR', voiceIn('de')))).toContain(words);
  });

  test('ok: says it with courtesy where the brand does', () => {
    expect(counts.points.lifetime({ counted: '1 Punkt', from: '' })).toContain('was Sie je gesammelt haben');
  });
});

describe('balanceTitle', () => {
  const view: LoyaltyGlanceView = {
    programmeName: 'Beans',
    pointsWord: words.en,
    spendable: 500,
    pending: 0,
    worth: { minor: 500, currency: 'EUR' },
    nextExpiry: null,
    tier: null,
    forecast: null,
  };
  test.each([
    [view, '500 points, worth €5.00'],
    [{ ...view, worth: null }, 'You have 500 points'],
    [{ ...view, spendable: 0, worth: { minor: 0, currency: 'EUR' } }, 'No points right now'],
    [{ ...view, spendable: 0, pending: 1 }, '1 point is on the way'],
  ])('ok: %o', (told, title) => {
    expect(read(balanceTitle(told, voiceIn('en')))).toBe(title);
  });

  test('ok: says it with courtesy where the brand does', () => {
    expect(read(balanceTitle({ ...view, worth: null }, voiceIn('de', 'formal')))).toBe('Sie haben 500 Punkte');
  });
});
