/** Reads of subscriptions and their changes, always within one brand. */
import { and, asc, desc, eq, gt, inArray, isNotNull, lt, lte, or } from 'drizzle-orm';
import { customers, subscriptionChanges, subscriptions } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import type { Customer } from '../customers/index.ts';
import { fingerprint } from '../kit/fingerprint.ts';
import type { Change, State } from './changes.ts';

export type Subscription = typeof subscriptions.$inferSelect;

/** A change as it is kept, with its two documents read. */
export interface ChangeRow extends Omit<typeof subscriptionChanges.$inferSelect, 'input' | 'before'> {
  readonly input: Change;
  readonly before: State;
}

/** @param externalId the merchant's or the subscription app's id */
export const findSubscription = async (
  reader: Reader,
  brandId: string,
  externalId: string,
): Promise<Subscription | null> => {
  const [row] = await reader
    .select()
    .from(subscriptions)
    .where(and(eq(subscriptions.brandId, brandId), eq(subscriptions.externalId, externalId)));
  return row ?? null;
};

/**
 * @param id ours
 * @param ofCustomer whose it must be, where whoever asks has no other
 */
export const findSubscriptionById = async (
  reader: Reader,
  brandId: string,
  id: string,
  ofCustomer?: string,
): Promise<Subscription | null> => {
  const [row] = await reader
    .select()
    .from(subscriptions)
    .where(
      and(
        eq(subscriptions.brandId, brandId),
        eq(subscriptions.id, id),
        ofCustomer === undefined ? undefined : eq(subscriptions.customerId, ofCustomer),
      ),
    );
  return row ?? null;
};

/** More than anybody has. */
const ofOnePersonMax = 50;

/** Those of one customer, the oldest first, so that they keep their place on the page. */
export const subscriptionsOf = (
  reader: Reader,
  { brandId, customerId }: { readonly brandId: string; readonly customerId: string },
): Promise<Subscription[]> =>
  reader
    .select()
    .from(subscriptions)
    .where(and(eq(subscriptions.brandId, brandId), eq(subscriptions.customerId, customerId)))
    .orderBy(asc(subscriptions.startedAt), asc(subscriptions.id))
    .limit(ofOnePersonMax);

/** Running or paused ones whose next charge may lie before `until`, in pages by id. */
export const listAhead = (
  reader: Reader,
  ask: { readonly brandId: string; readonly until: string; readonly afterId: string; readonly limit: number },
): Promise<Subscription[]> =>
  reader
    .select()
    .from(subscriptions)
    .where(
      and(
        eq(subscriptions.brandId, ask.brandId),
        inArray(subscriptions.status, ['active', 'paused']),
        or(
          lte(subscriptions.nextChargeOn, ask.until),
          and(isNotNull(subscriptions.pausedUntil), lte(subscriptions.pausedUntil, ask.until)),
        ),
        gt(subscriptions.id, ask.afterId),
      ),
    )
    .orderBy(asc(subscriptions.id))
    .limit(ask.limit);

export const stateOf = (row: Subscription): State => ({
  status: row.status,
  items: row.items,
  interval: { count: row.intervalCount, unit: row.intervalUnit },
  nextChargeOn: row.nextChargeOn,
  skippedOn: row.skippedOn,
  pausedUntil: row.pausedUntil,
  deliveryAddress: row.deliveryAddress,
  discount: row.discount,
  cancelReason: row.cancelReason,
});

/** The columns that hold the state. */
export const columnsOf = ({ interval, items, skippedOn, ...rest }: State) => ({
  ...rest,
  items: items.map((item) => ({ ...item })),
  skippedOn: [...skippedOn],
  intervalCount: interval.count,
  intervalUnit: interval.unit,
});

/** Names what somebody sees of a subscription: the same for the same state, another for another. */
export const versionOf = (row: Subscription): string => fingerprint(JSON.stringify(stateOf(row))).slice(0, 16);

const changeRow = (row: typeof subscriptionChanges.$inferSelect): ChangeRow => ({
  ...row,
  // Both were written by `requestChange` from values of these very types.
  input: row.input as Change,
  before: row.before as State,
});

