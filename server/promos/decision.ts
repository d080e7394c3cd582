/** May this be promoted to this person: the gate over what is known of her, for one and for hundreds at once. */
import type { Reader } from '../../db/store.ts';
import { type Brand, getBrand } from '../brands/index.ts';
import { notFound } from '../faults.ts';
import { type Decision, decide } from './gate.ts';
import type { PromoChannel } from './inputs.ts';
import { personFor, readPeople } from './people.ts';

export interface PromoQuestion {
  /** The merchant's. */
  readonly customerExternalId: string;
  /** The merchant's id of the product. */
  readonly productId?: string | undefined;
  readonly channel?: PromoChannel | undefined;
}

/**
 * May this be promoted to this customer now? Consent must have been given: a customer who was never asked is not
 * promoted to.
 * @throws Fault `not_found` for a customer that the brand does not have
 */
export const promoDecision = async (
  reader: Reader,
  ask: PromoQuestion & { readonly brandId: string; readonly now: Date },
): Promise<Decision> => {
  const brand = await getBrand(reader, ask.brandId);
  const [decision] = await promoDecisions(reader, brand, [ask], ask.now);
  if (!decision) throw notFound(`Customer ${ask.customerExternalId}`);
  return decision;
};

/**
 * The same for hundreds, in a handful of queries.
 * @returns in the order of the questions; null for a customer that the brand does not have
 */
export const promoDecisions = async (
  reader: Reader,
  brand: Brand,
  questions: readonly PromoQuestion[],
  now: Date,
): Promise<readonly (Decision | null)[]> => {
  const people = await readPeople(reader, {
    brand,
    customers: { externalIds: distinct(questions.map(({ customerExternalId }) => customerExternalId)) },
    productIds: distinct(questions.map(({ productId }) => productId)),
    channels: distinct(questions.map(({ channel }) => channel)),
    now,
  });
  const known = new Map(people.map((person) => [person.customer.externalId, person]));
  return questions.map(({ customerExternalId, productId = null, channel = null }) => {
    const person = known.get(customerExternalId);
    const ask = { productId, channel };
    return person === undefined ? null : decide(now, brand.settings.policy, personFor(person, ask), ask);
  });
};

/**
 * The same for people whom a send of ours is about to reach, all with the same thing; the sends that ask do not count
 * towards the cap.
 * @returns by our id; without those whom the brand does not have any more
 */
export const decisionsFor = async (
  reader: Reader,
  ask: {
    readonly brand: Brand;
    readonly customerIds: readonly string[];
    readonly exceptSendIds: readonly string[];
    readonly productId: string | null;
    readonly channel: PromoChannel;
    readonly now: Date;
  },
): Promise<ReadonlyMap<string, Decision>> => {
  const { brand, productId, channel, exceptSendIds, now } = ask;
  const people = await readPeople(reader, {
    brand,
    customers: { ids: ask.customerIds },
    productIds: productId === null ? [] : [productId],
    channels: [channel],
    exceptSendIds,
    now,
  });
  const question = { productId, channel };
  return new Map(
    people.map((known) => [
      known.customer.id,
      decide(now, brand.settings.policy, personFor(known, question), question),
    ]),
  );
};

const distinct = <Value extends string>(values: readonly (Value | undefined)[]): Value[] => [
  ...new Set(values.filter((value) => value !== undefined)),
];
