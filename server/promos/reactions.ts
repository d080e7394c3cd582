/**
 * How cases hold promotions back. At most one hold of a case stands: it runs as long as the case is open, then for the
 * cool-down, and ends at once when what she says about everything in the case is well again.
 */
import { findStanding, standingAnswersOf, subjectOf } from '../alerts/index.ts';
import { getBrand } from '../brands/index.ts';
import type { FactOf } from '../facts.ts';
import { after, days } from '../kit/clock.ts';
import { getAnswer, isNegative } from '../sentiment/index.ts';
import type { Work } from '../work.ts';
import { endOf, holdsOfAlert, holdsOfCustomer, holdsOfOrder, isHeld, moveEnd, releaseHold, setHold } from './holds.ts';

/** Runs after the answer was taken into its case. */
export const holdWhileUnhappy = async (work: Work, fact: FactOf<'sentiment.answered'>): Promise<void> => {
  if (!fact.negative) return releaseWhatIsWell(work, fact);
  const alert = await findStanding(work.tx, fact.brandId, subjectOf(fact));
  if (!alert) throw new Error('an unhappy answer has no case: its reaction must run before this one');
  const { source } = await getAnswer(work.tx, fact.brandId, fact.answerId);
  await holdForCase(work, { ...fact, alertId: alert.id }, `sentiment:${source}`);
};

/** Promotions return some days after the resolution, not with it. */
export const coolDownAfterResolution = async (work: Work, fact: FactOf<'alert.resolved'>): Promise<void> => {
  const { policy } = (await getBrand(work.tx, fact.brandId)).settings;
  const until = after(work.now, days(policy.holdCoolDownDays));
  for (const hold of await holdsOfAlert(work.tx, fact.brandId, fact.alertId)) {
    const { maxUntil } = hold;
    if (isHeld(hold, work.now)) await moveEnd(work, hold, { until: endOf({ until, maxUntil }), maxUntil });
  }
};

/** A case that held promotions back and was not over holds them back again. */
export const holdAgainAfterReopening = async (work: Work, fact: FactOf<'alert.reopened'>): Promise<void> => {
  const before = (await holdsOfAlert(work.tx, fact.brandId, fact.alertId)).at(-1);
  if (before) await holdForCase(work, fact, before.source);
};

/** What a case of the order holds back is held back from whoever's it is by now, too; who had it before keeps hers. */
export const holdForOwner = async (
  work: Work,
  { brandId, orderId, customerId }: FactOf<'order.changed'>,
): Promise<void> => {
  const standing = (await holdsOfOrder(work.tx, brandId, orderId)).filter((hold) => isHeld(hold, work.now));
  for (const ofCase of Map.groupBy(standing, ({ alertId }) => alertId).values()) {
    const newest = ofCase.at(-1);
    if (!newest || ofCase.some((hold) => hold.customerId === customerId)) continue;
    const { reason, channel, productId, source, alertId, until, maxUntil } = newest;
    await setHold(work, { brandId, customerId, reason, channel, productId, source, alertId, until, maxUntil });
  }
};

const holdForCase = async (
  work: Work,
  of: { brandId: string; customerId: string; alertId: string },
  source: string,
): Promise<void> => {
  const { brandId, customerId, alertId } = of;
  const hers = (await holdsOfAlert(work.tx, brandId, alertId)).filter((hold) => hold.customerId === customerId);
  const stands = hers.find((hold) => isHeld(hold, work.now));
  const { policy } = (await getBrand(work.tx, brandId)).settings;
  const maxUntil = after(work.now, days(policy.holdMaxDays));
  // The most that it lasts counts from what she said last.
  if (stands) return moveEnd(work, stands, { until: null, maxUntil });
  await setHold(work, {
    brandId,
    customerId,
    reason: 'negative_sentiment',
    channel: null,
    productId: null,
    source,
    alertId,
    until: null,
    maxUntil,
  });
};

const releaseWhatIsWell = async (work: Work, fact: FactOf<'sentiment.answered'>): Promise<void> => {
  for (const hold of await holdsOfCustomer(work.tx, fact.brandId, fact.customerId)) {
    if (hold.alertId === null || hold.reason !== 'negative_sentiment' || !isHeld(hold, work.now)) continue;
    const answers = await standingAnswersOf(work.tx, fact.brandId, hold.alertId);
    const isOfThisCase = answers.some((answer) => answer.id === fact.answerId);
    if (!isOfThisCase || answers.some(isNegative)) continue;
    await releaseHold(work, hold, { by: 'shopper', why: 'better_rating' });
  }
};
