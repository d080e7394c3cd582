/** What the pages show of an account, filled from its reading: words in the reader's language, days of the programme. Pure. */
import type { products } from '../../db/schema/index.ts';
import { dayIn, daysBetween } from '../kit/clock.ts';
import { inLocale } from '../kit/inLocale.ts';
import { lastDayBefore } from './calendar.ts';
import { forecastOf } from './forecast.ts';
import type { AccountReading, LiveLot, Underway } from './reading.ts';
import { promised, type Redemption, worthOf } from './redemptions.ts';
import type { Reward } from './rewards.ts';
import { countsFromOn, qualifyingAt, rankOf, riskAt, stepOf, type TierRules } from './tiers.ts';
import type {
  EarlyAccessView,
  ExpiryView,
  LoyaltyGlanceView,
  RedemptionView,
  RewardsPageView,
  RewardView,
  TierStepView,
  TierView,
} from './view.shared.ts';

export const glanceView = (
  account: AccountReading,
  underway: readonly Underway[],
  locale: string,
): LoyaltyGlanceView => {
  const { brand, programme, spendable, pending } = account;
  const worth = worthOf(spendable, programme.pointsWorthUnit, brand.currency);
  const forecast = forecastOf(account, underway);
  return {
    programmeName: inLocale(programme.names, locale, brand.locale) ?? brand.name,
    pointsWord: inLocale(programme.pointsWords, locale, brand.locale) ?? { one: 'point', other: 'points' },
    spendable,
    pending,
    worth: worth === null ? null : { minor: worth, currency: brand.currency },
    nextExpiry: nextExpiry(account),
    tier: tierView(account, locale),
    forecast: forecast && {
      ...forecast,
      makesTier: forecast.makesTier && inLocale(forecast.makesTier.names, locale, brand.locale),
    },
  };
};

/** The last day of the lot; while a pause stands, the earliest. */
export const lastDayOf = ({ brand }: AccountReading, { goesAt }: Pick<LiveLot, 'goesAt'>): string | null =>
  goesAt && lastDayBefore(goesAt, brand.timeZone);

const nextExpiry = (account: AccountReading): ExpiryView | null => {
  const going = account.lots.flatMap((one) => {
    const on = lastDayOf(account, one);
    return on === null ? [] : [{ on, points: one.lot.remaining }];
  });
  const on = going.map((one) => one.on).toSorted()[0];
  if (on === undefined) return null;
  return {
    points: going.reduce((all, one) => (one.on === on ? all + one.points : all), 0),
    on,
    daysLeft: daysBetween(dayIn(account.now, account.brand.timeZone), on),
    pausedFor: account.pause?.reason ?? null,
    pausedUntilOn: account.pause?.reason === 'hold' ? dayOfEnd(account) : null,
  };
};

const dayOfEnd = ({ holdsEndAt, brand }: AccountReading): string | null =>
  holdsEndAt && dayIn(holdsEndAt, brand.timeZone);

/** A year from now lies in the thirteenth. */
const monthsShown = 13;

/** What goes in each of the coming months, this one first, and what goes after them. */
export const expiryAhead = (account: AccountReading): Pick<RewardsPageView, 'expiryByMonth' | 'expiresLater'> => {
  const first = Temporal.PlainDate.from(dayIn(account.now, account.brand.timeZone)).toPlainYearMonth();
  const going = account.lots.flatMap((one) => {
    const on = lastDayOf(account, one);
    return on === null ? [] : [{ month: on.slice(0, 7), points: one.lot.remaining }];
  });
  const sumOf = (some: typeof going): number => some.reduce((all, { points }) => all + points, 0);
  const months = Array.from({ length: monthsShown }, (_, ahead) => first.add({ months: ahead }).toString());
  return {
    expiryByMonth: months.map((month) => ({ month, points: sumOf(going.filter((one) => one.month === month)) })),
    expiresLater: sumOf(going.filter(({ month }) => month > (months.at(-1) ?? ''))),
  };
};

const stepView = (step: TierRules['ladder'][number], locale: string, brandLocale: string): TierStepView => ({
  id: step.id,
  name: inLocale(step.names, locale, brandLocale) ?? step.id,
  threshold: step.threshold,
  benefits: inLocale(step.benefits, locale, brandLocale) ?? [],
});

