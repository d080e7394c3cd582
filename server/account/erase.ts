/**
 * Erases a person (GDPR article 17): in one transaction nothing that names her is left in any table, what waits to be
 * sent to her is dropped, her links open nothing, and entries of points stay balanced under a pseudonym. Shop and
 * operator are told by a fact; if the shop sends her again, she is somebody new.
 */
import { and, asc, eq, gt, inArray, notInArray } from 'drizzle-orm';
import {
  customers,
  erasures,
  idempotencyKeys,
  inboxMessages,
  orders,
  pushFollows,
  pushSubscriptions,
  referralCodes,
  shipments,
  waitingMessages,
} from '../../db/schema/index.ts';
import { plusOne } from '../../db/sql.ts';
import { getCustomer } from '../customers/index.ts';
import { lowestIdAt } from '../kit/ids.ts';
import type { Sealer } from '../kit/seal.ts';
import type { Work } from '../work.ts';
import { mentions, namesOf } from './mentions.ts';
import { type PersonalTable, personalTable, personalTableNames } from './personalData.ts';
import { readSubject, type Subject } from './subject.ts';

/** The merchant's id, so that an erasure is known again after a restore without naming anybody. */
export const hashOfCustomer = (sealer: Pick<Sealer, 'hashToken'>, brandId: string, externalId: string): string =>
  sealer.hashToken(`${brandId} ${externalId}`, 'erasure');

export interface Erasure {
  readonly brandId: string;
  readonly customerHash: string;
  readonly at: Date;
}

/** Notes an erasure where a restore of the database does not reach. */
export type Remember = (erasure: Erasure) => void;

/**
 * Erases the customer and records `customer.erased`; once more changes nothing.
 * @param who.customerId ours
 * @returns what her rows are kept under
 * @throws Fault `not_found`
 */
export const eraseCustomer = async (
  work: Work,
  parts: { readonly sealer: Pick<Sealer, 'hashToken'>; readonly remember: Remember },
  who: { readonly brandId: string; readonly customerId: string },
): Promise<{ readonly pseudonym: string }> => {
  const { tx, now } = work;
  const customer = await getCustomer(tx, who.brandId, who.customerId);
  const pseudonym = `erased-${work.newId()}`;
  if (customer.erasedAt !== null) return { pseudonym: customer.externalId };
  // Told while the shop's own id is still known: it is what the shop has to hear.
  const subject = await readSubject(tx, who.brandId, who.customerId);
  await forgetMentions(work, await namesOfSubject(work, subject), subject);
  for (const name of personalTableNames) await eraseRows(work, name, subject);
  await letDevicesGo(work, subject);
  await tx
    .update(orders)
    .set({ linkVersion: plusOne(orders.linkVersion), updatedAt: now })
    .where(and(eq(orders.brandId, who.brandId), eq(orders.customerId, who.customerId)));
  await tx
    .update(referralCodes)
    .set({ disabledAt: now })
    .where(and(eq(referralCodes.brandId, who.brandId), eq(referralCodes.customerId, who.customerId)));
  await work.record({ kind: 'customer.erased', ...who });
  await tx
    .update(customers)
    .set({ externalId: pseudonym, erasedAt: now, updatedAt: now })
    .where(and(eq(customers.brandId, who.brandId), eq(customers.id, who.customerId)));
  const erasure = {
    brandId: who.brandId,
    customerHash: hashOfCustomer(parts.sealer, who.brandId, customer.externalId),
    at: now,
  };
  await tx
    .insert(erasures)
    .values({ id: work.newId(), pseudonym, ...erasure })
    .onConflictDoUpdate({ target: [erasures.brandId, erasures.customerHash], set: { pseudonym, at: now } });
  work.afterCommit(() => parts.remember(erasure));
  return { pseudonym };
};

const namesOfSubject = async ({ tx }: Work, { brandId, customerId, orderIds }: Subject): Promise<readonly string[]> => {
  const hers = await tx
    .select()
    .from(orders)
    .where(and(eq(orders.brandId, brandId), eq(orders.customerId, customerId)));
  const parcels =
    orderIds.length === 0
      ? []
      : await tx
          .select({ trackingNumber: shipments.trackingNumber })
          .from(shipments)
          .where(inArray(shipments.orderId, [...orderIds]));
  return namesOf(await getCustomer(tx, brandId, customerId), hers, parcels);
};

const eraseRows = async ({ tx }: Work, name: PersonalTable, subject: Subject): Promise<void> => {
  const { table, rule } = personalTable(name);
  const where = rule.of(subject);
  if (where === undefined) return;
  if (rule.erase === 'delete') await tx.delete(table).where(where);
  else if (Object.keys(rule.erase).length > 0) await tx.update(table).set(rule.erase).where(where);
};

/** A device that follows somebody else's order as well goes on hearing of that one. */
const letDevicesGo = async ({ tx }: Work, { brandId, deviceIds }: Subject): Promise<void> => {
  if (deviceIds.length === 0) return;
  const hers = and(eq(pushSubscriptions.brandId, brandId), inArray(pushSubscriptions.id, [...deviceIds]));
  const kept = await tx
    .selectDistinct({ id: pushFollows.subscriptionId })
    .from(pushFollows)
    .where(inArray(pushFollows.subscriptionId, [...deviceIds]));
  const ids = kept.map(({ id }) => id);
  await tx
    .delete(pushSubscriptions)
    .where(and(hers, ids.length > 0 ? notInArray(pushSubscriptions.id, ids) : undefined));
};

const atOnce = 200;

/** What came and what was answered goes by what is in it: nothing but its text says whom it is about. */
const forgetMentions = async (
  work: Work,
  names: readonly string[],
  { brandId, customerId }: Subject,
): Promise<void> => {
  const { tx } = work;
  const { createdAt } = await getCustomer(tx, brandId, customerId);
  // A message that made her known is as old as she is; ids rise with the clock, which a day's slack allows to be wrong.
  let after = lowestIdAt(createdAt.getTime() - 86_400_000);
  for (let rows: { id: string; body: Uint8Array }[] = []; ; ) {
    rows = await tx
      .select({ id: inboxMessages.id, body: inboxMessages.body })
      .from(inboxMessages)
      .where(and(eq(inboxMessages.brandId, brandId), gt(inboxMessages.id, after)))
      .orderBy(asc(inboxMessages.id))
      .limit(atOnce);
    const hers = rows.filter(({ body }) => mentions(body, names)).map(({ id }) => id);
    if (hers.length > 0) {
      await tx
        .update(inboxMessages)
        .set({ body: Buffer.alloc(0), headers: {}, outcome: 'ignored', detail: 'erased', unmappedCodes: [] })
        .where(inArray(inboxMessages.id, hers));
      await tx.delete(waitingMessages).where(inArray(waitingMessages.messageId, hers));
    }
    after = rows.at(-1)?.id ?? after;
    if (rows.length < atOnce) break;
  }
  const answers = await tx
    .select({ id: idempotencyKeys.id, response: idempotencyKeys.response })
    .from(idempotencyKeys)
    .where(eq(idempotencyKeys.brandId, brandId));
  const hers = answers.filter(({ response }) => mentions(response, names)).map(({ id }) => id);
  if (hers.length > 0) await tx.delete(idempotencyKeys).where(inArray(idempotencyKeys.id, hers));
};
