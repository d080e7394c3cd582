/** A parcel as its page would say it now, read in the transaction that changed it: for the lock screen. */
import type { Reader } from '../../db/store.ts';
import { createFormat } from '../../site/lib/format.ts';
import { type Sentence, statusSentence } from '../../site/lib/sentence.ts';
import { messagesFor } from '../../site/messages/index.ts';
import { type Brand, getBrand } from '../brands/index.ts';
import { type Customer, getCustomer } from '../customers/index.ts';
import { getOrder, type OrderRow } from '../orders/index.ts';
import { findShipmentById, listEstimates, listEvents, type ShipmentRow, shipmentView } from '../shipments/index.ts';

export interface ParcelNews {
  readonly brand: Brand;
  readonly customer: Customer;
  readonly order: OrderRow;
  readonly shipment: ShipmentRow;
  readonly timeZone: string;
  sentenceIn(locale: string): Sentence;
}

/** With whoever the order belongs to now. Null when the shipment is gone. */
export const readParcel = async (
  reader: Reader,
  about: { brandId: string; orderId: string; shipmentId: string },
  now: Date,
): Promise<ParcelNews | null> => {
  const shipment = await findShipmentById(reader, about.brandId, about.shipmentId);
  if (!shipment) return null;
  const brand = await getBrand(reader, about.brandId);
  const order = await getOrder(reader, about.brandId, about.orderId);
  const customer = await getCustomer(reader, about.brandId, order.customerId);
  const timeZone = customer.timeZone ?? brand.timeZone;
  const view = shipmentView({
    shipment,
    events: await listEvents(reader, [shipment.id]),
    estimates: await listEstimates(reader, [shipment.id]),
    items: [],
    placedAt: order.placedAt,
    destinationCity: order.shippingAddress?.city ?? null,
    timeZone,
    brandName: brand.name,
    now,
  });
  return {
    brand,
    customer,
    order,
    shipment,
    timeZone,
    sentenceIn: (locale) =>
      statusSentence(
        { ...view, ask: null, care: null },
        { order },
        messagesFor(locale, brand.settings.address),
        createFormat({ locale, timeZone, now }),
      ),
  };
};
