/** All recurring work, in one table. Each entry is bounded and may run twice; what must not be late is not here. */
import { escalateOverdueAlerts } from '../alerts/index.ts';
import { forgetEndedSessions, forgetOldCodes } from '../auth/index.ts';
import { type Brand, listBrands } from '../brands/index.ts';
import { dropOldMessages } from '../intake/index.ts';
import { after, days, hours, minutes, seconds } from '../kit/clock.ts';
import { expireHeld, type LoyaltyJob, loyaltyJobs } from '../loyalty/index.ts';
import { releaseEndedHolds } from '../promos/index.ts';
import { countBaskets } from '../recommendations/index.ts';
import { forgetInvitations, payDueReferrals } from '../referrals/index.ts';
import {
  expireSilent,
  keepModel,
  listJourneys,
  listSilent,
  listToReview,
  type ReviewPage,
  refreshEstimates,
  reviewWatch,
  type ToReview,
  trainApart,
} from '../shipments/index.ts';
import { remindOfRenewals } from '../subscriptions/index.ts';
import type { Work } from '../work.ts';
import { purgeIdempotencyKeys, purgeOutbox } from './purge.ts';
import type { Job, JobTools } from './recurring.ts';

const inOneWrite =
  (change: (work: Work) => Promise<unknown>) =>
  async ({ perform }: JobTools): Promise<number> => {
    await perform(change);
    return 1;
  };

/** More at once would make a long transaction; the rest comes in the next one. */
const perTransaction = {
  alerts: 50,
  holds: 50,
  asks: 20,
  customersToTell: 20,
  promotions: 25,
  referrals: 50,
  invitations: 500,
  baskets: 500,
  redemptions: 20,
  expiring: 20,
};

/** Brand by brand, one after another. */
const ofEachBrand =
  (run: (tools: JobTools, brand: Brand) => Promise<number | null>) =>
  async (tools: JobTools): Promise<number> => {
    let dealtWith = 0;
    for (const brand of await tools.store.read(listBrands)) {
      if (tools.signal.aborted) break;
      dealtWith += (await run(tools, brand)) ?? 0;
    }
    return dealtWith;
  };

type OfBrand = (work: Work, of: { readonly brandId: string; readonly limit: number }) => Promise<number>;

/** Brand by brand, a few in each transaction, until none is left. */
const inPortions =
  (limit: number, deal: OfBrand) =>
  async ({ store, perform, signal }: JobTools): Promise<number> => {
    let dealtWith = 0;
    for (const { id: brandId } of await store.read(listBrands)) {
      for (let last = limit; last === limit && !signal.aborted; ) {
        last = await perform((work) => deal(work, { brandId, limit }));
        dealtWith += last;
      }
    }
    return dealtWith;
  };

const shipmentsPerPage = 200;

/** Silence and broken promises come with time alone; everything else was noted when it happened. */
export const watchShipmentsOf = async ({ store, perform, clock, signal }: JobTools, brand: Brand): Promise<number> => {
  let reviewed = 0;
  let after: string | null = '';
  while (after !== null && !signal.aborted) {
    const page: ReviewPage = { after, limit: shipmentsPerPage, now: clock() };
    const { shipmentIds, last }: ToReview = await store.read((reader) => listToReview(reader, brand, page));
    for (const shipmentId of shipmentIds) await perform((work) => reviewWatch(work, { brandId: brand.id, shipmentId }));
    reviewed += shipmentIds.length;
    after = last;
  }
  return reviewed;
};

/** What never ended ends when nothing was heard for too long. */
export const expireSilentOf = async (
  { store, perform, clock, signal }: JobTools,
  { id: brandId }: Brand,
): Promise<number> => {
  let expired = 0;
  for (let afterId: string | null = ''; afterId !== null && !signal.aborted; ) {
    const page = { brandId, afterId, now: clock(), limit: shipmentsPerPage };
    const silent: Awaited<ReturnType<typeof listSilent>> = await store.read((reader) => listSilent(reader, page));
    const { shipmentIds } = silent;
    for (let from = 0; from < shipmentIds.length && !signal.aborted; from += perTransaction.expiring) {
      const some = shipmentIds.slice(from, from + perTransaction.expiring);
      expired += await perform((work) => expireEach(work, brandId, some));
    }
    afterId = silent.last;
  }
  return expired;
};

const expireEach = async (work: Work, brandId: string, shipmentIds: readonly string[]): Promise<number> => {
  let expired = 0;
  for (const shipmentId of shipmentIds) expired += Number(await expireSilent(work, { brandId, shipmentId }));
  return expired;
};

/**
 * Learns from what has arrived, then says anew when everything under way comes: silence tells, too.
 * @returns for how many shipments; null where there is too little to learn from
 */
export const trainEstimatesOf = async (
  { store, perform, clock, signal }: JobTools,
  brand: Brand,
): Promise<number | null> => {
  const at = clock();
  const journeys = await store.read((reader) => listJourneys(reader, brand.id, at));
  const model = await trainApart(journeys, { at, timeZone: brand.timeZone }, signal);
  await perform((work) => keepModel(work, brand.id, model));
  return model === null ? null : refreshAll(brand.id, { perform, signal });
};

