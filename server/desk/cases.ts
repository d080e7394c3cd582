/**
 * Cases as the desk's pages show them, put together from the domains. Every read is of one brand, and a list costs the
 * same few queries however long it is.
 */
import type { Reader } from '../../db/store.ts';
import {
  type AlertRowView,
  getAlert,
  listClosedAlerts,
  listEarlierAlerts,
  listEntries,
  listOpenAlerts,
} from '../alerts/index.ts';
import type { Links } from '../auth/index.ts';
import type { Brand } from '../brands/index.ts';
import { type Customer, getCustomer, listCustomers } from '../customers/index.ts';
import { Fault } from '../faults.ts';
import {
  countOrdersOfCustomer,
  findOrderById,
  firstOrderedAt,
  listItems,
  listOrders,
  type OrderRow,
} from '../orders/index.ts';
import { holdsForDesk } from '../promos/index.ts';
import { readParcels } from './parcels.ts';
import { mergeTimeline } from './timeline.ts';
import type { CaseEntryView, CaseListView, CaseRowView, CaseView, OrderFactsView } from './view.shared.ts';

export interface CaseParts {
  readonly links: Links;
}

interface ListAsk {
  readonly brandId: string;
  readonly now: Date;
  readonly limit: number;
}

/** Every case that stands: those in which it is our turn first, and of those what is urgent, then what is due. */
export const listOpenCases = async (reader: Reader, ask: ListAsk): Promise<CaseListView> => {
  const list = await listCases(reader, ask, listOpenAlerts);
  const answered = ({ answeredAt }: CaseRowView): number => Number(answeredAt !== null);
  return { ...list, rows: list.rows.toSorted((a, b) => answered(a) - answered(b)) };
};

/** The cases that were closed last. */
export const listClosedCases = (reader: Reader, ask: ListAsk): Promise<CaseListView> =>
  listCases(reader, ask, listClosedAlerts);

const listCases = async (reader: Reader, ask: ListAsk, list: typeof listOpenAlerts): Promise<CaseListView> => {
  const found = await list(reader, { ...ask, limit: ask.limit + 1 });
  const alerts = found.slice(0, ask.limit);
  const orderIds = alerts.flatMap(({ orderId }) => orderId ?? []);
  const orders = byId(await listOrders(reader, ask.brandId, orderIds));
  const customerIds = [...new Set(alerts.map(({ customerId }) => customerId))];
  const customers = byId(await listCustomers(reader, ask.brandId, customerIds));
  return {
    rows: alerts.map((alert) => rowView(alert, orders.get(alert.orderId ?? ''), customers.get(alert.customerId))),
    more: found.length > ask.limit,
  };
};

/** The whole case; null when the brand has none of that id. */
export const findCase = async (
  reader: Reader,
  parts: CaseParts,
  brand: Brand,
  { id, now }: { readonly id: string; readonly now: Date },
): Promise<CaseView | null> => {
  const about = { brandId: brand.id, alertId: id, now };
  const alert = await unlessAbsent(getAlert(reader, about));
  if (alert === null) return null;
  const customer = await getCustomer(reader, brand.id, alert.customerId);
  const order = alert.orderId === null ? null : await findOrderById(reader, brand.id, alert.orderId);
  const { scans, ...facts } = await readOrderFacts(reader, parts, brand, {
    order,
    customer,
    concernedId: alert.shipmentId,
    exceptCaseId: id,
    call: alert.contactWish === 'phone' ? { number: alert.callNumber } : null,
    now,
  });
  const { held, entries: holdEntries } = await holdsForDesk(reader, about);
  return {
    ...rowView(alert, order ?? undefined, customer),
    contactWish: alert.contactWish,
    ...facts,
    held,
    entries: mergeTimeline(scans, await listEntries(reader, about), holdEntries),
    goodwillMax: brand.settings.loyalty === null ? null : brand.settings.policy.goodwillPointsMax,
  };
};

/** What there is to know of an order and whose it is, and the scans of its parcels in no order. */
export const readOrderFacts = async (
  reader: Reader,
  parts: CaseParts,
  brand: Brand,
  about: {
    /** Null for news that names none. */
    readonly order: OrderRow | null;
    readonly customer: Customer;
    readonly concernedId: string | null;
    /** The case that is read, which is none of the earlier ones. */
    readonly exceptCaseId?: string;
    /** She wishes to be called, at the number that she gave for it or at the one that she is known by. */
    readonly call?: { readonly number: string | null } | null;
    readonly now: Date;
  },
): Promise<Omit<OrderFactsView, 'held'> & { readonly scans: readonly CaseEntryView[] }> => {
  const { order, customer, concernedId, exceptCaseId = '', call = null, now } = about;
  const timeZone = customer.timeZone ?? brand.timeZone;
  const { parcels, scans } = order
    ? await readParcels(reader, brand, order, { concernedId, timeZone, now })
    : { parcels: [], scans: [] };
  return {
    scans,
    order: order && (await orderView(reader, parts, order)),
    parcels,
    customer: {
      name: customer.name,
      email: customer.email,
      phone: call && (call.number ?? customer.phone),
      locale: order?.locale ?? customer.locale ?? brand.locale,
      orderCount: await countOrdersOfCustomer(reader, brand.id, customer.id),
      since: earlier(customer.createdAt, await firstOrderedAt(reader, brand.id, customer.id)),
      city: order?.shippingAddress?.city ?? null,
    },
    earlierCases: await listEarlierAlerts(reader, {
      brandId: brand.id,
      customerId: customer.id,
      exceptId: exceptCaseId,
      limit: earlierMax,
    }),
  };
};

/** A shop that moved here brought orders that are older than our knowing her. */
const earlier = (known: Date, ordered: Date | null): Date => (ordered !== null && ordered < known ? ordered : known);

const earlierMax = 10;

const rowView = (
  { customerId: _customer, orderId: _order, shipmentId: _shipment, ...alert }: AlertRowView,
  order: OrderRow | undefined,
  customer: Customer | undefined,
): CaseRowView => ({ ...alert, orderNumber: order?.number ?? null, customerName: customer?.name ?? null });

const orderView = async (reader: Reader, { links }: CaseParts, order: OrderRow): Promise<CaseView['order']> => ({
  number: order.number,
  placedAt: order.placedAt,
  cancelledAt: order.cancelledAt,
  totalMinor: order.totalMinor,
  currency: order.currency,
  link: links.linkOf({ brandId: order.brandId, orderId: order.id, version: order.linkVersion }),
  items: (await listItems(reader, order.id)).map(({ name, detail, quantity, imageUrl }) => ({
    name,
    detail,
    quantity,
    imagePath: ownPicture(imageUrl),
  })),
});

/** A picture that our own origin serves; one from elsewhere would not be shown, and would tell its host of the case. */
const ownPicture = (imageUrl: string | null): string | null =>
  imageUrl !== null && /^\/(?!\/)/.test(imageUrl) ? imageUrl : null;

const unlessAbsent = async <T>(found: Promise<T>): Promise<T | null> => {
  try {
    return await found;
  } catch (error) {
    if (error instanceof Fault && error.code === 'not_found') return null;
    throw error;
  }
};

const byId = <T extends { readonly id: string }>(rows: readonly T[]): ReadonlyMap<string, T> =>
  new Map(rows.map((row) => [row.id, row]));
