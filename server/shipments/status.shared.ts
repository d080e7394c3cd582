/** The words for where a shipment is and why, as the pages and the sources use them. */
export { type ShipmentReason, type ShipmentStatus, shipmentReasons, shipmentStatuses } from '../../db/schema/words.ts';

/** The stops of the journey that the page draws, in reading direction. */
export const journeyStops = ['ordered', 'handed_over', 'on_its_way', 'arriving', 'arrived'] as const;
export type JourneyStop = (typeof journeyStops)[number];
