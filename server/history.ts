/**
 * `doorstep import` as a whole: takes a history of orders in, then does at once what the house would find out by and by:
 * which parcels were never heard of again, which are in trouble, and what all of them teach about the next ones. Nobody
 * is written to.
 */
import type { Brand } from './brands/index.ts';
import type { House } from './compose.ts';
import { claimForOrder, claimForShipment, isAnythingAwaited } from './intake/index.ts';
import type { JobTools } from './jobs/recurring.ts';
import { expireSilentOf, trainEstimatesOf, watchShipmentsOf } from './jobs/schedule.ts';
import { type ImportProgress, importHistory, pastIn } from './orders/import/index.ts';
import { reactQuietly } from './reactions.ts';
import { attributeOrder, endWithOrder, followParcel, isAnybodyReferring } from './referrals/index.ts';
import { countLearnedFrom, estimateShipment, reviewWatch } from './shipments/index.ts';
import type { Perform, React, Work } from './work.ts';

/** Watched and estimated once at the end, as of now: what would have been said of it then, nobody asks any more. */
const doneAtTheEnd = [estimateShipment, reviewWatch];

export const takeHistory = async (
  house: Pick<House, 'store' | 'perform' | 'clock' | 'sealer' | 'config'>,
  {
    brand,
    ...given
  }: {
    readonly brand: Brand;
    readonly file: string;
    readonly resume: boolean;
    readonly progress?: (progress: ImportProgress) => void;
  },
) => {
  const { store, perform, clock, sealer, config } = house;
  const reactionsIn = async ({ tx }: Work): Promise<React> =>
    reactQuietly(sealer, [
      ...doneAtTheEnd,
      ...((await isAnythingAwaited(tx, brand.id)) ? [] : [claimForOrder, claimForShipment]),
      ...((await isAnybodyReferring(tx, brand.id)) ? [] : [attributeOrder, endWithOrder, followParcel]),
    ]);
  const summary = await importHistory({ perform, reactionsIn, brandId: brand.id, dataDir: config.dataDir, ...given });

  const tools: JobTools = { store, perform: quietly(perform, reactionsIn), clock, signal: neverAborted };
  const expired = await expireSilentOf(tools, brand);
  const watched = await watchShipmentsOf(tools, brand);
  const estimated = await trainEstimatesOf(tools, brand);
  const learnedFrom = (await store.read((reader) => countLearnedFrom(reader, brand.id))) ?? 0;
  return { ...summary, expired, watched, learnedFrom, estimated: estimated ?? 0 };
};

const neverAborted = new AbortController().signal;

const quietly =
  (perform: Perform, reactionsIn: (work: Work) => Promise<React>): Perform =>
  (change) =>
    perform(async (work) => {
      const past = pastIn(work, await reactionsIn(work));
      const value = await change(past.at(work.now));
      await past.write();
      return value;
    });
