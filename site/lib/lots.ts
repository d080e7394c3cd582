/** Explains one lot of points in sentences: why so many, what they wait for, until when, and what a refund takes. Pure. */
import type { EarnKind, EntryView, LotView } from '../../server/loyalty/view.shared.ts';
import type { Messages } from '../messages/index.ts';
import type { PointsVoice } from './points.ts';

interface Origin {
  readonly kind: EarnKind;
  readonly orderNumber: string | null;
}

export const originTitle = ({ kind, orderNumber }: Origin, m: Messages): string =>
  kind === 'order' && orderNumber !== null ? m.loyalty.lots.order(orderNumber) : m.loyalty.earn.kinds[kind];

export const lotTitle = (lot: LotView, m: Messages): string => originTitle(lot, m);

export function lotSentences(lot: LotView, voice: PointsVoice): readonly string[] {
  const { f, m, points } = voice;
  const { lots: words } = m.loyalty;
  const { state, spendableOn, latestOn, expiresOn, pausedFor, refundTakes, because } = lot;
  const waiting = state === 'pending';
  return [
    words.earned(f.date(lot.earnedOn)),
    why(lot, voice),
    because.note,
    waiting && lot.waitsFor === 'delivery' && words.waitsForDelivery,
    waiting && lot.waitsFor === 'return_window' && words.waitsForReturns,
    waiting && lot.waitsFor === 'no_parcel' && words.waitsForNoParcel,
    waiting && lot.waitsFor === 'parcel_ended' && words.waitsForEnded,
    waiting && latestOn !== null && words.waitsAtMost(f.when(latestOn)),
    waiting && spendableOn !== null && words.waitsUntil(f.when(spendableOn)),
    state === 'spendable' && spendableOn !== null && words.unlocked(f.date(spendableOn)),
    state === 'spendable' && (expiresOn === null ? words.expiresNever : words.expires(f.when(expiresOn))),
    state === 'spendable' && pausedFor !== null && words.pausedFor[pausedFor],
    state === 'spent' && words.spent,
    state === 'expired' && words.gone,
    state === 'taken_back' && words.back,
    refundTakes !== null && refundTakes > 0 && words.refund(points(refundTakes)),
  ].filter((sentence) => typeof sentence === 'string');
}

function why({ because, points: earned }: LotView, { f, m, points }: PointsVoice): string {
  const { lots: words } = m.loyalty;
  const { rate, basis, multiplier } = because;
  const sum = points(earned);
  if (rate === null || basis === null) return words.fixed(sum);
  const each = f.money(rate.perMinor, basis.currency);
  const sentence = words.rate({ points: points(rate.points), each, basis: f.money(basis.minor, basis.currency) });
  return multiplier === 1 ? words.sum({ sentence, sum }) : words.times({ sentence, times: f.number(multiplier), sum });
}

/** What one redemption took of several lots, or gave back to them, as one line: that is how it was lived. */
export function asLived(entries: readonly EntryView[]): readonly EntryView[] {
  const lived = Map.groupBy(entries, ({ id, kind, redemptionId }) =>
    redemptionId === null ? id : `${kind} ${redemptionId}`,
  );
  return [...lived.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [{ ...first, points: others.reduce((sum, { points }) => sum + points, first.points) }],
  );
}
