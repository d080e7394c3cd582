/** The words for where a shipment is and why, as the pages and the sources use them. */
import type { ShipmentReason, ShipmentStatus } from '../../db/schema/words.ts';

export {
  type ShipmentReason,
  type ShipmentStatus,
  shipmentReasons,
  shipmentStatuses,
  type WatchReason,
  watchReasons,
} from '../../db/schema/words.ts';

/** The stops of the journey that the page draws, in reading direction. */
export const journeyStops = ['ordered', 'handed_over', 'on_its_way', 'arriving', 'arrived'] as const;
export type JourneyStop = (typeof journeyStops)[number];

/** What a shopper is told of a shipment on the watch list: several reasons are one piece of news to her. */
export const watchNews = ['lost', 'damaged', 'returning', 'late', 'attempt_failed', 'on_hold', 'silent'] as const;
export type WatchNews = (typeof watchNews)[number];

/** What support does first about a shipment on the watch list. */
export const nextSteps = [
  'replace_or_refund',
  'confirm_address_and_resend',
  'ask_carrier',
  'check_address',
  'clear_hold',
  'check_dispatch',
  'offer_choice',
  'keep_watching',
] as const;
export type NextStep = (typeof nextSteps)[number];

const troubled: ReadonlySet<ShipmentStatus> = new Set([
  'delayed',
  'on_hold',
  'attempt_failed',
  'exception',
  'returning',
  'returned',
  'cancelled',
  'expired',
]);
const ruined: ReadonlySet<ShipmentReason> = new Set(['damaged', 'lost', 'disposed']);

/** Nothing that anybody is glad to read, of a shipment as of a single scan: what was expected before it is not any more. */
export const isBadNews = (news: {
  readonly status: ShipmentStatus | null;
  readonly reason: ShipmentReason | null;
}): boolean =>
  (news.status !== null && troubled.has(news.status)) ||
  (news.status !== 'delivered' && news.reason !== null && ruined.has(news.reason));
