/**
 * The shopper's own log. News of the account stands in `notices`; what was told of parcels and cases, and promotions, is
 * read from the outbox as it left, so that it can say nothing that did not happen. That part reaches back a month.
 */
import { and, desc, eq, inArray, isNull, or } from 'drizzle-orm';
import { notices, outboxMessages, subscriptions } from '../../../db/schema/index.ts';
import type { Reader } from '../../../db/store.ts';
import { createFormat } from '../../../site/lib/format.ts';
import { type Messages, messagesFor } from '../../../site/messages/index.ts';
import type { Brand } from '../../brands/index.ts';
import { type Customer, getCustomer } from '../../customers/index.ts';
import { shipmentStatuses } from '../../shipments/status.shared.ts';
import { changeActions } from '../../subscriptions/view.shared.ts';
import { cancellationKey } from '../cancellation.ts';
import type { EmailPayload, PushPayload, SmsPayload } from '../channel.ts';
import type { ConsentChannel, ConsentTopic } from '../consents.shared.ts';
import { overtaken, priorities } from '../outbox.ts';
import { readCauses } from './causes.ts';
import type { HeldBackKind } from './enter.ts';
import { type NoticeContent, type NoticeKind, noticeKinds } from './rules.ts';
import type { HeldBackWord, NoticeLogEntry } from './view.shared.ts';
import { inWords } from './words.ts';

const entriesMax = 100;

/** @returns newest first, at most a hundred of each of the two kinds */
export const noticesOf = async (
  reader: Reader,
  brand: Brand,
  of: { readonly customerId: string; readonly locale: string; readonly now: Date },
): Promise<readonly NoticeLogEntry[]> => {
  const customer = await getCustomer(reader, brand.id, of.customerId);
  const ofAccount = await accountEntries(reader, brand, customer, of);
  const asTheyLeft = await outboxEntries(reader, brand, customer);
  const all = [...ofAccount, ...asTheyLeft].sort((a, b) => b.at.getTime() - a.at.getTime());
  const causeOf = await readCauses(
    reader,
    customer,
    all.map(({ occurrence }) => occurrence),
  );
  const m = messagesFor(of.locale, brand.settings.address);
  const f = createFormat({ ...of, timeZone: customer.timeZone ?? brand.timeZone });
  return all.map(({ occurrence, detail, ...entry }) => {
    const { order, shipment, isOneOfSeveral, friendOrderedAt } = causeOf(occurrence);
    const about = [
      ...(order === null ? [] : [m.mail.order(order.number)]),
      ...(isOneOfSeveral ? [shipment?.trackingNumber ?? shipment?.externalId] : []),
      ...(friendOrderedAt === null ? [] : [m.refer.friends.since(f.dayWithDate(friendOrderedAt))]),
      ...(detail === null ? [] : [detail]),
    ].join(' · ');
    return {
      ...entry,
      orderId: order?.externalId ?? null,
      shipmentId: shipment?.externalId ?? null,
      about: about === '' ? null : about,
    };
  });
};

interface Draft extends Omit<NoticeLogEntry, 'orderId' | 'shipmentId' | 'about'> {
  /** With the ids of what it is about. */
  readonly occurrence: string;
  /** What else tells it from others that say the same. */
  readonly detail: string | null;
}

type NoticeRow = typeof notices.$inferSelect;

const accountEntries = async (
  reader: Reader,
  brand: Brand,
  customer: Customer,
  { locale, now }: { readonly locale: string; readonly now: Date },
): Promise<readonly Draft[]> => {
  const rows = await reader
    .select()
    .from(notices)
    .where(and(eq(notices.brandId, brand.id), eq(notices.customerId, customer.id)))
    .orderBy(desc(notices.createdAt), desc(notices.id))
    .limit(entriesMax);
  const things = rows.some(({ data }) => isAboutSubscription(data)) ? await thingsOf(reader, customer) : null;
  const m = messagesFor(locale, brand.settings.address);
  const timeZone = customer.timeZone ?? brand.timeZone;
  return rows.map((row): Draft => {
    const { id, kind, topic, occurrence } = row;
    const told = { id, kind, topic, occurrence, at: row.settledAt ?? row.createdAt, state: stateOf(row), detail: null };
    // Written by `noteHeldBack`, or else by `enterNotice`, each with its own kinds.
    if (!noticeKinds.includes(row.kind as NoticeKind)) return { ...told, ...heldBackWordsOf(row, m) };
    const content = row.data as NoticeContent;
    const thing = isAboutSubscription(content) ? (things?.get(content.subscriptionId) ?? null) : null;
    // Said as it was said then: “tomorrow” was the day after.
    const detail = content.kind === 'subscription.change_rolled_back' ? changeName(content.action, m) : null;
    return { ...told, detail, ...inWords(content, thing, brand, { locale, timeZone, now: row.settledAt ?? now }) };
  });
};

/** Of a parcel that moved, also how far: the first word of its occurrence. */
const heldBackWordsOf = ({ kind, occurrence }: NoticeRow, m: Messages): Pick<Draft, 'title' | 'line'> => {
  const reached = occurrence.split(' ')[0];
  const status = shipmentStatuses.find((one) => one === reached);
  return {
    title: m.notices.log.others[kind as HeldBackKind],
    line: status === undefined ? null : m.timeline[status],
  };
};

const changeName = (action: string, m: Messages): string | null => {
  const known = changeActions.find((one) => one === action);
  return known === undefined ? null : m.subscriptions.changes.what[known];
};

