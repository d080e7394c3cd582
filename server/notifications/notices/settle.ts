/**
 * Settles the notices that are due, customer by customer: what is still so, allowed and possible leaves by the outbox in
 * the same transaction, all that goes by mail in one mail; the rest waits or is held back, with the reason in her log.
 */
import { and, asc, eq, inArray, lte } from 'drizzle-orm';
import { notices } from '../../../db/schema/index.ts';
import type { Reader } from '../../../db/store.ts';
import { type Brand, getBrand } from '../../brands/index.ts';
import { type Customer, getCustomer } from '../../customers/index.ts';
import { listOrdersOfCustomer, type OrderRow } from '../../orders/index.ts';
import { holdsOfCustomer, isHeld } from '../../promos/index.ts';
import type { Work } from '../../work.ts';
import type { Consents } from '../consents.shared.ts';
import { consentsOf } from '../consents.ts';
import { type DeviceOfCustomer, devicesOf } from '../push/subscriptions.ts';
import { dialled, findSmsConnection, type SmsConnection } from '../sms.ts';
import { type Circumstances, type HeldBackWhy, planNotice } from './plan.ts';
import { collapseKeyOf, type NoticeContent, type NoticeKind, noticeKinds, ruleOf } from './rules.ts';
import { noticeSettingsOf } from './settings.ts';
import { asItIsNow } from './truth.ts';

type NoticeRow = typeof notices.$inferSelect;

/** A customer, and every way to reach her. */
export interface Reached {
  readonly brand: Brand;
  readonly customer: Customer;
  readonly timeZone: string;
  /** Whose page she is led to. */
  readonly order: OrderRow | null;
  readonly devices: readonly DeviceOfCustomer[];
  readonly sms: { readonly connection: SmsConnection; readonly to: string } | null;
}

export interface ToTell {
  readonly id: string;
  readonly content: NoticeContent;
}

/** Each puts messages into the outbox that name the first notice as their cause. */
export interface NoticeVoices {
  readonly push: (work: Work, to: Reached, notice: ToTell) => Promise<void>;
  readonly email: (work: Work, to: Reached, list: readonly [ToTell, ...ToTell[]]) => Promise<void>;
  readonly sms: (work: Work, to: Reached, notice: ToTell) => Promise<void>;
}

const perCustomerMax = 100;

/** @returns how many customers were dealt with; as many as `limit` means that more may be waiting */
export const settleNotices = async (
  work: Work,
  voices: NoticeVoices,
  { brandId, limit }: { readonly brandId: string; readonly limit: number },
): Promise<number> => {
  const due = await work.tx
    .selectDistinct({ customerId: notices.customerId })
    .from(notices)
    .where(and(eq(notices.brandId, brandId), eq(notices.status, 'waiting'), lte(notices.dueAt, work.now)))
    .limit(limit);
  if (due.length === 0) return 0;
  const brand = await getBrand(work.tx, brandId);
  for (const { customerId } of due) await settleFor(work, voices, brand, customerId);
  return due.length;
};

const settleFor = async (work: Work, voices: NoticeVoices, brand: Brand, customerId: string): Promise<void> => {
  const waiting = await work.tx
    .select()
    .from(notices)
    .where(and(eq(notices.brandId, brand.id), eq(notices.customerId, customerId), eq(notices.status, 'waiting')))
    .orderBy(asc(notices.createdAt), asc(notices.id))
    .limit(perCustomerMax);
  const { latest, replaced, others } = sorted(waiting);
  await holdBack(work, replaced, 'replaced');
  // Of parcels and cases: told as it happened or not at all.
  await holdBack(work, others, 'undelivered');
  const due = latest.filter(({ row }) => row.dueAt <= work.now);
  if (due.length === 0) return;

  const to = await reach(work.tx, brand, customerId);
  const around = await circumstancesOf(work, to);
  const byMail: ToTell[] = [];
  for (const { row, content } of due) {
    const now = await asItIsNow(
      work.tx,
      { brandId: brand.id, customerId, now: work.now, timeZone: brand.timeZone },
      content,
    );
    const rule = ruleOf(content);
    const plan = planNotice(
      {
        rule,
        createdAt: row.createdAt,
        stillTrue: now !== null,
        digestDue: row.why === 'digest',
        failed: row.why === 'undelivered' ? row.channel : null,
      },
      around(rule.topic),
    );
    if (plan.step === 'hold_back') await holdBack(work, [row], plan.why);
    else if (plan.step === 'wait') await change(work, [row.id], { dueAt: plan.until, why: plan.why });
    else {
      const notice = { id: row.id, content: now ?? content };
      if (plan.by === 'email') byMail.push(notice);
      else {
        await sent(work, [notice], plan.by, row.id);
        await voices[plan.by](work, to, notice);
      }
    }
  }
  const [first, ...more] = byMail;
  if (first === undefined) return;
  await sent(work, byMail, 'email', first.id);
  await voices.email(work, to, [first, ...more]);
};

