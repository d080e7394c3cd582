import { describe, expect, it } from 'vitest';
import { minorExponent, minorUnits } from '../../server/kit/money.ts';
import { createFormat, keepTogether } from './format.ts';

/** Saturday 21 November 2026, 20:13 in Berlin. */
const now = new Date('2026-11-21T19:13:00Z');
const de = createFormat({ locale: 'de', timeZone: 'Europe/Berlin', now });
const en = createFormat({ locale: 'en', timeZone: 'America/New_York', now });
const gb = createFormat({ locale: 'en-GB', timeZone: 'Europe/London', now });
const fr = createFormat({ locale: 'fr', timeZone: 'Europe/Paris', now });
const ar = createFormat({ locale: 'ar', timeZone: 'Asia/Riyadh', now });
const plain = (text: string) => text.replace(/[\u00a0\u202f\u2009]/g, ' ').replace(/[\u200e\u200f]/g, '');

describe('days', () => {
  it.each([
    ['2026-11-20', 'yesterday', 'gestern'],
    ['2026-11-21', 'today', 'heute'],
    ['2026-11-22', 'tomorrow', 'morgen'],
    ['2026-11-23', 'weekday', 'Montag'],
    ['2026-11-27', 'weekday', 'Freitag'],
    ['2026-11-15', 'weekday', 'Sonntag'],
    ['2026-11-28', 'date', '28. November'],
    ['2026-11-14', 'date', '14. November'],
    ['2027-01-04', 'date', '4. Januar'],
    ['2027-09-17', 'date', '17. September'],
    ['2027-09-18', 'date', '18. September 2027'],
    ['2025-12-30', 'date', '30. Dezember 2025'],
    ['2025-03-04', 'date', '4. März 2025'],
  ])('ok: %s is %s', (day, kind, text) => {
    expect(de.when(day)).toEqual({ kind, text });
  });

  it.each(['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Europe/Berlin', 'America/St_Johns'])(
    'ok: a plain day does not shift in %s',
    (timeZone) => {
      const f = createFormat({ locale: 'de', timeZone, now });
      expect(f.dayWithDate('2026-11-24')).toBe('Di., 24. Nov.');
      expect(f.isoDay('2026-11-24')).toBe('2026-11-24');
    },
  );

  it('ok: an instant is read in its zone', () => {
    const late = new Date('2026-11-21T23:30:00Z');
    expect(de.day(late)).toBe('morgen');
    expect(en.day(late)).toBe('today');
  });

  it('ok: the change to winter time is one day long', () => {
    const f = createFormat({ locale: 'de', timeZone: 'Europe/Berlin', now: new Date('2026-10-24T22:30:00Z') });
    expect(f.daysFromToday('2026-10-26')).toBe(1);
    expect(f.daysFromToday(new Date('2026-10-25T22:59:00Z'))).toBe(0);
  });

  it('refuses what is no ISO day', () => {
    expect(() => de.day('24.11.2026')).toThrow(RangeError);
  });

  it('ok: French', () => {
    expect(fr.when('2026-12-01')).toEqual({ kind: 'date', text: '1er décembre' });
    expect(fr.dayWithDate('2026-12-01')).toBe('mar. 1er déc.');
    expect(fr.date('2026-12-21')).toBe('21 décembre');
    expect(fr.range('2026-11-24', '2026-11-26').text).toBe('entre mardi et jeudi');
    expect(fr.range('2026-12-01', '2026-12-03').text).toBe('entre le 1er et le 3 décembre');
    expect(fr.range('2026-11-28', '2026-12-02').text).toBe('entre le 28 novembre et le 2 décembre');
    expect(fr.ago(new Date('2026-11-21T19:12:30Z'))).toBe('à l’instant');
    expect(fr.ago(new Date('2026-08-01T10:00:00Z'))).toBe('le 1er août');
    expect(plain(fr.moment(new Date('2026-11-22T09:00:00Z')))).toBe('demain à 10 h');
  });

  it('ok: Arabic', () => {
    expect(ar.dayWithDate('2026-11-24')).toBe('الثلاثاء، ٢٤ نوفمبر');
    expect(ar.day('2026-11-22')).toBe('غدًا');
  });

  it('ok: Arabic keeps the Gregorian calendar', () => {
    expect(createFormat({ locale: 'ar-SA', timeZone: 'Asia/Riyadh', now }).date('2026-11-28')).toContain('نوفمبر');
  });
});

