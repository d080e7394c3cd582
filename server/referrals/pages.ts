/** Reads what the referrer's page and the friend's page show. */
import { and, eq } from 'drizzle-orm';
import { rewards } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import { paths } from '../../site/lib/paths.ts';
import type { Brand, ReferralSettings } from '../brands/index.ts';
import { dayIn } from '../kit/clock.ts';
import { isSpared } from '../promos/index.ts';
import { plainCode } from './code.ts';
import { findCode, findCodeOf } from './codes.ts';
import { visitHashOf } from './invitation.ts';
import {
  countInvited,
  countOrderedSince,
  findReferralOfVisit,
  listOrdered,
  monthBegan,
  promiseOf,
  type Referral,
} from './queries.ts';
import type { BenefitView, InvitationView, LandingView, ReferralStep, ReferralView, ReferView } from './view.shared.ts';

type Benefit = ReferralSettings['friend'] | ReferralSettings['referrer'];

/** @returns null while the brand has no programme */
export const readReferPage = async (
  reader: Reader,
  brand: Brand,
  asked: {
    readonly customerId: string;
    readonly locale: string;
    readonly timeZone: string;
    readonly now: Date;
  },
): Promise<ReferView | null> => {
  const programme = brand.settings.referrals;
  if (!programme) return null;
  const { customerId, now } = asked;
  const hers = { brandId: brand.id, referrerId: customerId };
  const code = await findCodeOf(reader, { brandId: brand.id, customerId });
  const spared = await isSpared(reader, { brandId: brand.id, customerId, now });
  const rows = code === null ? [] : await listOrdered(reader, hers);
  const shownBenefit = benefitsIn(reader, brand, asked.locale);
  const referrals: ReferralView[] = [];
  for (const row of rows) {
    const benefit = await shownBenefit(promiseOf(row)?.referrer ?? programme.referrer);
    referrals.push({ ...viewOf(row, now, asked.timeZone), benefit });
  }
  return {
    friend: await shownBenefit(programme.friend),
    referrer: await shownBenefit(programme.referrer),
    minimumOrder: minimumOf(brand, programme),
    windowDays: programme.windowDays,
    newCustomersOnly: programme.newCustomersOnly,
    monthlyLimit: programme.monthlyLimit,
    thisMonth: await countOrderedSince(reader, { ...hers, since: monthBegan(now, brand.timeZone) }),
    url: spared || code === null || code.disabledAt ? null : brand.origin + paths.landing(code.code),
    withheldFor: spared ? 'trouble' : code === null || code.disabledAt ? 'unavailable' : null,
    invited: code === null ? 0 : await countInvited(reader, hers),
    referrals,
  };
};

/** @returns null while there is no programme, or while she is to be asked for nothing */
export const readInvitation = async (
  reader: Reader,
  brand: Brand,
  asked: { readonly customerId: string; readonly locale: string; readonly now: Date },
): Promise<InvitationView | null> => {
  const programme = brand.settings.referrals;
  const { customerId, now } = asked;
  if (!programme || (await isSpared(reader, { brandId: brand.id, customerId, now }))) return null;
  const shown = benefitsIn(reader, brand, asked.locale);
  return { friend: await shown(programme.friend), referrer: await shown(programme.referrer) };
};

/**
 * @param visitToken of the browser's cookie, where it has one
 * @returns null for a code that is nobody's, and while the brand has no programme: the two look alike
 */
export const readLanding = async (
  reader: Reader,
  brand: Brand,
  asked: { readonly code: string; readonly locale: string; readonly visitToken: string | undefined },
): Promise<LandingView | null> => {
  const plain = plainCode(asked.code);
  const code = await findCode(reader, brand.id, [plain ?? '']);
  const programme = brand.settings.referrals;
  if (!code || !programme) return null;
  const visit = asked.visitToken && (await findReferralOfVisit(reader, brand.id, [visitHashOf(asked.visitToken)]));
  const taken = visit && visit.codeId === code.id ? asked.visitToken : undefined;
  return {
    friend: await benefitsIn(reader, brand, asked.locale)(programme.friend),
    minimumOrder: minimumOf(brand, programme),
    code: code.code,
    isTaken: taken !== undefined,
    shopLink: taken === undefined ? null : shopLinkOf(brand, programme, { code: code.code, visitToken: taken }),
  };
};

/** Where the friend goes on, with what tells the shop of the invitation: it passes either on with her order. */
const shopLinkOf = (
  brand: Brand,
  { shopLink }: ReferralSettings,
  { code, visitToken }: { readonly code: string; readonly visitToken: string },
): string | null => {
  const template = shopLink ?? brand.settings.shopUrl;
  if (template === null) return null;
  const url = new URL(template.replaceAll('{code}', encodeURIComponent(code)));
  if (!template.includes('{code}')) url.searchParams.set('code', code);
  url.searchParams.set('ref', visitToken);
  return url.href;
};

const minimumOf = (brand: Brand, { minimumOrderMinor }: ReferralSettings) =>
  minimumOrderMinor === 0 ? null : { minor: minimumOrderMinor, currency: brand.currency };

const viewOf = (referral: Referral, now: Date, timeZone: string): Omit<ReferralView, 'benefit'> => {
  const { rewardAt } = referral;
  const step = stepOf(referral);
  const isWaiting = step === 'ordered' || step === 'on_its_way' || step === 'arrived';
  // What is due is paid within the hour: no day that is past is promised.
  const rewardOn = rewardAt && isWaiting ? dayIn(rewardAt > now ? rewardAt : now, timeZone) : null;
  return { id: referral.id, step, orderedOn: dayIn(referral.orderedAt ?? referral.createdAt, timeZone), rewardOn };
};

const stepOf = ({ status, rewardAt, settledBy }: Referral): ReferralStep => {
  if (status === 'refused') return settledBy === 'rule:not_new' ? 'not_new' : 'refused';
  if (status === 'on_its_way' && rewardAt) return 'arrived';
  return status === 'invited' ? 'ordered' : status;
};

/** A reward is shown by its title; one that is gone, as what its name says. */
const benefitsIn =
  (reader: Reader, brand: Brand, locale: string) =>
  async (benefit: Benefit): Promise<BenefitView> => {
    if (benefit.kind === 'money_off') {
      return { kind: 'money_off', value: { minor: benefit.valueMinor, currency: brand.currency } };
    }
    if (benefit.kind !== 'reward') return benefit;
    const [row] = await reader
      .select({ title: rewards.title })
      .from(rewards)
      .where(and(eq(rewards.brandId, brand.id), eq(rewards.externalId, benefit.id)));
    const title =
      row &&
      (row.title[locale] ??
        row.title[locale.split('-')[0] ?? ''] ??
        row.title[brand.locale] ??
        Object.values(row.title)[0]);
    return { kind: 'reward', title: title ?? benefit.id };
  };