interface Read {
  readonly row: NoticeRow;
  readonly content: NoticeContent;
}

/** Of those that replace each other only the latest is news. */
const sorted = (
  rows: readonly NoticeRow[],
): { latest: readonly Read[]; replaced: NoticeRow[]; others: NoticeRow[] } => {
  const others = rows.filter(({ kind }) => !noticeKinds.includes(kind as NoticeKind));
  const latest = new Map<string, Read>();
  const replaced: NoticeRow[] = [];
  for (const row of rows.filter((one) => !others.includes(one))) {
    // Written by `enterNotice`, whose type it was.
    const content = row.data as NoticeContent;
    const key = collapseKeyOf(content);
    const before = latest.get(key);
    if (before !== undefined) replaced.push(before.row);
    latest.set(key, { row, content });
  }
  return { latest: [...latest.values()], replaced, others };
};

export const reach = async (reader: Reader, brand: Brand, customerId: string): Promise<Reached> => {
  const about = { brandId: brand.id, customerId };
  const customer = await getCustomer(reader, brand.id, customerId);
  const connection = await findSmsConnection(reader, brand.id);
  const to = dialled(customer.phone);
  return {
    brand,
    customer,
    timeZone: customer.timeZone ?? brand.timeZone,
    order: (await listOrdersOfCustomer(reader, brand.id, customerId, 1))[0] ?? null,
    devices: await devicesOf(reader, about),
    sms: connection === null || to === null ? null : { connection, to },
  };
};

const circumstancesOf = async (
  { tx, now }: Work,
  { brand, customer, timeZone, devices, sms }: Reached,
): Promise<(topic: keyof Consents) => Circumstances> => {
  const about = { brandId: brand.id, customerId: customer.id };
  const consents = await consentsOf(tx, brand.id, customer.id);
  const settings = await noticeSettingsOf(tx, about);
  const holds = await holdsOfCustomer(tx, brand.id, customer.id);
  const isThere = customer.erasedAt === null;
  return (topic) => ({
    now,
    timeZone,
    quietHours: settings.quietHours ?? brand.settings.policy.quietHours,
    digest: settings.digest,
    allowed: consents[topic],
    reachable: {
      push: isThere && devices.length > 0,
      email: isThere && customer.email !== null,
      sms: isThere && sms !== null,
    },
    unhappy: holds.some((hold) => hold.reason === 'negative_sentiment' && isHeld(hold, now)),
  });
};

const holdBack = (work: Work, rows: readonly NoticeRow[], why: HeldBackWhy): Promise<void> =>
  change(
    work,
    rows.map(({ id }) => id),
    { status: 'held_back', why, settledAt: work.now },
  );

/** With the figures that she is told. */
const sent = async (
  work: Work,
  list: readonly ToTell[],
  channel: NoticeRow['channel'],
  sentAs: string,
): Promise<void> => {
  for (const { id, content } of list)
    await change(work, [id], { status: 'sent', channel, why: null, sentAs, data: content, settledAt: work.now });
};

const change = async ({ tx }: Work, ids: readonly string[], to: Partial<NoticeRow>): Promise<void> => {
  if (ids.length > 0)
    await tx
      .update(notices)
      .set(to)
      .where(inArray(notices.id, [...ids]));
};
