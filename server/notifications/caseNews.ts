/** What mails and webhooks tell of a case, read in the transaction that changed it. */
import type { Reader } from '../../db/store.ts';
import { type Alert, getAlertRow, listEntries, standingAnswersOf } from '../alerts/index.ts';
import { type Brand, getBrand } from '../brands/index.ts';
import { type Customer, getCustomer } from '../customers/index.ts';
import { dayIn, daysBetween } from '../kit/clock.ts';
import { findOrderById, listItems, listOrdersOfCustomer, type OrderRow } from '../orders/index.ts';
import { type Answer, unhappiest } from '../sentiment/index.ts';
import { findShipmentById, listEstimates, listShipments, type ShipmentRow } from '../shipments/index.ts';
import type { Alert as AlertForMail } from './mails/index.ts';

export interface CaseNews {
  readonly brand: Brand;
  readonly alert: Alert;
  readonly customer: Customer;
  /** Null for news that names no order. */
  readonly order: OrderRow | null;
  /** The unhappiest of what she says now. */
  readonly answer: Answer | null;
}

/** @throws Fault `not_found` */
export const readCase = async (
  reader: Reader,
  { brandId, alertId }: { brandId: string; alertId: string },
): Promise<CaseNews> => {
  const alert = await getAlertRow(reader, brandId, alertId);
  return {
    brand: await getBrand(reader, brandId),
    alert,
    customer: await getCustomer(reader, brandId, alert.customerId),
    order: alert.orderId === null ? null : await findOrderById(reader, brandId, alert.orderId),
    answer: unhappiest(await standingAnswersOf(reader, brandId, alertId)),
  };
};

export interface Message {
  /** Who wrote it; null for the shopper. */
  readonly by: string | null;
  readonly text: string;
}

/** The message of that entry. */
export const findMessage = async (
  reader: Reader,
  { brandId, alertId, entryId }: { brandId: string; alertId: string; entryId: string },
): Promise<Message | null> => {
  const entry = (await listEntries(reader, { brandId, alertId })).find(({ id }) => id === entryId);
  if (entry?.kind === 'reply') return { by: entry.by, text: entry.text };
  return entry?.kind === 'shopper_message' ? { by: null, text: entry.text } : null;
};

/** The order whose page she is sent to: that of the case, or else her latest. */
export const orderOfPage = async (reader: Reader, news: CaseNews): Promise<OrderRow | null> =>
  news.order ?? (await listOrdersOfCustomer(reader, news.brand.id, news.customer.id, 1))[0] ?? null;

/** What she wrote at this very instant: the words with which she opened the case again. */
const wordsOfNow = async (reader: Reader, { brandId, id }: Alert, now: Date): Promise<string | null> => {
  const entries = await listEntries(reader, { brandId, alertId: id });
  const said = entries.findLast((entry) => entry.kind === 'shopper_message' && entry.at.getTime() === now.getTime());
  return said?.kind === 'shopper_message' ? said.text : null;
};

/** The alert as it is told to support. */
export const alertForSupport = async (
  reader: Reader,
  news: CaseNews,
  occasion: AlertForMail['occasion'],
  now: Date,
): Promise<AlertForMail> => {
  const { brand, alert, customer, order, answer } = news;
  return {
    occasion,
    caseUrl: caseUrl(brand, alert.id),
    orderNumber: order?.number ?? '—',
    customerName: customer.name,
    score: answer?.score ?? null,
    reasons: answer?.reasons ?? [],
    comment: (await wordsOfNow(reader, alert, now)) ?? answer?.comment ?? null,
    contactWish: answer?.contactWish ?? 'none',
    answerBy: alert.answerBy,
    items: order === null ? [] : await listItems(reader, order.id),
    shipment: await shipmentForSupport(reader, news, now),
  };
};

export const caseUrl = ({ origin }: Pick<Brand, 'origin'>, alertId: string): string =>
  `${origin}/desk/cases/${encodeURIComponent(alertId)}`;

const shipmentForSupport = async (
  reader: Reader,
  { brand, alert, order, customer }: CaseNews,
  now: Date,
): Promise<AlertForMail['shipment']> => {
  const shipment =
    alert.shipmentId === null
      ? order === null
        ? undefined
        : (await listShipments(reader, brand.id, order.id))[0]
      : await findShipmentById(reader, brand.id, alert.shipmentId);
  if (!shipment) return null;
  const promises = (await listEstimates(reader, [shipment.id])).filter(({ kind }) => kind === 'promise');
  const firstPromisedOn = promises.find(({ on }) => on !== null)?.on ?? shipment.promisedOn;
  return {
    status: shipment.status,
    carrier: shipment.carrier,
    trackingNumber: shipment.trackingNumber,
    promisedOn: shipment.promisedOn,
    firstPromisedOn,
    deliveredAt: shipment.deliveredAt,
    lateDays: lateDays(firstPromisedOn, shipment, now, customer.timeZone ?? brand.timeZone),
  };
};

const lateDays = (
  promisedOn: string | null,
  { deliveredAt }: Pick<ShipmentRow, 'deliveredAt'>,
  now: Date,
  timeZone: string,
): number | null => {
  if (promisedOn === null) return null;
  const late = daysBetween(promisedOn, dayIn(deliveredAt ?? now, timeZone));
  // Before its day, a parcel that is on its way is neither late nor on time.
  if (deliveredAt === null && late <= 0) return null;
  return Math.max(0, late);
};
