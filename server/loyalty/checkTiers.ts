/**
 * Proves the tiers: each is what the rules make of the standing before and of what counted when it was last looked at,
 * and is one that its changes led to.
 */
import { and, asc, eq, gt } from 'drizzle-orm';
import { loyaltyAccounts } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import type { Brand } from '../brands/index.ts';
import { lastOf, type Portion } from './portions.ts';
import { creditsOf, listCreditsOf, listLastTiers, storedStanding } from './standing.ts';
import { advance } from './tiers.ts';

const accountsAtOnce = 2_000;

/** @param brand since when it has its rules, where that is known */
export const checkTiers = async (
  reader: Reader,
  { brand, settingsAt }: { readonly brand: Brand; readonly settingsAt: Date | null },
  after: string,
): Promise<Portion> => {
  const rules = brand.settings.loyalty?.tiers ?? null;
  if (rules === null) return { bad: [], looked: 0, last: null };
  const accounts = await reader
    .select()
    .from(loyaltyAccounts)
    .where(and(eq(loyaltyAccounts.brandId, brand.id), gt(loyaltyAccounts.id, after)))
    .orderBy(asc(loyaltyAccounts.id))
    .limit(accountsAtOnce);
  const ids = accounts.map(({ customerId }) => customerId);
  const credits = Map.groupBy(await listCreditsOf(reader, brand.id, ids, rules.counts), (one) => one.customerId);
  const ledTo = await listLastTiers(reader, brand.id, ids);
  const bad = accounts.filter((row) => {
    if (row.tier !== null && ledTo.get(row.customerId) !== row.tier) return true;
    // Under rules that came later it is looked at when next something happens to the account.
    if (settingsAt === null || row.updatedAt < settingsAt) return false;
    const ladder = { rules, timeZone: brand.timeZone, credits: creditsOf(credits.get(row.customerId) ?? []) };
    return advance(storedStanding(row), ladder, row.updatedAt).standing.tier !== row.tier;
  });
  return { bad: bad.map(({ id }) => id), looked: accounts.length, last: lastOf(accounts, accountsAtOnce) };
};
