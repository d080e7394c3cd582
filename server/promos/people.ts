/**
 * What the gate knows of people, read for hundreds of them at once with a handful of queries: a decision for one is the
 * same reading with one. It reads the columns that it needs straight from the tables of the domains that own them.
 */
import { and, asc, count, desc, eq, gt, inArray, isNotNull, isNull, lte, notInArray, or } from 'drizzle-orm';
import {
  alerts,
  campaignSends,
  consents,
  customers,
  holds,
  noticeSettings,
  orderItems,
  orders,
  shipments,
  subscriptions,
} from '../../db/schema/index.ts';
import { isOneOf } from '../../db/sql.ts';
import type { Reader } from '../../db/store.ts';
import type { Brand } from '../brands/index.ts';
import { after, days } from '../kit/clock.ts';
import type { Ask, Person } from './gate.ts';
import { isHeld } from './holds.ts';
import type { PromoChannel } from './inputs.ts';
import { disturbs } from './quietHours.ts';
import { isTroubled, settledStatuses } from './trouble.ts';

/** Everything about a customer that any question of the same reading may turn on, under whatever ids of her mailbox. */
export interface Known {
  readonly customer: Pick<typeof customers.$inferSelect, 'id' | 'externalId' | 'promoConsent'> & { timeZone: string };
  /** She withdrew from it under another id of her mailbox. */
  readonly refusedMail: boolean;
  readonly holds: Person['holds'];
  readonly troubles: readonly string[];
  /** By product, the last within its use-up time. */
  readonly purchases: ReadonlyMap<string, { readonly at: Date; readonly source: string }>;
  /** By product, all that bring it. */
  readonly subscriptions: ReadonlyMap<string, readonly string[]>;
  readonly promotedAt: readonly Date[];
  /** What she said of promotions on a channel other than mail. */
  readonly said: ReadonlyMap<string, boolean>;
  readonly quietHours: readonly [string, string] | null;
}

export interface Questions {
  readonly brand: Brand;
  /** Ours, or the merchant's; in the hundreds. */
  readonly customers: { readonly ids: readonly string[] } | { readonly externalIds: readonly string[] };
  /** The merchant's ids of whatever products are asked about. */
  readonly productIds: readonly string[];
  /** Whatever channels are asked about. */
  readonly channels: readonly PromoChannel[];
  /** A send of ours that is asking about itself. */
  readonly exceptSendIds?: readonly string[];
  readonly now: Date;
}

/** Those that the brand has and has not erased, in no order. */
export const readPeople = async (reader: Reader, asked: Questions): Promise<readonly Known[]> => {
  const { brand, now, productIds, channels } = asked;
  const people = await reader
    .select({
      id: customers.id,
      externalId: customers.externalId,
      promoConsent: customers.promoConsent,
      timeZone: customers.timeZone,
      mailbox: customers.mailbox,
      setByShopper: customers.setByShopper,
    })
    .from(customers)
    .where(
      and(
        eq(customers.brandId, brand.id),
        'ids' in asked.customers
          ? isOneOf(customers.id, asked.customers.ids)
          : isOneOf(customers.externalId, asked.customers.externalIds),
        isNull(customers.erasedAt),
      ),
    );
  if (people.length === 0) return [];
  const others = await othersInMailboxes(reader, brand, people);
  const everybody = new Map([...people, ...[...others.values()].flat()].map((one) => [one.id, one]));
  const of = { brand, now, ids: [...everybody.keys()] };
  const zones = new Map([...everybody].map(([id, { timeZone }]) => [id, timeZone ?? brand.timeZone]));
  const held = await holdsOf(reader, of);
  const troubled = await troublesOf(reader, of, zones, held);
  const bought = productIds.length === 0 ? null : await purchasesOf(reader, of, productIds);
  const subscribed = productIds.length === 0 ? null : await subscriptionsOf(reader, of);
  const promoted = await promotionsOf(reader, of, asked.exceptSendIds ?? []);
  const said = channels.some((channel) => channel === 'push' || channel === 'sms') ? await saidOf(reader, of) : null;
  const quiet = channels.some(disturbs) ? await quietHoursOf(reader, of) : null;
  return people.map(({ mailbox, setByShopper, ...customer }) => {
    const twins = (others.get(mailbox) ?? []).filter(({ id }) => id !== customer.id);
    const hers = [customer.id, ...twins.map(({ id }) => id)];
    return {
      customer: { ...customer, timeZone: zones.get(customer.id) ?? brand.timeZone },
      refusedMail: !saysItself({ setByShopper }) && twins.some((one) => one.promoConsent === false && saysItself(one)),
      holds: hers
        .flatMap((id) => held.get(id) ?? [])
        .filter((hold) => isHeld(hold, now))
        .map(asReason),
      troubles: hers.flatMap((id) => troubled.get(id) ?? []),
      purchases: new Map(
        hers
          .flatMap((id) => [...(bought?.get(id) ?? nothing)])
          .toSorted(([, a], [, b]) => a.at.getTime() - b.at.getTime()),
      ),
      subscriptions: joined(hers.map((id) => subscribed?.get(id) ?? nothing)),
      promotedAt: hers.flatMap((id) => promoted.get(id) ?? []).toSorted((a, b) => a.getTime() - b.getTime()),
      said: said?.get(customer.id) ?? nothing,
      quietHours: quiet?.get(customer.id) ?? null,
    };
  });
};

