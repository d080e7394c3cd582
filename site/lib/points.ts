/**
 * Says in sentences how an account stands: how many points, what goes next, what a parcel will bring. Pure; the card on
 * the parcel's page and the room of rewards use the same words.
 */
import type {
  ExpiryView,
  ForecastView,
  LoyaltyGlanceView,
  PointsWord,
  TierView,
} from '../../server/loyalty/view.shared.ts';
import type { Amount } from '../messages/account/en.ts';
import { de } from '../messages/french.ts';
import type { Messages } from '../messages/index.ts';
import type { Format } from './format.ts';

export interface PointsVoice {
  readonly m: Messages;
  readonly f: Format;
  /** “120 beans”. */
  readonly points: (count: number) => string;
  /** The same, for a sentence whose verb agrees with it. */
  readonly amount: (count: number) => Amount;
  /** “beans”. */
  readonly word: string;
  /** “bean” beside a 1. */
  readonly wordFor: (count: number) => string;
}

/**
 * The form of the word that goes with a number. Arabic counts 3 to 10 with the plural and everything else with the
 * singular, so that two forms are enough beside digits. Portuguese reads “0 pontos” and “1.000.000 de pontos”.
 */
const wordFor = (locale: string, count: number, word: PointsWord): string => {
  const rule = new Intl.PluralRules(locale).select(count);
  if (locale.startsWith('ar')) return rule === 'few' ? word.other : word.one;
  // “1 000 000 de points”
  if (locale.startsWith('fr') && rule === 'many') return de(word.other);
  if (locale.startsWith('pt') && count !== 1) return rule === 'many' ? `de ${word.other}` : word.other;
  return rule === 'one' ? word.one : word.other;
};

/** Whether a verb beside the number is in the singular; in French it is beside a 0 too. */
const isOne = (locale: string, count: number): boolean => new Intl.PluralRules(locale).select(count) === 'one';

/** “120 beans”: a number and its word stay on one line. */
export const countedPoints = (f: Format, count: number, word: PointsWord): string =>
  `${f.number(count)}\u00a0${wordFor(f.locale, count, word)}`;

export function pointsVoice(m: Messages, f: Format, word: PointsWord): PointsVoice {
  const points = (count: number): string => countedPoints(f, count, word);
  const amount = (count: number): Amount => ({ text: points(count), one: isOne(f.locale, count) });
  return { m, f, points, amount, word: word.other, wordFor: (count) => wordFor(f.locale, count, word) };
}

export interface Told {
  readonly title: string;
  readonly line: string | null;
}

/** What goes next and when, or why it waits. */
export function expirySentence(expiry: ExpiryView, { m, f, amount }: PointsVoice): Told {
  const { expiry: words } = m.loyalty;
  const said = amount(expiry.points);
  const when = f.when(expiry.on);
  if (expiry.pausedUntilOn !== null && f.daysFromToday(expiry.pausedUntilOn) >= 0) {
    return {
      title: words.keptUntil({ points: said, until: f.when(expiry.pausedUntilOn) }),
      line: words.pausedLine(when),
    };
  }
  if (expiry.pausedFor !== null) {
    const title = expiry.pausedFor === 'hold' ? words.pausedForHold(said) : words.pausedForDelivery(said);
    return { title, line: words.pausedLine(when) };
  }
  if (expiry.daysLeft <= 0) return { title: words.today(said), line: words.lastDay };
  return {
    title: words.goes({ points: said, when }),
    line: expiry.daysLeft <= 30 ? words.daysLeft(expiry.daysLeft) : null,
  };
}

/** “Arrives Tuesday, 120 points unlock Thursday, which makes you Gold.” */
export function forecastSentence(forecast: ForecastView, { m, f, amount }: PointsVoice): string {
  const { forecast: words } = m.loyalty;
  const said = amount(forecast.points);
  const ahead = forecast.arrivesOn !== null && f.daysFromToday(forecast.arrivesOn) >= 0 ? forecast.arrivesOn : null;
  const arrives = ahead === null ? null : { when: f.when(ahead), latest: forecast.arrivesInWindow };
  const unlocks = forecast.unlocksOn === null ? null : f.when(forecast.unlocksOn);
  const sentence =
    arrives === null
      ? unlocks === null
        ? words.open({ points: said, number: forecast.orderNumber })
        : words.unlocks({ points: said, unlocks })
      : unlocks === null
        ? words.arrivesFirst({ arrives, points: said })
        : ahead === forecast.unlocksOn
          ? words.sameDay({ arrives, points: said })
          : words.arrives({ arrives, points: said, unlocks });
  return forecast.makesTier === null ? words.plain(sentence) : words.makes({ sentence, tier: forecast.makesTier });
}

/** What is counted towards a tier, in points or money. */
export const amountOf = (
  tier: Pick<TierView, 'counts'>,
  amount: number,
  currency: string,
  voice: PointsVoice,
): string => (tier.counts === 'points' ? voice.points(amount) : voice.f.money(amount, currency));

/** The one sentence that goes below the ring: at risk before missing, missing before safe. */
export function tierSentence(tier: TierView, currency: string, voice: PointsVoice): string {
  const { tier: words } = voice.m.loyalty;
  const { current, next, missing, atRisk } = tier;
  if (atRisk !== null && current !== null) {
    const said = amountOf(tier, atRisk.missing, currency, voice);
    return words.atRisk[tier.counts]({ missing: said, date: voice.f.date(atRisk.byOn), tier: current.name });
  }
  if (next !== null && missing !== null) {
    return words.missing[tier.counts]({ missing: amountOf(tier, missing, currency, voice), tier: next.name });
  }
  if (tier.safeUntilOn !== null) return words.safeUntil(voice.f.date(tier.safeUntilOn));
  return current === null ? words.none : tier.period === 'lifetime' ? words.forGood : words.top;
}

/** What counts for the tier, from when, and what does not matter: the balance in the ring is another number. */
export function countsSentence(tier: TierView, currency: string, voice: PointsVoice): string {
  const counted = amountOf(tier, tier.qualifying, currency, voice);
  const from = tier.countsFromOn === null ? '' : voice.f.date(tier.countsFromOn);
  return voice.m.loyalty.tier.counts[tier.counts][tier.period]({ counted, from });
}

/** The heading of the room. */
export function balanceTitle(view: LoyaltyGlanceView, voice: PointsVoice): string {
  const { title } = voice.m.loyalty;
  if (view.spendable === 0)
    return view.pending > 0 ? title.pending(voice.amount(view.pending)) : title.none(voice.word);
  const points = voice.points(view.spendable);
  if (view.worth === null) return title.plain(points);
  return title.worth({ points, money: voice.f.money(view.worth.minor, view.worth.currency) });
}