/** Those that the shop has not answered, oldest first. */
export const openChanges = async (reader: Reader, subscriptionId: string): Promise<readonly ChangeRow[]> => {
  const ofIt = and(eq(subscriptionChanges.subscriptionId, subscriptionId), eq(subscriptionChanges.status, 'sent'));
  return (await reader.select().from(subscriptionChanges).where(ofIt).orderBy(asc(subscriptionChanges.id))).map(
    changeRow,
  );
};

/** Every one made since, or not answered yet, of several subscriptions at once; newest first. */
export const recentChanges = async (
  reader: Reader,
  { subscriptionIds, since }: { readonly subscriptionIds: readonly string[]; readonly since: Date },
): Promise<readonly ChangeRow[]> =>
  subscriptionIds.length === 0
    ? []
    : (
        await reader
          .select()
          .from(subscriptionChanges)
          .where(
            and(
              inArray(subscriptionChanges.subscriptionId, [...subscriptionIds]),
              or(eq(subscriptionChanges.status, 'sent'), gt(subscriptionChanges.createdAt, since)),
            ),
          )
          .orderBy(desc(subscriptionChanges.id))
          .limit(200)
      ).map(changeRow);

export const findChange = async (reader: Reader, brandId: string, id: string): Promise<ChangeRow | null> => {
  const [row] = await reader
    .select()
    .from(subscriptionChanges)
    .where(and(eq(subscriptionChanges.brandId, brandId), eq(subscriptionChanges.id, id)));
  return row ? changeRow(row) : null;
};

/** Those of the subscriptions that a discount was ever given for, unless the shop refused it. */
export const discountedAmong = async (
  reader: Reader,
  subscriptionIds: readonly string[],
): Promise<ReadonlySet<string>> => {
  const rows = await reader
    .selectDistinct({ id: subscriptionChanges.subscriptionId })
    .from(subscriptionChanges)
    .where(
      and(
        inArray(subscriptionChanges.subscriptionId, [...subscriptionIds]),
        eq(subscriptionChanges.action, 'discount'),
        inArray(subscriptionChanges.status, ['sent', 'confirmed']),
      ),
    );
  return new Set(rows.map(({ id }) => id));
};

/**
 * What the shop has not answered, the longest waiting first.
 * @param ask.overdueAt only what should have been answered by then
 */
export const listWaiting = async (
  reader: Reader,
  ask: {
    readonly brandId: string;
    readonly overdueAt: Date | null;
    readonly after?: string | undefined;
    readonly limit: number;
  },
): Promise<{
  readonly changes: readonly { change: ChangeRow; subscription: Subscription; customerId: string }[];
  readonly next: string | null;
}> => {
  const rows = await reader
    .select({ change: subscriptionChanges, subscription: subscriptions, customerId: customers.externalId })
    .from(subscriptionChanges)
    .innerJoin(subscriptions, eq(subscriptions.id, subscriptionChanges.subscriptionId))
    .innerJoin(customers, eq(customers.id, subscriptionChanges.customerId))
    .where(
      and(
        eq(subscriptionChanges.brandId, ask.brandId),
        eq(subscriptionChanges.status, 'sent'),
        gt(subscriptionChanges.id, ask.after ?? ''),
        ask.overdueAt === null ? undefined : lt(subscriptionChanges.answerBy, ask.overdueAt),
      ),
    )
    .orderBy(asc(subscriptionChanges.id))
    .limit(ask.limit + 1);
  const shown = rows.slice(0, ask.limit);
  return {
    changes: shown.map((row) => ({ ...row, change: changeRow(row.change) })),
    next: rows.length > ask.limit ? (shown.at(-1)?.change.id ?? null) : null,
  };
};

/** The customer who was seen last under an address; subscription apps know customers by ids of their own. */
export const findCustomerByEmail = async (reader: Reader, brandId: string, email: string): Promise<Customer | null> => {
  const [row] = await reader
    .select()
    .from(customers)
    .where(and(eq(customers.brandId, brandId), eq(customers.emailKey, email.toLowerCase())))
    .orderBy(desc(customers.updatedAt), desc(customers.id))
    .limit(1);
  return row ?? null;
};