/** A mailbox of more ids is a till's or a marketplace's, and no person's. */
const idsOfOneMax = 20;

const mailedColumns = {
  id: customers.id,
  promoConsent: customers.promoConsent,
  timeZone: customers.timeZone,
  mailbox: customers.mailbox,
  setByShopper: customers.setByShopper,
} as const;
type Mailed = Pick<typeof customers.$inferSelect, keyof typeof mailedColumns>;

/**
 * By mailbox, everybody in it where it is that of several ids: a guest of yesterday has an account today, and what is sent
 * to either arrives in one place.
 */
const othersInMailboxes = async (
  reader: Reader,
  brand: Brand,
  people: readonly Mailed[],
): Promise<ReadonlyMap<string | null, Mailed[]>> => {
  const isIn = (mailboxes: readonly string[]) =>
    and(eq(customers.brandId, brand.id), isOneOf(customers.mailbox, mailboxes), isNull(customers.erasedAt));
  const theirs = people.flatMap(({ mailbox }) => mailbox ?? []);
  if (theirs.length === 0) return new Map();
  const shared = await reader
    .select({ mailbox: customers.mailbox })
    .from(customers)
    .where(isIn(theirs))
    .groupBy(customers.mailbox)
    .having(and(gt(count(), 1), lte(count(), idsOfOneMax)));
  const mailboxes = shared.flatMap(({ mailbox }) => mailbox ?? []);
  if (mailboxes.length === 0) return new Map();
  return Map.groupBy(await reader.select(mailedColumns).from(customers).where(isIn(mailboxes)), (one) => one.mailbox);
};

/** Whether mail with promotions is wanted was said by herself. */
const saysItself = ({ setByShopper }: Pick<Mailed, 'setByShopper'>): boolean => setByShopper.includes('promoConsent');

const joined = (maps: readonly Known['subscriptions'][]): Known['subscriptions'] => {
  const all = new Map<string, readonly string[]>();
  for (const [productId, sources] of maps.flatMap((one) => [...one]))
    all.set(productId, [...(all.get(productId) ?? []), ...sources]);
  return all;
};

const nothing: ReadonlyMap<string, never> = new Map<string, never>();

/** What is known of her, as far as one question goes. */
export const personFor = (known: Known, { productId, channel }: Ask): Person => ({
  promoConsent: consentFor(known, channel),
  timeZone: known.customer.timeZone,
  quietHours: known.quietHours,
  holds: known.holds,
  troubles: known.troubles,
  subscriptions: productId === null ? [] : (known.subscriptions.get(productId) ?? []),
  lastPurchase: productId === null ? null : (known.purchases.get(productId) ?? null),
  promotedAt: known.promotedAt,
});

const consentFor = ({ customer, refusedMail, said }: Known, channel: Ask['channel']): boolean | null => {
  const isMail = channel === null || channel === 'email';
  return (channel === null ? undefined : said.get(channel)) ?? (isMail && refusedMail ? false : customer.promoConsent);
};