const refreshAll = async (
  brandId: string,
  { perform, signal }: Pick<JobTools, 'perform' | 'signal'>,
): Promise<number> => {
  let refreshed = 0;
  for (let afterId: string | null = ''; afterId !== null && !signal.aborted; ) {
    const page: { brandId: string; afterId: string; limit: number } = { brandId, afterId, limit: shipmentsPerPage };
    const done: Awaited<ReturnType<typeof refreshEstimates>> = await perform((work) => refreshEstimates(work, page));
    refreshed += done.refreshed;
    afterId = done.last;
  }
  return refreshed;
};

/** Longer than the cookie of a visit lives. */
const invitationKeptDays = 45;

const forgetOldInvitations: OfBrand = (work, of) =>
  forgetInvitations(work, { ...of, before: after(work.now, -days(invitationKeptDays)) });

const subscriptionsPerPage = 100;

const remindBeforeRenewals = async ({ store, perform, signal }: JobTools): Promise<number> => {
  let told = 0;
  for (const { id: brandId } of await store.read(listBrands)) {
    for (let afterId: string | null = ''; afterId !== null && !signal.aborted; ) {
      const page: { brandId: string; afterId: string; limit: number } = {
        brandId,
        afterId,
        limit: subscriptionsPerPage,
      };
      const done: Awaited<ReturnType<typeof remindOfRenewals>> = await perform((work) => remindOfRenewals(work, page));
      told += done.reminded;
      afterId = done.last;
    }
  }
  return told;
};
const membersPerPage = 200;

/** Brand by brand and page by page; each member in a transaction of her own, so that nobody waits for a long one. */
const loyaltyWork = ({ name, everyMs, list, deal }: LoyaltyJob): Job => ({
  name,
  everyMs,
  isSlow: true,
  async run({ store, perform, clock, signal }) {
    let dealtWith = 0;
    for (const brand of await store.read(listBrands)) {
      if (brand.settings.loyalty === null) continue;
      for (let afterId: string | null = ''; afterId !== null && !signal.aborted; ) {
        const page: { afterId: string; limit: number; now: Date } = { afterId, limit: membersPerPage, now: clock() };
        const due: Awaited<ReturnType<typeof list>> = await store.read((reader) => list(reader, brand, page));
        for (const customerId of due.customerIds) {
          if (signal.aborted) break;
          await perform((work) => deal(work, { brandId: brand.id, customerId }));
        }
        dealtWith += due.customerIds.length;
        afterId = due.last;
      }
    }
    return dealtWith;
  },
});

export const schedule: readonly Job[] = [
  {
    name: 'escalate overdue alerts',
    everyMs: minutes(1),
    run: inPortions(perTransaction.alerts, escalateOverdueAlerts),
  },
  // The gate knows by the clock; this is for those who are told: mail tools by webhook, and the points that were paused.
  { name: 'release ended holds', everyMs: minutes(5), run: inPortions(perTransaction.holds, releaseEndedHolds) },
  { name: 'train estimates', everyMs: hours(24), isSlow: true, run: ofEachBrand(trainEstimatesOf) },
  { name: 'watch shipments', everyMs: minutes(10), isSlow: true, run: ofEachBrand(watchShipmentsOf) },
  { name: 'expire silent shipments', everyMs: hours(24), isSlow: true, run: ofEachBrand(expireSilentOf) },
  {
    name: 'pay referrals',
    everyMs: minutes(10),
    run: inPortions(perTransaction.referrals, payDueReferrals),
  },
  { name: 'count baskets', everyMs: minutes(2), run: inPortions(perTransaction.baskets, countBaskets) },
  {
    name: 'forget old invitations',
    everyMs: hours(24),
    run: inPortions(perTransaction.invitations, forgetOldInvitations),
  },
  { name: 'remind of renewals', everyMs: hours(1), isSlow: true, run: remindBeforeRenewals },
  ...loyaltyJobs.map(loyaltyWork),
  {
    name: 'give back held points',
    everyMs: minutes(1),
    run: inPortions(perTransaction.redemptions, expireHeld),
  },
  { name: 'forget old sign-in codes', everyMs: hours(1), run: inOneWrite(forgetOldCodes) },
  { name: 'forget ended sessions', everyMs: hours(6), run: inOneWrite(forgetEndedSessions) },
  { name: 'purge idempotency keys', everyMs: hours(1), isSlow: true, run: purgeIdempotencyKeys },
  { name: 'purge the outbox', everyMs: hours(6), isSlow: true, run: purgeOutbox },
  dropOldMessages,
];

/** How a delivery went is asked with the words and links that notifications have. */
export const askAfterDeliveries = (askWhatIsDue: OfBrand): Job => ({
  name: 'ask after deliveries',
  everyMs: minutes(1),
  run: inPortions(perTransaction.asks, askWhatIsDue),
});

/** So is what there is to tell of the account. */
export const tellOfAccounts = (settleNotices: OfBrand): Job => ({
  name: 'tell of accounts',
  everyMs: seconds(30),
  run: inPortions(perTransaction.customersToTell, settleNotices),
});

/** A portion at a time, so that an unhappy answer never waits for a campaign. */
export const sendPromotions = (sendCampaigns: OfBrand): Job => ({
  name: 'send campaigns',
  everyMs: seconds(15),
  isSlow: true,
  run: inPortions(perTransaction.promotions, sendCampaigns),
});
