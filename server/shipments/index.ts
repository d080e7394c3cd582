export {
  countLearnedFrom,
  estimateShipment,
  explainShipment,
  type Journey,
  keepModel,
  listJourneys,
  refreshEstimates,
  trainApart,
} from './estimate/index.ts';

export { expireSilent, listSilent } from './expiry.ts';
export {
  type EstimateInput,
  placeInput,
  type ShipmentInput,
  shipmentInput,
  type TrackingEventInput,
  trackingEventInput,
} from './inputs.ts';
export { firstPromise, lateDays } from './lateness.ts';
export { type DueShipment, findQuota, listDueShipments, notePoll, noteQuota, quotaDay } from './pollers/due.ts';
export { carrierPollers } from './pollers/index.ts';
export type { Access, Poller, Question } from './pollers/poller.ts';
export {
  findShipment,
  findShipmentById,
  listEstimates,
  listEvents,
  listShipmentItems,
  listShipments,
  type ShipmentRow,
  type TrackingEvent,
} from './queries.ts';
export { putShipment, takeNews } from './shipments.ts';
export * from './status.shared.ts';
export { trackingKey } from './trackingKey.ts';
export { shipmentView } from './view.ts';
export { acknowledgeWatch, listAcknowledgements, withdrawAcknowledgement } from './watch/acknowledge.ts';
export { type DeskWatchEntry, findWatchEntry, listGravest, listWatched } from './watch/list.ts';
export { listToReview, type ReviewPage, reviewWatch, type ToReview } from './watch/review.ts';
export { newsOf } from './watch/rules.ts';