interface Of {
  readonly brand: Brand;
  readonly ids: readonly string[];
  readonly now: Date;
}

const holdColumns = {
  customerId: holds.customerId,
  reason: holds.reason,
  channel: holds.channel,
  productId: holds.productId,
  source: holds.source,
  alertId: holds.alertId,
  until: holds.until,
  maxUntil: holds.maxUntil,
  liftedAt: holds.liftedAt,
} as const;
type HoldOf = Pick<typeof holds.$inferSelect, keyof typeof holdColumns>;

const grouped = <Row extends { readonly customerId: string }>(rows: readonly Row[]): ReadonlyMap<string, Row[]> =>
  Map.groupBy(rows, ({ customerId }) => customerId);

/** Those that stand, and those of cases: a lifted one still speaks for its case. */
const holdsOf = async (reader: Reader, { brand, ids }: Of): Promise<ReadonlyMap<string, HoldOf[]>> =>
  grouped(
    await reader
      .select(holdColumns)
      .from(holds)
      .where(
        and(
          eq(holds.brandId, brand.id),
          isOneOf(holds.customerId, ids),
          or(isNull(holds.liftedAt), isNotNull(holds.alertId)),
        ),
      )
      .orderBy(asc(holds.id)),
  );

const asReason = (hold: HoldOf): Person['holds'][number] => ({
  code: hold.reason,
  channel: hold.channel,
  productId: hold.productId,
  // The bound of a case's hold is no promise of when it ends.
  until: hold.until,
  source: hold.alertId === null ? hold.source : `alert:${hold.alertId}`,
});

/** Shipments that are in trouble, and cases that no hold speaks for: silent once she is well again. */
const troublesOf = async (
  reader: Reader,
  { brand, ids, now }: Of,
  zones: ReadonlyMap<string, string>,
  held: ReadonlyMap<string, readonly HoldOf[]>,
): Promise<ReadonlyMap<string, string[]>> => {
  const underWay = await reader
    .select({
      customerId: orders.customerId,
      externalId: shipments.externalId,
      status: shipments.status,
      statusAt: shipments.statusAt,
      promisedOn: shipments.promisedOn,
      createdAt: shipments.createdAt,
    })
    .from(orders)
    .innerJoin(shipments, eq(shipments.orderId, orders.id))
    .where(
      and(
        eq(orders.brandId, brand.id),
        isOneOf(orders.customerId, ids),
        isNull(orders.cancelledAt),
        notInArray(shipments.status, [...settledStatuses]),
      ),
    )
    .orderBy(desc(orders.placedAt), asc(shipments.id));
  const cases = await reader
    .select({ customerId: alerts.customerId, id: alerts.id })
    .from(alerts)
    .where(
      and(
        eq(alerts.brandId, brand.id),
        isOneOf(alerts.customerId, ids),
        inArray(alerts.status, ['open', 'acknowledged']),
      ),
    );
  const troubles = new Map<string, string[]>();
  const note = (customerId: string, source: string): void => {
    const known = troubles.get(customerId);
    if (known) known.push(source);
    else troubles.set(customerId, [source]);
  };
  for (const row of underWay) {
    const timeZone = zones.get(row.customerId) ?? brand.timeZone;
    if (isTroubled(row, { now, timeZone }, brand.settings.policy.holdMaxDays))
      note(row.customerId, `shipment:${row.externalId}`);
  }
  for (const { customerId, id } of cases)
    if (!held.get(customerId)?.some(({ alertId }) => alertId === id)) note(customerId, `alert:${id}`);
  return troubles;
};

