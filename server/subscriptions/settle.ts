/**
 * How a change made here comes to its end: the shop confirms it, refuses it, or tells a newer state, which always
 * counts. What is rolled back stays visible; what was changed later than it stays changed.
 */
import { eq } from 'drizzle-orm';
import { subscriptionChanges, subscriptions } from '../../db/schema/index.ts';
import { getBrand } from '../brands/index.ts';
import { Fault, notFound } from '../faults.ts';
import { after, dayIn, minutes } from '../kit/clock.ts';
import type { Work } from '../work.ts';
import { aspectOf, type Told, type Verdict, verdictOn } from './answers.ts';
import { apply, restore, type State } from './changes.ts';
import {
  type ChangeRow,
  columnsOf,
  findChange,
  findSubscription,
  openChanges,
  type Subscription,
  stateOf,
} from './queries.ts';

/** A state that was on its way when we asked shows what was before, and is no answer. */
const crossedMs = minutes(2);

/**
 * The shop's answer to one change. Refused: what it touched is again as before. Records `subscription.change_confirmed`
 * or `subscription.change_rolled_back`.
 * @param ids.subscription the merchant's id
 * @returns `unchanged` when it was answered like this before
 * @throws Fault `not_found`; `conflict` when it was answered otherwise before
 */
export const settleChange = async (
  work: Work,
  ids: { readonly brandId: string; readonly subscription: string; readonly change: string },
  answer: { readonly status: 'confirmed' | 'refused'; readonly why?: string | undefined },
): Promise<'settled' | 'unchanged'> => {
  const subscription = await findSubscription(work.tx, ids.brandId, ids.subscription);
  const change = await findChange(work.tx, ids.brandId, ids.change);
  if (!subscription || change?.subscriptionId !== subscription.id) throw notFound('The change');
  const status = answer.status === 'confirmed' ? 'confirmed' : 'rolled_back';
  if (change.status === status) return 'unchanged';
  if (change.status !== 'sent') throw new Fault('conflict', `The change is settled already: ${change.status}`);
  if (status === 'rolled_back') await rollBack(work, subscription, change);
  await close(work, change, { status, why: status === 'confirmed' ? null : (answer.why ?? null) });
  return 'settled';
};

const rollBack = async (work: Work, subscription: Subscription, change: ChangeRow): Promise<void> => {
  const { timeZone } = await getBrand(work.tx, subscription.brandId);
  const madeOn = dayIn(change.createdAt, timeZone);
  const state = restore(stateOf(subscription), { before: change.before, change: change.input, madeOn });
  await work.tx
    .update(subscriptions)
    .set({
      ...columnsOf(state),
      cancelledAt: state.status === 'cancelled' ? (subscription.cancelledAt ?? work.now) : null,
      updatedAt: work.now,
    })
    .where(eq(subscriptions.id, subscription.id));
};

const close = async (
  work: Work,
  change: ChangeRow,
  end: { readonly status: 'confirmed' | 'rolled_back' | 'superseded'; readonly why: string | null },
): Promise<void> => {
  await work.tx
    .update(subscriptionChanges)
    .set({ ...end, settledAt: work.now })
    .where(eq(subscriptionChanges.id, change.id));
  const { brandId, customerId, subscriptionId, action } = change;
  await work.record({
    kind: end.status === 'confirmed' ? 'subscription.change_confirmed' : 'subscription.change_rolled_back',
    brandId,
    customerId,
    subscriptionId,
    changeId: change.id,
    action,
  });
};

export interface Reconciled {
  /** What the shop told, with the changes on it that are still open. */
  readonly state: State;
  /** Notes what became of the changes; after the state was written, so that whoever is told finds it. */
  readonly close: () => Promise<void>;
}

/**
 * Weighs the open changes against a newer state of the shop.
 * @param told.at the shop's own time of it
 * @param merged the state that is known with what was told laid over it
 */
export const reconcile = async (
  work: Work,
  subscription: Subscription,
  { told, at, merged }: { readonly told: Told; readonly at: Date; readonly merged: State },
): Promise<Reconciled> => {
  const open = await openChanges(work.tx, subscription.id);
  if (open.length === 0) return { state: merged, close: async () => {} };
  const { timeZone } = await getBrand(work.tx, subscription.brandId);
  const today = dayIn(work.now, timeZone);
  const ends = new Map<string, 'confirmed' | 'superseded' | 'open'>();
  for (const change of open) {
    const madeOn = dayIn(change.createdAt, timeZone);
    const changed = apply(change.before, change.input, madeOn);
    const verdict = verdictOn(change.input, told, { before: change.before, after: changed });
    // The latest of an aspect speaks for those before it.
    ends.set(aspectOf(change.input), endOf(verdict, change, at));
  }
  const endFor = (change: ChangeRow) => ends.get(aspectOf(change.input)) ?? 'open';
  const state = open
    .filter((change) => endFor(change) === 'open')
    .reduce((so, change) => apply(so, change.input, today), merged);
  return {
    state,
    close: async () => {
      for (const change of open) {
        const status = endFor(change);
        if (status !== 'open') await close(work, change, { status, why: null });
      }
    },
  };
};

const endOf = (verdict: Verdict, change: ChangeRow, at: Date): 'confirmed' | 'superseded' | 'open' => {
  if (verdict === 'confirms') return 'confirmed';
  if (verdict === 'silent' || at < change.createdAt) return 'open';
  return verdict === 'unmoved' && at < after(change.createdAt, crossedMs) ? 'open' : 'superseded';
};