/** What each of her subscriptions brings, by name. */
const thingsOf = async (reader: Reader, { brandId, id }: Customer): Promise<ReadonlyMap<string, string | null>> => {
  const rows = await reader
    .select({ id: subscriptions.id, items: subscriptions.items })
    .from(subscriptions)
    .where(and(eq(subscriptions.brandId, brandId), eq(subscriptions.customerId, id)))
    .limit(entriesMax);
  return new Map(rows.map((row) => [row.id, row.items[0]?.name ?? null]));
};

const isAboutSubscription = (data: unknown): data is { readonly subscriptionId: string } =>
  typeof data === 'object' && data !== null && 'subscriptionId' in data;

const stateOf = ({ status, channel, why, dueAt }: NoticeRow): NoticeLogEntry['state'] => {
  if (status === 'sent' && channel !== null) return { is: 'sent', by: channel };
  if (status !== 'waiting') return { is: 'held_back', why: why === null || why === 'digest' ? 'outdated' : why };
  return { is: 'waiting', why: why === 'quiet_hours' || why === 'digest' ? why : 'now', until: dueAt };
};

const outboxEntries = async (reader: Reader, brand: Brand, customer: Customer): Promise<readonly Draft[]> => {
  const rows = await reader
    .select({
      id: outboxMessages.id,
      channel: outboxMessages.channel,
      priority: outboxMessages.priority,
      payload: outboxMessages.payload,
      key: outboxMessages.deduplicationKey,
      status: outboxMessages.status,
      at: outboxMessages.createdAt,
      finishedAt: outboxMessages.finishedAt,
      reason: outboxMessages.lastReason,
      dueAt: outboxMessages.availableAt,
    })
    .from(outboxMessages)
    .where(
      and(
        eq(outboxMessages.brandId, brand.id),
        eq(outboxMessages.customerId, customer.id),
        inArray(outboxMessages.channel, ['push', 'email', 'sms']),
        or(isNull(outboxMessages.causeId), eq(outboxMessages.priority, priorities.promotion)),
      ),
    )
    .orderBy(desc(outboxMessages.id))
    .limit(entriesMax);
  const entries = new Map<string, Draft>();
  for (const { id, channel, priority, payload, key, status, at, finishedAt, reason, dueAt } of rows) {
    const title = titleOf({ channel, payload }, customer);
    if (title === null || secretKeys.test(key)) continue;
    // Of several devices, the one that heard it speaks for all.
    const occurrence = channel === 'push' ? key.slice(0, key.lastIndexOf(' ')) : key;
    const known = entries.get(occurrence);
    if (known?.state.is === 'sent') continue;
    entries.set(occurrence, {
      id,
      kind: kindOf(key),
      topic: topicOf({ priority, key }),
      occurrence,
      detail: null,
      title,
      line: null,
      at: finishedAt ?? at,
      state: stateOfMessage({ status, reason, dueAt }, channel as ConsentChannel),
    });
  }
  return [...entries.values()];
};

/** By the first word behind the channel: the fact, the status, what is the matter with a parcel. */
const kindsByWord: Readonly<Record<string, string>> = {
  promotion: 'promotion',
  cancellation: 'subscription.cancelled',
  order: 'order.link',
  ask: 'parcel.ask',
  'alert.replied': 'case.replied',
  'alert.resolved': 'case.resolved',
  out_for_delivery: 'parcel.moving',
  ready_for_pickup: 'parcel.moving',
  delivered: 'parcel.moving',
};

const kindOf = (key: string): string => kindsByWord[key.split(' ')[1] ?? ''] ?? 'parcel.trouble';

const topicOf = ({ priority, key }: { readonly priority: number; readonly key: string }): ConsentTopic => {
  if (priority === priorities.promotion) return 'promo';
  return key.startsWith(cancellationKey) ? 'subscription' : 'parcel';
};

const stateOfMessage = (
  {
    status,
    reason,
    dueAt,
  }: {
    readonly status: 'waiting' | 'sent' | 'dead' | 'spared';
    readonly reason: string | null;
    readonly dueAt: Date;
  },
  by: ConsentChannel,
): NoticeLogEntry['state'] => {
  if (status === 'sent') return { is: 'sent', by };
  if (status === 'waiting') return { is: 'waiting', why: 'now', until: dueAt };
  if (status === 'spared') return { is: 'held_back', why: reason === overtaken ? 'outdated' : 'heard' };
  const why: HeldBackWord = 'undelivered';
  return { is: 'held_back', why };
};

/** Subjects that are themselves what opens a door. */
const secretKeys = /^email code /;

/** As it was written; null for what went to somebody else about her, such as an alert to support. */
const titleOf = (
  { channel, payload }: { readonly channel: string; readonly payload: unknown },
  { email }: Customer,
): string | null => {
  // `enqueue` typed the payload by its channel; the table holds any.
  if (channel === 'push') return pushTitle(payload as PushPayload);
  if (channel === 'sms') return (payload as SmsPayload).text;
  const { to, subject } = payload as EmailPayload;
  return to.address.toLowerCase() === email?.toLowerCase() ? subject : null;
};

const pushTitle = ({ body }: PushPayload): string | null => {
  const said: unknown = JSON.parse(body);
  const notification = typeof said === 'object' && said !== null && 'notification' in said ? said.notification : null;
  const title =
    typeof notification === 'object' && notification !== null && 'title' in notification ? notification.title : null;
  return typeof title === 'string' ? title : null;
};