const purchasesOf = async (
  reader: Reader,
  { brand, ids, now }: Of,
  productIds: readonly string[],
): Promise<ReadonlyMap<string, Known['purchases']>> => {
  const rows = await reader
    .select({
      customerId: orders.customerId,
      productId: orderItems.productId,
      at: orders.placedAt,
      externalId: orders.externalId,
    })
    .from(orders)
    .innerJoin(orderItems, eq(orderItems.orderId, orders.id))
    .where(
      and(
        eq(orders.brandId, brand.id),
        isOneOf(orders.customerId, ids),
        gt(orders.placedAt, after(now, -days(brand.settings.policy.useUpDays))),
        isNull(orders.cancelledAt),
        isOneOf(orderItems.productId, productIds),
      ),
    )
    .orderBy(asc(orders.placedAt));
  const bought = new Map<string, Map<string, { at: Date; source: string }>>();
  for (const { customerId, productId, at, externalId } of rows) {
    if (productId === null) continue;
    const hers = bought.get(customerId) ?? new Map();
    bought.set(customerId, hers.set(productId, { at, source: `order:${externalId}` }));
  }
  return bought;
};

/** A paused one as well: she has it, and wants no more of it. */
const subscriptionsOf = async (
  reader: Reader,
  { brand, ids }: Of,
): Promise<ReadonlyMap<string, Known['subscriptions']>> => {
  const rows = await reader
    .select({ customerId: subscriptions.customerId, externalId: subscriptions.externalId, items: subscriptions.items })
    .from(subscriptions)
    .where(
      and(
        eq(subscriptions.brandId, brand.id),
        isOneOf(subscriptions.customerId, ids),
        inArray(subscriptions.status, ['active', 'paused']),
      ),
    );
  const subscribed = new Map<string, Map<string, readonly string[]>>();
  for (const { customerId, externalId, items } of rows) {
    const hers = subscribed.get(customerId) ?? new Map<string, readonly string[]>();
    for (const productId of new Set(items.map((item) => item.productId)))
      hers.set(productId, [...(hers.get(productId) ?? []), `subscription:${externalId}`]);
    subscribed.set(customerId, hers);
  }
  return subscribed;
};

/** When promotions of ours left for her, or are about to, within the time that the cap looks back; oldest first. */
const promotionsOf = async (
  reader: Reader,
  { brand, ids, now }: Of,
  exceptSendIds: readonly string[],
): Promise<ReadonlyMap<string, Date[]>> => {
  const rows = await reader
    .select({ id: campaignSends.id, customerId: campaignSends.customerId, at: campaignSends.at })
    .from(campaignSends)
    .where(
      and(
        eq(campaignSends.brandId, brand.id),
        isOneOf(campaignSends.customerId, ids),
        gt(campaignSends.at, after(now, -days(brand.settings.policy.frequencyCapDays))),
        inArray(campaignSends.status, ['sent', 'queued']),
      ),
    )
    .orderBy(asc(campaignSends.at));
  const except = new Set(exceptSendIds);
  const times = new Map<string, Date[]>();
  for (const [id, hers] of grouped(rows.filter((row) => !except.has(row.id))))
    times.set(
      id,
      hers.map(({ at }) => at),
    );
  return times;
};

const saidOf = async (reader: Reader, { brand, ids }: Of): Promise<ReadonlyMap<string, Known['said']>> => {
  const rows = await reader
    .select({ customerId: consents.customerId, channel: consents.channel, given: consents.given })
    .from(consents)
    .where(and(eq(consents.brandId, brand.id), isOneOf(consents.customerId, ids), eq(consents.topic, 'promo')))
    .orderBy(asc(consents.at), asc(consents.id));
  const said = new Map<string, Map<string, boolean>>();
  for (const { customerId, channel, given } of rows) {
    // Of promotions by mail the customer's own column speaks.
    if (channel === 'email') continue;
    said.set(customerId, (said.get(customerId) ?? new Map<string, boolean>()).set(channel, given));
  }
  return said;
};

const quietHoursOf = async (
  reader: Reader,
  { brand, ids }: Of,
): Promise<ReadonlyMap<string, readonly [string, string]>> => {
  const rows = await reader
    .select({ customerId: noticeSettings.customerId, from: noticeSettings.quietFrom, to: noticeSettings.quietTo })
    .from(noticeSettings)
    .where(and(eq(noticeSettings.brandId, brand.id), isOneOf(noticeSettings.customerId, ids)));
  return new Map(
    rows.flatMap(({ customerId, from, to }) =>
      from === null || to === null ? [] : [[customerId, [from, to] as const] as const],
    ),
  );
};
