/**
 * What the merchant API answers, as schemas (for the OpenAPI document) with the functions that fill them from rows.
 * Ids are the merchant's own wherever the merchant gave one.
 */
import { z } from '@hono/zod-openapi';
import type { Customer } from '../customers/index.ts';
import { addressInput, type OrderItem, type OrderRow, type Refund } from '../orders/index.ts';
import {
  placeInput,
  type ShipmentRow,
  shipmentReasons,
  shipmentStatuses,
  type TrackingEvent,
} from '../shipments/index.ts';

const at = z.iso.datetime().nullable();
const text = z.string().nullable();

export const customerShape = z
  .object({
    id: z.string(),
    email: text,
    name: text,
    phone: text,
    locale: text,
    timeZone: text,
    promoConsent: z.boolean().nullable(),
    createdAt: z.iso.datetime(),
  })
  .openapi('Customer');

export const customerJson = (customer: Customer): z.infer<typeof customerShape> => ({
  id: customer.externalId,
  email: customer.email,
  name: customer.name,
  phone: customer.phone,
  locale: customer.locale,
  timeZone: customer.timeZone,
  promoConsent: customer.promoConsent,
  createdAt: customer.createdAt.toISOString(),
});

export const trackingEventShape = z
  .object({
    status: z.enum(shipmentStatuses).nullable(),
    reason: z.enum(shipmentReasons).nullable(),
    actionRequired: z.boolean(),
    rawCode: text,
    description: text,
    place: placeInput.nullable(),
    occurredAt: z.iso.datetime(),
    saidAt: text,
    receivedAt: z.iso.datetime(),
    source: z.string(),
  })
  .openapi('TrackingEventRecorded');

const eventJson = (event: TrackingEvent): z.infer<typeof trackingEventShape> => ({
  status: event.status,
  reason: event.reason,
  actionRequired: event.actionRequired,
  rawCode: event.rawCode,
  description: event.description,
  place: event.place,
  occurredAt: event.occurredAt.toISOString(),
  saidAt: event.saidAt,
  receivedAt: event.receivedAt.toISOString(),
  source: event.source,
});

export const shipmentShape = z
  .object({
    id: z.string(),
    orderId: z.string(),
    carrier: text,
    service: text,
    trackingNumber: text,
    trackingUrl: text,
    promisedOn: z.iso.date().nullable(),
    carrierEstimate: z.object({ on: z.iso.date().nullable(), from: at, to: at }).nullable(),
    status: z.enum(shipmentStatuses),
    reason: z.enum(shipmentReasons).nullable(),
    actionRequired: z.boolean(),
    statusAt: at,
    deliveredAt: at,
    itemIds: z.array(z.string()),
    events: z.array(trackingEventShape).openapi({ description: 'Newest first.' }),
  })
  .openapi('ShipmentRecorded');

export const shipmentJson = (
  shipment: ShipmentRow,
  of: { readonly orderId: string; readonly itemIds: readonly string[]; readonly events: readonly TrackingEvent[] },
): z.infer<typeof shipmentShape> => ({
  id: shipment.externalId,
  orderId: of.orderId,
  carrier: shipment.carrier,
  service: shipment.service,
  trackingNumber: shipment.trackingNumber,
  trackingUrl: shipment.trackingUrl,
  promisedOn: shipment.promisedOn,
  carrierEstimate:
    shipment.estimateOn || shipment.estimateFrom || shipment.estimateTo
      ? {
          on: shipment.estimateOn,
          from: shipment.estimateFrom?.toISOString() ?? null,
          to: shipment.estimateTo?.toISOString() ?? null,
        }
      : null,
  status: shipment.status,
  reason: shipment.reason,
  actionRequired: shipment.actionRequired,
  statusAt: shipment.statusAt?.toISOString() ?? null,
  deliveredAt: shipment.deliveredAt?.toISOString() ?? null,
  itemIds: [...of.itemIds],
  events: of.events.map(eventJson),
});

export const orderShape = z
  .object({
    id: z.string(),
    number: z.string(),
    placedAt: z.iso.datetime(),
    currency: z.string(),
    totalMinor: z.int(),
    locale: text,
    customer: customerShape,
    shippingAddress: addressInput.nullable(),
    items: z.array(
      z.object({
        id: z.string(),
        productId: text,
        name: z.string(),
        detail: text,
        quantity: z.int(),
        unitPriceMinor: z.int(),
        imageUrl: text,
      }),
    ),
    shipments: z.array(shipmentShape),
    refunds: z.array(
      z.object({
        id: z.string(),
        amountMinor: z.int(),
        shippingMinor: z.int().nullable(),
        currency: z.string(),
        refundedAt: z.iso.datetime(),
        reason: text,
        items: z.array(z.object({ itemId: z.string(), quantity: z.int(), amountMinor: z.int().optional() })),
      }),
    ),
    cancelledAt: at,
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .openapi('OrderRecorded');

export const orderJson = (
  order: OrderRow,
  of: {
    readonly customer: Customer;
    readonly items: readonly OrderItem[];
    readonly shipments: readonly z.infer<typeof shipmentShape>[];
    readonly refunds: readonly Refund[];
  },
): z.infer<typeof orderShape> => ({
  id: order.externalId,
  number: order.number,
  placedAt: order.placedAt.toISOString(),
  currency: order.currency,
  totalMinor: order.totalMinor,
  locale: order.locale,
  customer: customerJson(of.customer),
  shippingAddress: order.shippingAddress,
  items: of.items.map((item) => ({
    id: item.externalId,
    productId: item.productId,
    name: item.name,
    detail: item.detail,
    quantity: item.quantity,
    unitPriceMinor: item.unitPriceMinor,
    imageUrl: item.imageUrl,
  })),
  shipments: [...of.shipments],
  refunds: of.refunds.map((refund) => ({
    id: refund.externalId,
    amountMinor: refund.amountMinor,
    shippingMinor: refund.shippingMinor,
    currency: refund.currency,
    refundedAt: refund.refundedAt.toISOString(),
    reason: refund.reason,
    items: refund.items,
  })),
  cancelledAt: order.cancelledAt?.toISOString() ?? null,
  createdAt: order.createdAt.toISOString(),
  updatedAt: order.updatedAt.toISOString(),
});
