/**
 * What the outside may say about a shipment: the schemas that validate the merchant API, that its OpenAPI document is
 * generated from, and that every source adapter's output is typed by.
 */
import { z } from '@hono/zod-openapi';
import { externalId, instant, isoDate, line, paragraph, webAddress } from '../kit/schemas.ts';
import { shipmentReasons, shipmentStatuses } from './status.shared.ts';

export const placeInput = z
  .strictObject({
    name: line(200).optional(),
    city: line(200).optional(),
    region: line(200).optional(),
    postalCode: line(32).optional(),
    countryCode: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .optional(),
  })
  .openapi('Place');

export const trackingEventInput = z
  .strictObject({
    /** The source's own id of the event, where it has one. Without it, code, time and place identify the event. */
    id: externalId.optional(),
    /** Absent when the raw code could not be mapped: the event is kept and shown, and moves nothing. */
    status: z.enum(shipmentStatuses).optional(),
    reason: z.enum(shipmentReasons).optional(),
    actionRequired: z.boolean().optional(),
    /** The carrier's own code or wording for the status. */
    rawCode: line(200).optional(),
    description: paragraph(1000).optional(),
    occurredAt: instant,
    /** The time as the carrier said it, where it said it in another form. */
    saidAt: line(64).optional(),
    place: placeInput.optional(),
    signedBy: line(200).optional(),
  })
  .openapi('TrackingEvent');
export type TrackingEventInput = z.infer<typeof trackingEventInput>;

/** The carrier's estimate: a day or a window of instants. */
export const estimateInput = z
  .strictObject({ from: instant.optional(), to: instant.optional(), on: isoDate.optional() })
  .openapi('Estimate');
export type EstimateInput = z.infer<typeof estimateInput>;

export const pickupPointInput = z
  .strictObject({
    name: line(200),
    address: line(500).optional(),
    openingHours: line(500).optional(),
    code: line(64).optional(),
    until: isoDate.optional(),
  })
  .openapi('PickupPoint');

export const proofOfDeliveryInput = z
  .strictObject({
    signedBy: line(200).optional(),
    leftWith: line(200).optional(),
    photoUrl: webAddress.optional(),
  })
  .openapi('ProofOfDelivery');

export const shipmentInput = z
  .strictObject({
    id: externalId,
    carrier: line(100).optional(),
    service: line(100).optional(),
    trackingNumber: line(100).optional(),
    trackingUrl: webAddress.optional(),
    /** The day that the shop promised, in the shopper's zone. Later values are kept as slips, with their history. */
    promisedOn: isoDate.optional(),
    carrierEstimate: estimateInput.optional(),
    itemIds: z.array(externalId).max(500).optional(),
    pickupPoint: pickupPointInput.optional(),
    proofOfDelivery: proofOfDeliveryInput.optional(),
    events: z.array(trackingEventInput).max(500).optional(),
  })
  .openapi('Shipment');
export type ShipmentInput = z.infer<typeof shipmentInput>;
