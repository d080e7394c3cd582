/**
 * Days, times, money and lists as a reader of one locale in one time zone writes them; also runs in the browser.
 * A plain ISO day (`2026-11-24`) is a day on the wall and never shifts with the zone; an instant is read in the zone.
 */

import { minorExponent } from '../../server/kit/currency.shared.ts';

/** An instant, or a plain ISO day. */
export type Day = Date | string;

export interface FormatOptions {
  readonly locale: string;
  readonly timeZone: string;
  readonly now: Date;
}

/**
 * A day as it is said, with how it is said, so that a sentence can choose its preposition: `today`, `tomorrow` and
 * `yesterday` stand alone, a `weekday` is at most six days away, a `date` is further (“24. November”), a `range` takes no
 * preposition (“Di.–Do.”).
 */
export interface When {
  readonly kind: 'yesterday' | 'today' | 'tomorrow' | 'weekday' | 'date' | 'range';
  readonly text: string;
}

export interface Format {
  readonly locale: string;
  readonly timeZone: string;
  readonly now: Date;
  /** The reader's calendar day as `2026-11-24`. */
  isoDay(day: Day): string;
  /** Calendar days from today, negative for the past. */
  daysFromToday(day: Day): number;
  when(day: Day): When;
  /** Two days that differ, and all between: “Tue–Thu”, „24.–26. Nov.“, « entre mardi et jeudi », “بين الثلاثاء والخميس”. */
  range(from: Day, to: Day): When;
  /** “Dienstag”, “heute”, “morgen”, “24. November”. */
  day(day: Day): string;
  /** “Di., 24. Nov.”, with the year only of a past day of another year and of one more than ten months ahead. */
  dayWithDate(day: Day): string;
  /** Days of one list: where one of them needs its year, every one of another year has it. */
  daysWithDate(days: readonly Day[]): readonly string[];
  /** “24. November”, with the year as `dayWithDate` has it. */
  date(day: Day): string;
  /** “Dezember”, “Dez”, “D” of a month written `2026-12`; the long one with its year. */
  month(yearMonth: string, width: 'long' | 'short' | 'narrow'): string;
  /** “10:24”, “4:24 AM” with a no-break space. */
  time(instant: Date): string;
  /** “9–12 Uhr”, “9 AM–12 PM”, “das 9h às 12h”, “بين الرابعة والسادسة مساءً”. */
  window(from: Date, to: Date): string;
  /** “14:30” today, else with its day: “morgen, 10:00”, “Di., 24. Nov., 10:00”. */
  moment(instant: Date): string;
  /** Always with its day: “Sa., 21. Nov., 19:47”. */
  stamp(instant: Date): string;
  /** “vor 26 Minuten”. */
  ago(instant: Date): string;
  /** Minor units by the currency's exponent in ISO 4217: 2580 EUR is 25.80, 2580 JPY is 2580. */
  money(amountMinor: number, currency: string): string;
  number(value: number): string;
  /** “+120”, “−88” with a true minus. */
  signed(value: number): string;
  /** 15 is “15 %”. */
  percent(hundredths: number): string;
  list(parts: readonly string[]): string;
}

const dayMs = 86_400_000;
/** About ten months: up to there, a day and a month are read as the next ones of that name. */
const plainAheadDays = 300;
const isoDayPattern = /^\d{4}-\d{2}-\d{2}$/;

/** Bare `ar` means Arabic-Indic digits; a region (`ar-AE`) keeps what is usual there. */
function intlLocale(locale: string): string {
  return locale === 'ar' ? 'ar-u-nu-arab' : locale;
}

const caches = new Map<string, unknown>();

function cached<T>(kind: string, locale: string, options: object, make: () => T): T {
  const key = `${kind} ${locale} ${JSON.stringify(options)}`;
  const known = caches.get(key);
  if (known !== undefined) return known as T;
  // Zones and currencies come from data: an unbounded cache would be a slow leak.
  if (caches.size >= 500) caches.clear();
  const made = make();
  caches.set(key, made);
  return made;
}

function dateTimeFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return cached('date', locale, options, () => new Intl.DateTimeFormat(locale, { calendar: 'gregory', ...options }));
}