describe('times', () => {
  const at = (iso: string) => new Date(`2026-11-24T${iso}:00Z`);

  it.each([
    [de, '10:24'],
    [en, '4:24 AM'],
    [gb, '9:24'],
    [ar, '١٢:٢٤ م'],
    [fr, '10 h 24'],
  ])('ok: time %#', (f, expected) => {
    expect(plain(f.time(at('09:24')))).toBe(expected);
  });

  it('ok: AM and PM do not break away from their hour', () => {
    expect(en.time(at('09:24'))).toBe('4:24\u00a0AM');
    expect(ar.time(at('09:24'))).toBe('١٢:٢٤\u00a0م');
    expect(en.moment(at('09:24'))).toBe('Tue, Nov 24, 4:24\u00a0AM');
  });

  it.each([
    [de, '08:00', '11:00', '9–12 Uhr'],
    [de, '08:30', '11:00', '9:30–12:00 Uhr'],
    [de, '20:00', '23:00', '21–24 Uhr'],
    [en, '14:00', '17:00', '9 AM–12 PM'],
    [en, '21:00', '23:00', '4–6 PM'],
    [en, '14:30', '16:30', '9:30–11:30 AM'],
    [gb, '09:00', '12:00', '09:00–12:00'],
    [fr, '08:00', '11:00', 'entre 9 h et 12 h'],
    [fr, '08:30', '11:00', 'entre 9 h 30 et 12 h'],
    [fr, '20:00', '23:00', 'entre 21 h et minuit'],
    [ar, '13:00', '15:00', 'بين الرابعة والسادسة مساءً'],
    [ar, '06:00', '09:00', 'بين التاسعة صباحًا والثانية عشرة ظهرًا'],
    [ar, '06:30', '09:00', 'بين ٩:٣٠ ص و١٢:٠٠ م'],
  ])('ok: window %#', (f, from, to, expected) => {
    expect(plain(f.window(at(from), at(to)))).toBe(expected);
  });

  it('ok: a moment names its day only when it is another', () => {
    expect(de.moment(new Date('2026-11-21T13:30:00Z'))).toBe('14:30');
    expect(de.moment(new Date('2026-11-22T09:00:00Z'))).toBe('morgen, 10:00');
    expect(de.moment(new Date('2026-11-24T09:00:00Z'))).toBe('Di., 24. Nov., 10:00');
    expect(de.stamp(new Date('2026-11-21T18:47:00Z'))).toBe('Sa., 21. Nov., 19:47');
  });

  it.each([
    ['2026-11-21T19:12:30Z', 'jetzt', 'الآن'],
    ['2026-11-21T18:47:00Z', 'vor 26 Minuten', 'قبل ٢٦ دقيقة'],
    ['2026-11-21T16:00:00Z', 'vor 3 Stunden', 'قبل ٣ ساعات'],
    ['2026-11-20T10:00:00Z', 'gestern', 'أمس'],
    ['2026-11-17T10:00:00Z', 'vor 4 Tagen', 'قبل ٤ أيام'],
    ['2026-08-01T10:00:00Z', '1. August', '١ أغسطس'],
    ['2026-11-21T20:00:00Z', 'jetzt', 'الآن'],
  ])('ok: ago %s', (iso, german, arabic) => {
    expect(de.ago(new Date(iso))).toBe(german);
    expect(ar.ago(new Date(iso))).toBe(arabic);
  });
});

describe('keepTogether', () => {
  it.each([
    ['Kommt Dienstag, 9–12 Uhr', 'Kommt Dienstag, 9–\u206012\u00a0Uhr'],
    ['Arrives Tuesday, 4–6 PM', 'Arrives Tuesday, 4–\u20606\u00a0PM'],
    ['Bis 5 Uhrmacher', 'Bis 5 Uhrmacher'],
    ['Kommt heute', 'Kommt heute'],
  ])('ok: %s', (text, expected) => {
    expect(keepTogether(text)).toBe(expected);
  });
});

describe('money, numbers, lists', () => {
  it.each([
    [de, 2580, 'EUR', '25,80 €'],
    [en, 2580, 'USD', '$25.80'],
    [en, 2580, 'JPY', '¥2,580'],
    [en, 2580, 'KWD', 'KWD 2.580'],
    [en, 199_990, 'HUF', 'HUF 1,999.90'],
    [de, 199_990, 'IDR', '1.999,90 IDR'],
    [en, 2500, 'COP', 'COP 25.00'],
    [en, 2580, 'ISK', 'ISK 2,580'],
    [en, 12_345, 'CLF', 'CLF 1.2345'],
    [de, -99, 'EUR', '-0,99 €'],
    [ar, 2580, 'SAR', '٢٥٫٨٠ ر.س.'],
    [fr, 123_450, 'EUR', '1 234,50 €'],
  ])('ok: money %#', (f, amount, currency, expected) => {
    expect(plain(f.money(amount, currency))).toBe(expected);
  });

  it('ok: every amount that a shop writes is shown as it wrote it', () => {
    for (const currency of ['EUR', 'JPY', 'KWD', 'HUF', 'IDR', 'COP', 'PKR', 'CLP', 'UYW', 'ISK', 'XOF', 'MRU']) {
      const written = (1234).toFixed(minorExponent(currency));
      const shown = en.money(minorUnits(written, currency) ?? Number.NaN, currency);
      expect(shown.replace(/[^\d.]/g, '')).toBe(written);
    }
  });

  it('ok: numbers and lists', () => {
    expect(de.number(1234.5)).toBe('1.234,5');
    expect(ar.number(340)).toBe('٣٤٠');
    expect(fr.list(['Abîmé', 'Trop tard', 'Le livreur'])).toBe('Abîmé, Trop tard et Le livreur');
    expect(de.list(['Beschädigt', 'Zu spät', 'Zusteller'])).toBe('Beschädigt, Zu spät und Zusteller');
  });
});

it('ok: a list of days writes the year of another one for all of its days or for none', () => {
  const f = createFormat({ locale: 'de', timeZone: 'Europe/Berlin', now: new Date('2026-11-28T12:00:00Z') });
  expect(f.daysWithDate(['2026-12-07', '2027-01-07', '2027-11-07'])).toEqual([
    'Mo., 7. Dez.',
    'Do., 7. Jan. 2027',
    'So., 7. Nov. 2027',
  ]);
  expect(f.daysWithDate(['2026-12-07', '2027-01-07', '2027-03-07'])).toEqual([
    'Mo., 7. Dez.',
    'Do., 7. Jan.',
    'So., 7. März',
  ]);
});
