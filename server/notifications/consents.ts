/**
 * What a customer allows and forbids, per topic and channel. Every change is a row of its own and the newest of a pair
 * counts; where nothing was ever said, service news may come by mail and push, and promotions as the shop says.
 */
import { and, asc, eq } from 'drizzle-orm';
import { consents } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import { getCustomer, setPromoConsent } from '../customers/index.ts';
import type { Work } from '../work.ts';
import {
  type ConsentChannel,
  type Consents,
  type ConsentTopic,
  consentChannels,
  consentTopics,
} from './consents.shared.ts';

export interface ConsentChange {
  readonly topic: ConsentTopic;
  readonly channel: ConsentChannel;
  readonly given: boolean;
}

/** Where it was said. What the customer said herself (`portal`, `unsubscribe`) the shop's next message does not undo. */
export type ConsentSource = 'portal' | 'api' | 'unsubscribe' | 'import';

export interface ConsentSaid extends ConsentChange {
  /** When and where it was said; null where nothing ever was, or where it is what the shop told of the customer. */
  readonly said: { readonly at: Date; readonly source: ConsentSource } | null;
}

/** Every pair as it counts now. @param customerId ours. @throws Fault `not_found` */
export const listConsents = async (
  reader: Reader,
  brandId: string,
  customerId: string,
): Promise<readonly ConsentSaid[]> => {
  const { promoConsent } = await getCustomer(reader, brandId, customerId);
  const rows = await reader
    .select()
    .from(consents)
    .where(and(eq(consents.brandId, brandId), eq(consents.customerId, customerId)))
    .orderBy(asc(consents.at), asc(consents.id));
  // Of several rows of a pair in a map the newest stays.
  const newest = new Map(rows.map((row) => [`${row.topic} ${row.channel}`, row]));
  return consentTopics.flatMap((topic) =>
    consentChannels.map((channel) => {
      const row = newest.get(`${topic} ${channel}`);
      const unsaid = topic === 'promo' ? promoConsent === true : channel !== 'sms';
      // The customer's own column is what promotions by mail hang on, and the shop may change it too.
      const given = topic === 'promo' && channel === 'email' ? unsaid : (row?.given ?? unsaid);
      return { topic, channel, given, said: row?.given === given ? { at: row.at, source: row.source } : null };
    }),
  );
};

/** @param customerId ours. @throws Fault `not_found` */
export const consentsOf = async (reader: Reader, brandId: string, customerId: string): Promise<Consents> => {
  const all = await listConsents(reader, brandId, customerId);
  const channelsOf = (topic: ConsentTopic) =>
    Object.fromEntries(all.filter((one) => one.topic === topic).map(({ channel, given }) => [channel, given]));
  // Built from the lists that make the type, which `fromEntries` cannot say.
  return Object.fromEntries(consentTopics.map((topic) => [topic, channelsOf(topic)])) as Consents;
};

/**
 * Notes what was allowed or forbidden, as far as it is new, and records `consent.changed` for each pair that changed.
 * Promotions by mail change the customer's `promoConsent` too.
 * @throws Fault `not_found`
 */
export const setConsents = async (
  work: Work,
  {
    brandId,
    customerId,
    source,
  }: { readonly brandId: string; readonly customerId: string; readonly source: ConsentSource },
  changes: readonly ConsentChange[],
): Promise<void> => {
  const before = await consentsOf(work.tx, brandId, customerId);
  const wanted = new Map(changes.map((change) => [`${change.topic} ${change.channel}`, change]));
  for (const { topic, channel, given } of wanted.values()) {
    if (before[topic][channel] === given) continue;
    await work.tx
      .insert(consents)
      .values({ id: work.newId(), brandId, customerId, topic, channel, given, source, at: work.now });
    if (topic === 'promo' && channel === 'email') {
      const byHer = source === 'portal' || source === 'unsubscribe';
      await setPromoConsent(work, { brandId, customerId, given, byHer });
    }
    await work.record({ kind: 'consent.changed', brandId, customerId, topic, channel, given });
  }
  await keepOtherPromoChannels(work, { brandId, customerId, source }, { before, wanted });
};

/** Where promotions were never spoken of, mail speaks for push and texts: what is said of mail now must not. */
const keepOtherPromoChannels = async (
  work: Work,
  whose: { readonly brandId: string; readonly customerId: string; readonly source: ConsentSource },
  said: { readonly before: Consents; readonly wanted: ReadonlyMap<string, unknown> },
): Promise<void> => {
  if (!said.wanted.has('promo email')) return;
  const after = await consentsOf(work.tx, whose.brandId, whose.customerId);
  for (const channel of consentChannels) {
    const given = said.before.promo[channel];
    if (said.wanted.has(`promo ${channel}`) || after.promo[channel] === given) continue;
    await work.tx.insert(consents).values({ id: work.newId(), ...whose, topic: 'promo', channel, given, at: work.now });
  }
};
