/**
 * The shopper's own log. News of the account stands in `notices`; what was told of parcels and cases, and promotions, is
 * read from the outbox as it left, so that it can say nothing that did not happen. That part reaches back a month.
 */
import { and, desc, eq, inArray, isNull, or } from 'drizzle-orm';
import { notices, outboxMessages, subscriptions } from '../../../db/schema/index.ts';
import type { Reader } from '../../../db/store.ts';
import { messagesFor } from '../../../site/messages/index.ts';
import type { Brand } from '../../brands/index.ts';
import { type Customer, getCustomer } from '../../customers/index.ts';
import { cancellationKey } from '../cancellation.ts';
import type { EmailPayload, PushPayload, SmsPayload } from '../channel.ts';
import type { ConsentChannel, ConsentTopic } from '../consents.shared.ts';
import { overtaken, priorities } from '../outbox.ts';
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
  return [...ofAccount, ...asTheyLeft].sort((a, b) => b.at.getTime() - a.at.getTime());
};

type NoticeRow = typeof notices.$inferSelect;

const accountEntries = async (
  reader: Reader,
  brand: Brand,
  customer: Customer,
  { locale, now }: { readonly locale: string; readonly now: Date },
): Promise<readonly NoticeLogEntry[]> => {
  const rows = await reader
    .select()
    .from(notices)
    .where(and(eq(notices.brandId, brand.id), eq(notices.customerId, customer.id)))
    .orderBy(desc(notices.createdAt), desc(notices.id))
    .limit(entriesMax);
  const things = rows.some(({ data }) => isAboutSubscription(data)) ? await thingsOf(reader, customer) : null;
  const m = messagesFor(locale, brand.settings.address);
  const timeZone = customer.timeZone ?? brand.timeZone;
  return rows.map((row): NoticeLogEntry => {
    const told = { id: row.id, topic: row.topic, at: row.settledAt ?? row.createdAt, state: stateOf(row) };
    // Written by `noteHeldBack`, or else by `enterNotice`, each with its own kinds.
    if (!noticeKinds.includes(row.kind as NoticeKind))
      return { ...told, title: m.notices.log.others[row.kind as HeldBackKind], line: null };
    const content = row.data as NoticeContent;
    const thing = isAboutSubscription(content) ? (things?.get(content.subscriptionId) ?? null) : null;
    // Said as it was said then: “tomorrow” was the day after.
    return { ...told, ...inWords(content, thing, brand, { locale, timeZone, now: row.settledAt ?? now }) };
  });
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

const outboxEntries = async (reader: Reader, brand: Brand, customer: Customer): Promise<readonly NoticeLogEntry[]> => {
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
  const entries = new Map<string, NoticeLogEntry>();
  for (const { id, channel, priority, payload, key, status, at, finishedAt, reason, dueAt } of rows) {
    const title = titleOf({ channel, payload }, customer);
    if (title === null || secretKeys.test(key)) continue;
    // Of several devices, the one that heard it speaks for all.
    const occurrence = channel === 'push' ? key.slice(0, key.lastIndexOf(' ')) : key;
    const known = entries.get(occurrence);
    if (known?.state.is === 'sent') continue;
    entries.set(occurrence, {
      id,
      topic: topicOf({ priority, key }),
      title,
      line: null,
      at: finishedAt ?? at,
      state: stateOfMessage({ status, reason, dueAt }, channel as ConsentChannel),
    });
  }
  return [...entries.values()];
};

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
