/** The words for where a shipment is and why, as the pages and the sources use them. */
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