const tierView = ({ ladder, standing, brand, now }: AccountReading, locale: string): TierView | null => {
  if (ladder === null) return null;
  const { rules, timeZone } = ladder;
  const view = (step: TierRules['ladder'][number] | null | undefined): TierStepView | null =>
    step ? stepView(step, locale, brand.locale) : null;
  const current = stepOf(rules, standing.tier);
  const next = rules.ladder[rankOf(rules, standing.tier) + 1] ?? null;
  const qualifying = Math.max(0, qualifyingAt(ladder, now));
  const from = current?.threshold ?? 0;
  return {
    ladder: rules.ladder.map((step) => stepView(step, locale, brand.locale)),
    current: view(current),
    next: view(next),
    counts: rules.counts,
    period: rules.period,
    countsFromOn: countsFromOn(ladder, now),
    qualifying,
    missing: next && Math.max(0, next.threshold - qualifying),
    progress: next === null ? 1 : Math.min(1, Math.max(0, (qualifying - from) / (next.threshold - from))),
    safeUntilOn: standing.until && lastDayBefore(standing.until, timeZone),
    atRisk: riskAt(standing, ladder, now),
  };
};

type Picture = (imageUrl: string | null) => string | null;

export const rewardView = (
  account: AccountReading,
  reward: Reward,
  { locale, free, picture }: { readonly locale: string; readonly free: number; readonly picture: Picture },
): RewardView => {
  const { brand, programme, spendable, standing } = account;
  const { tiers } = programme;
  const needed = tiers && stepOf(tiers, reward.fromTier);
  const isClosed = tiers !== null && needed !== null && rankOf(tiers, standing.tier) < rankOf(tiers, needed.id);
  const missingPoints = Math.max(0, reward.pricePoints - spendable);
  const money = (minor: number | null) =>
    minor === null ? null : { minor, currency: reward.currency ?? brand.currency };
  return {
    id: reward.externalId,
    kind: reward.kind,
    title: inLocale(reward.title, locale, brand.locale) ?? reward.externalId,
    pricePoints: reward.pricePoints,
    value: money(reward.valueMinor),
    percent: reward.percent,
    imagePath: picture(reward.imageUrl),
    minimumOrder: money(reward.minimumOrderMinor),
    availability:
      reward.fulfilment === 'pool' && free === 0
        ? 'sold_out'
        : isClosed
          ? 'tier'
          : missingPoints > 0
            ? 'missing_points'
            : 'now',
    missingPoints,
    fromTierName: needed && (inLocale(needed.names, locale, brand.locale) ?? needed.id),
  };
};

export const redemptionView = (
  redemption: Redemption,
  about: {
    readonly locale: string;
    readonly brand: AccountReading['brand'];
    readonly orderNumber: string | null;
    readonly open: (sealed: string) => string | null;
    readonly now: Date;
  },
): RedemptionView => {
  const { brand, locale, now } = about;
  const isLate = redemption.status === 'held' && redemption.heldUntil !== null && redemption.heldUntil <= now;
  const status = isLate ? 'expired' : redemption.status;
  return {
    id: redemption.id,
    title: inLocale(promised(redemption).title, locale, brand.locale) ?? '',
    points: redemption.points,
    status,
    // While it is held, the shop has not made it yet.
    code: status === 'redeemed' && redemption.sealedCode !== null ? about.open(redemption.sealedCode) : null,
    codeUntilOn: redemption.codeUntil && lastDayBefore(redemption.codeUntil, brand.timeZone),
    usedOnOrder: about.orderNumber,
    at: redemption.createdAt,
  };
};

export const earlyAccessView = (
  { programme: { tiers }, standing, brand, now }: AccountReading,
  product: typeof products.$inferSelect,
  { locale, picture }: { readonly locale: string; readonly picture: Picture },
): EarlyAccessView | null => {
  const lowest = tiers && stepOf(tiers, product.earlyAccessTier);
  if (!tiers || !lowest) return null;
  const current = stepOf(tiers, standing.tier);
  const hers = current !== null && rankOf(tiers, current.id) >= rankOf(tiers, lowest.id);
  const step = hers ? current : lowest;
  const opensAt = opensTo(tiers, product, { lowest: lowest.id, tier: step.id });
  return {
    productId: product.externalId,
    name: product.name,
    imagePath: picture(product.imageUrl),
    url: product.url,
    tierName: inLocale(step.names, locale, brand.locale) ?? step.id,
    hers,
    opensAt: opensAt !== null && opensAt > now ? opensAt : null,
    everybodyFrom: product.earlyAccessUntil,
  };
};

/** The first day of any tier from the lowest up to this one; null: from the start. */
const opensTo = (
  tiers: TierRules,
  { earlyAccessFrom: from }: Pick<typeof products.$inferSelect, 'earlyAccessFrom'>,
  { lowest, tier }: { readonly lowest: string; readonly tier: string },
): Date | null => {
  if (from?.[lowest] === undefined) return null;
  const passed = tiers.ladder.slice(rankOf(tiers, lowest), rankOf(tiers, tier) + 1);
  return new Date(Math.min(...passed.flatMap(({ id }) => from[id] ?? []).map((at) => Date.parse(at))));
};