function relativeFormat(locale: string): Intl.RelativeTimeFormat {
  return cached('relative', locale, {}, () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));
}

function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return cached('number', locale, options, () => new Intl.NumberFormat(locale, options));
}

/** Swedish writes days as ISO 8601 does, and far faster than they can be put together from parts. */
function isoDayIn(timeZone: string, instant: Date): string {
  const options = { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  return dateTimeFormat('sv-SE-u-nu-latn', options).format(instant).padStart(10, '0');
}

function hourAndMinute(timeZone: string, instant: Date): { hour: number; minute: number } {
  const options = { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const [hour = '', minute = ''] = dateTimeFormat('en-u-nu-latn', options).format(instant).split(':');
  return { hour: Number(hour), minute: Number(minute) };
}

const arabicHours = [
  'الثانية عشرة',
  'الواحدة',
  'الثانية',
  'الثالثة',
  'الرابعة',
  'الخامسة',
  'السادسة',
  'السابعة',
  'الثامنة',
  'التاسعة',
  'العاشرة',
  'الحادية عشرة',
];

function arabicPeriod(hour: number): string {
  if (hour < 4) return 'ليلًا';
  if (hour < 12) return 'صباحًا';
  if (hour < 15) return 'ظهرًا';
  if (hour < 16) return 'عصرًا';
  return 'مساءً';
}

/** Whole hours are spoken in Arabic (“between four and six”), minutes are written in digits. */
function arabicWindow(from: { hour: number; minute: number }, to: typeof from, digits: [string, string]): string {
  if (from.minute !== 0 || to.minute !== 0) return `بين ${digits[0]} و${digits[1]}`;
  const [first, last] = [arabicPeriod(from.hour), arabicPeriod(to.hour)];
  const opening = first === last ? '' : ` ${first}`;
  return `بين ${arabicHours[from.hour % 12]}${opening} و${arabicHours[to.hour % 12]} ${last}`;
}

/** “10 h 24”, “9 h”, in one piece. */
function frenchTime({ hour, minute }: { hour: number; minute: number }): string {
  return minute === 0 ? `${hour}\u00a0h` : `${hour}\u00a0h\u00a0${String(minute).padStart(2, '0')}`;
}

/** “das 9h às 12h”, “da 1h às 3h30”, “das 21h à meia-noite”: nought and one are singular. */
function portugueseWindow(from: { hour: number; minute: number }, to: typeof from): string {
  const said = ({ hour, minute }: typeof from): string =>
    `${hour}h${minute === 0 ? '' : String(minute).padStart(2, '0')}`;
  const midnight = to.hour === 0 && to.minute === 0;
  return `${from.hour < 2 ? 'da' : 'das'} ${said(from)} ${midnight ? 'à meia-noite' : `${to.hour < 2 ? 'à' : 'às'} ${said(to)}`}`;
}

function windowText(locale: string, timeZone: string, from: Date, to: Date): string {
  const [start, end] = [hourAndMinute(timeZone, from), hourAndMinute(timeZone, to)];
  const withMinutes = dateTimeFormat(locale, { timeZone, hour: 'numeric', minute: '2-digit' });
  if (locale.startsWith('ar')) return arabicWindow(start, end, [withMinutes.format(from), withMinutes.format(to)]);
  if (locale.startsWith('fr')) {
    const midnight = end.hour === 0 && end.minute === 0;
    return `entre ${frenchTime(start)} et ${midnight ? 'minuit' : frenchTime(end)}`;
  }
  if (locale.startsWith('pt')) return portugueseWindow(start, end);
  const wholeHours = start.minute === 0 && end.minute === 0;
  if (locale.startsWith('de')) {
    if (wholeHours) return `${start.hour}–${end.hour === 0 ? 24 : end.hour} Uhr`;
    return `${withMinutes.format(from)}–${withMinutes.format(to)} Uhr`;
  }
  const twelveHours = withMinutes.resolvedOptions().hour12 === true;
  const range = wholeHours && twelveHours ? dateTimeFormat(locale, { timeZone, hour: 'numeric' }) : withMinutes;
  // CLDR sets thin spaces round the dash; at display size they read as a gap.
  return range.formatRange(from, to).replace(/\s*([–～])\s*/u, '$1');
}

/**
 * The same words for display, with hours that do not break across lines: “9–12 Uhr” stays one piece. For the page only;
 * mails and subjects take the plain text.
 */
export function keepTogether(text: string): string {
  return text
    .replace(/(\d)–(?=\d)/gu, '$1–\u2060')
    .replace(/(\d) (?=(?:Uhr|[AP]M|[صم])(?![\p{L}]))/gu, '$1\u00a0')
    .replace(/(?<= (?:das?|às|à)) (?=\d+[h:]|meia)/gu, '\u00a0');
}

/**
 * @example
 * const f = createFormat({ locale: 'de', timeZone: 'Europe/Berlin', now: new Date() });
 * f.day('2026-11-24'); // “Dienstag”
 */
export function createFormat({ locale: asked, timeZone, now }: FormatOptions): Format {
  const locale = intlLocale(asked);
  const today = isoDayIn(timeZone, now);
  const isFrench = locale.startsWith('fr');

  const isoDay = (day: Day): string => {
    if (typeof day !== 'string') return isoDayIn(timeZone, day);
    if (!isoDayPattern.test(day)) throw new RangeError(`not an ISO day: ${day}`);
    return day;
  };
  // In French and in Brazil the first day of a month is an ordinal, which CLDR's patterns cannot say.
  const firstOfMonth = (text: string): string => {
    if (isFrench) return text.replace(/(?<!\d)1(?= \p{L}|$)/u, '1er');
    return locale.startsWith('pt') && locale !== 'pt-PT' ? text.replace(/(?<!\d)1(?= de \p{L})/u, '1º') : text;
  };
  const noonOf = (day: Day): Date => new Date(`${isoDay(day)}T12:00:00Z`);
  const daysFromToday = (day: Day): number => Math.round((noonOf(day).getTime() - noonOf(today).getTime()) / dayMs);
  const calendar = (day: Day, options: Intl.DateTimeFormatOptions): string =>
    firstOfMonth(dateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(noonOf(day)));
  const isOtherYear = (day: Day): boolean => isoDay(day).slice(0, 4) !== today.slice(0, 4);
  const needsYear = (day: Day): boolean =>
    isOtherYear(day) && (daysFromToday(day) < 0 || daysFromToday(day) > plainAheadDays);
  const yearIfOther = (day: Day): Intl.DateTimeFormatOptions => (needsYear(day) ? { year: 'numeric' } : {});
  const date = (day: Day): string => calendar(day, { day: 'numeric', month: 'long', ...yearIfOther(day) });
  const dayWithDate = (day: Day, year = yearIfOther(day)): string =>
    calendar(day, { weekday: 'short', day: 'numeric', month: 'short', ...year });
  const daysWithDate = (days: readonly Day[]): readonly string[] =>
    days.map((day) => dayWithDate(day, days.some(needsYear) && isOtherYear(day) ? { year: 'numeric' } : {}));
  // Runtimes differ in the space before AM and PM: ICU's is a narrow one, V8 writes a plain one, which breaks lines.
  const time = (instant: Date): string =>
    isFrench
      ? frenchTime(hourAndMinute(timeZone, instant))
      : dateTimeFormat(locale, { timeZone, hour: 'numeric', minute: '2-digit' })
          .format(instant)
          .replace(/(?<=\p{Nd})\s(?=\p{L})/gu, '\u00a0');
  const comma = isFrench ? ' à ' : locale.startsWith('ar') ? '، ' : ', ';
  const joined = (first: string, second: string): string => `${first}${comma}${second}`;

  // Nobody says “terça-feira” where “terça” will do, and its hyphen would break at display size.
  const weekday = (day: Day): string => {
    const text = calendar(day, { weekday: 'long' });
    return locale.startsWith('pt') ? text.replace('-feira', '') : text;
  };

  const when = (day: Day): When => {
    const distance = daysFromToday(day);
    if (Math.abs(distance) <= 1) {
      const kind = distance === 0 ? 'today' : distance === 1 ? 'tomorrow' : 'yesterday';
      return { kind, text: relativeFormat(locale).format(distance, 'day') };
    }
    if (Math.abs(distance) <= 6) return { kind: 'weekday', text: weekday(day) };
    return { kind: 'date', text: date(day) };
  };

  const range = (from: Day, to: Day): When => {
    const near = daysFromToday(from) > -7 && daysFromToday(to) < 7;
    const sameMonth = isoDay(from).slice(0, 7) === isoDay(to).slice(0, 7);
    if (locale.startsWith('ar')) {
      const first = near ? { weekday: 'long' as const } : { day: 'numeric' as const };
      const last = near ? first : { ...first, month: 'long' as const };
      return { kind: 'range', text: `بين ${calendar(from, near || sameMonth ? first : last)} و${calendar(to, last)}` };
    }
    if (isFrench) {
      if (near) return { kind: 'range', text: `entre ${weekday(from)} et ${weekday(to)}` };
      const first = sameMonth ? calendar(from, { day: 'numeric' }) : date(from);
      return { kind: 'range', text: `entre le ${first} et le ${date(to)}` };
    }
    if (locale.startsWith('pt')) {
      if (near) return { kind: 'range', text: `entre ${weekday(from)} e ${weekday(to)}` };
      return { kind: 'range', text: `entre ${sameMonth ? date(from).split(' ')[0] : date(from)} e ${date(to)}` };
    }
    if (near) {
      // CLDR has no full stop after a German weekday that stands alone; in a text it has one.
      const [first, last] = [from, to].map(
        (day) => `${calendar(day, { weekday: 'short' })}${locale.startsWith('de') ? '.' : ''}`,
      );
      return { kind: 'range', text: `${first}–${last}` };
    }
    const text = dateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' })
      .formatRange(noonOf(from), noonOf(to))
      .replace(/\s*–\s*/u, sameMonth ? '–' : ' – ');
    return { kind: 'range', text };
  };

  const ago = (instant: Date): string => {
    const seconds = Math.max(0, Math.floor((now.getTime() - instant.getTime()) / 1000));
    const relative = relativeFormat(locale);
    if (seconds < 60) return isFrench ? 'à l’instant' : relative.format(0, 'second');
    if (seconds < 3600) return relative.format(-Math.floor(seconds / 60), 'minute');
    if (seconds < 86_400) return relative.format(-Math.floor(seconds / 3600), 'hour');
    const days = -daysFromToday(instant);
    if (days > 60) return isFrench ? `le ${date(instant)}` : date(instant);
    return relative.format(-days, 'day');
  };

  return {
    locale: asked,
    timeZone,
    now,
    isoDay,
    daysFromToday,
    when,
    range,
    day: (day) => when(day).text,
    dayWithDate: (day) => dayWithDate(day),
    daysWithDate,
    date,
    month: (yearMonth, width) =>
      calendar(`${yearMonth}-01`, width === 'long' ? { month: 'long', year: 'numeric' } : { month: width }),
    time,
    window: (from, to) => windowText(locale, timeZone, from, to),
    moment(instant) {
      const distance = daysFromToday(instant);
      if (distance === 0) return time(instant);
      return joined(Math.abs(distance) === 1 ? when(instant).text : dayWithDate(instant), time(instant));
    },
    stamp: (instant) => joined(dayWithDate(instant), time(instant)),
    ago,
    money(amountMinor, currency) {
      const digits = minorExponent(currency);
      const fraction = { minimumFractionDigits: digits, maximumFractionDigits: digits };
      return numberFormat(locale, { style: 'currency', currency, ...fraction }).format(amountMinor / 10 ** digits);
    },
    number: (value) => numberFormat(locale, {}).format(value),
    signed: (value) => numberFormat(locale, { signDisplay: 'exceptZero' }).format(value).replace('-', '\u2212'),
    percent: (hundredths) => numberFormat(locale, { style: 'percent' }).format(hundredths / 100),
    list: (parts) =>
      cached('list', locale, {}, () => new Intl.ListFormat(locale, { type: 'conjunction' })).format(parts),
  };
}
