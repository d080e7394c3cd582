/**
 * The tier of a customer from what her points and purchases count, as it stands at an instant. The stored one is only
 * where the reckoning goes on from.
 */
import { and, asc, eq, gt, isNotNull, sum } from 'drizzle-orm';
import { loyaltyAccounts, pointEntries, pointLots, tierChanges } from '../../db/schema/index.ts';
import { isOneOf } from '../../db/sql.ts';
import type { Reader } from '../../db/store.ts';
import { after, days } from '../kit/clock.ts';
import type { Work } from '../work.ts';
import type { Account, AccountRow, Member } from './account.ts';
import { advance, type Credit, type Ladder, noTier, riskAt, type Standing, stepOf, type TierRules } from './tiers.ts';

/** What counts of one lot; null: from a time that is not known yet. */
export interface LotCredit {
  readonly lotId: string;
  readonly at: Date | null;
  readonly amount: number;
}

export const listLotCredits = (
  reader: Reader,
  { brandId, customerId }: Member,
  counts: TierRules['counts'],
): Promise<readonly LotCredit[]> => listCreditsOf(reader, brandId, [customerId], counts);

/** The same of many customers at once. */
export const listCreditsOf = async (
  reader: Reader,
  brandId: string,
  customerIds: readonly string[],
  counts: TierRules['counts'],
): Promise<readonly (LotCredit & { readonly customerId: string })[]> => {
  // Summed before the lots are looked up: once each, however many entries they have.
  const counted = reader
    .select({
      customerId: pointEntries.customerId,
      lotId: pointEntries.lotId,
      amount: sum(countedIn(counts)).as('amount'),
    })
    .from(pointEntries)
    .where(and(eq(pointEntries.brandId, brandId), isOneOf(pointEntries.customerId, customerIds)))
    .groupBy(pointEntries.customerId, pointEntries.lotId)
    .as('counted');
  const rows = await reader
    .select({
      customerId: counted.customerId,
      lotId: counted.lotId,
      at: pointLots.spendableAt,
      amount: counted.amount,
    })
    .from(counted)
    .innerJoin(pointLots, eq(pointLots.id, counted.lotId));
  // PostgreSQL sums into a text.
  return rows.map((row) => ({ ...row, amount: Number(row.amount) }));
};

const countedIn = (counts: TierRules['counts']) =>
  counts === 'points' ? pointEntries.qualifyingPoints : pointEntries.qualifyingSpendMinor;

/** What counts, from when it can be spent. */
export const creditsOf = (lots: readonly LotCredit[]): readonly Credit[] =>
  lots.flatMap(({ at, amount }) => (at === null || amount === 0 ? [] : [{ at, amount }]));

export const listCredits = async (
  reader: Reader,
  member: Member,
  counts: TierRules['counts'],
): Promise<readonly Credit[]> => creditsOf(await listLotCredits(reader, member, counts));

export const storedStanding = (row: AccountRow | null): Standing =>
  row === null
    ? noTier
    : { tier: row.tier, since: row.tierSince, until: row.tierUntil, graceUntil: row.tierGraceUntil };

/** Brings the tier up to now; records `tier.raised`, `tier.lowered` and, once for each end, `tier.at_risk`. */
export const reviewTier = async (work: Work, account: Account, credits: readonly Credit[]): Promise<Standing> => {
  const { programme, brand, row, brandId, customerId, told } = account;
  const rules = programme.tiers;
  if (rules === null) return noTier;
  const ladder: Ladder = { rules, timeZone: brand.timeZone, credits };
  const { standing, moves } = advance(storedStanding(row), ladder, work.now);
  Object.assign(row, {
    tier: standing.tier,
    tierSince: standing.since,
    tierUntil: standing.until,
    tierGraceUntil: standing.graceUntil,
  });
  if (moves.length > 0) {
    await work.tx.insert(tierChanges).values(moves.map((move) => ({ id: work.newId(), brandId, customerId, ...move })));
  }
  for (const { from, to } of moves) {
    told.push({ kind: isUp(rules, from, to) ? 'tier.raised' : 'tier.lowered', brandId, customerId, from, to });
  }
  const risk = riskAt(standing, ladder, work.now);
  if (risk && standing.tier !== null && row.riskToldFor !== risk.byOn) {
    row.riskToldFor = risk.byOn;
    const { missing, byOn: untilOn } = risk;
    told.push({ kind: 'tier.at_risk', brandId, customerId, tier: standing.tier, missing, untilOn });
  }
  return standing;
};

const isUp = ({ ladder }: TierRules, from: string | null, to: string | null): boolean =>
  ladder.findIndex(({ id }) => id === to) > ladder.findIndex(({ id }) => id === from);

/** How many times as many points the tier earns. */
export const tierMultiplier = (rules: TierRules | null, { tier }: Standing): number =>
  (rules && stepOf(rules, tier)?.multiplier) ?? 1;

/** What each of the customers last moved to, where they ever did. */
export const listLastTiers = async (
  reader: Reader,
  brandId: string,
  customerIds: readonly string[],
): Promise<ReadonlyMap<string, string | null>> => {
  const changes = await reader
    .select({ customerId: tierChanges.customerId, to: tierChanges.to })
    .from(tierChanges)
    .where(and(eq(tierChanges.brandId, brandId), isOneOf(tierChanges.customerId, customerIds)))
    .orderBy(asc(tierChanges.id));
  return new Map(changes.map(({ customerId, to }) => [customerId, to]));
};

/** Members who have a tier with an end: whoever is to be told, renewed or stepped down is among them. */
export const listTiered = (
  reader: Reader,
  page: { readonly brandId: string; readonly afterId: string; readonly limit: number },
): Promise<readonly { id: string; customerId: string; until: Date | null; graceUntil: Date | null }[]> =>
  reader
    .select({
      id: loyaltyAccounts.id,
      customerId: loyaltyAccounts.customerId,
      until: loyaltyAccounts.tierUntil,
      graceUntil: loyaltyAccounts.tierGraceUntil,
    })
    .from(loyaltyAccounts)
    .where(
      and(
        eq(loyaltyAccounts.brandId, page.brandId),
        isNotNull(loyaltyAccounts.tierUntil),
        gt(loyaltyAccounts.id, page.afterId),
      ),
    )
    .orderBy(asc(loyaltyAccounts.id))
    .limit(page.limit);

/** Whether something about the tier may be due within the rules' days. */
export const isTierDue = (
  rules: TierRules,
  { until, graceUntil }: { readonly until: Date | null; readonly graceUntil: Date | null },
  now: Date,
): boolean => {
  const end = graceUntil ?? until;
  return end !== null && end <= after(now, days(rules.riskDays + 1));
};
