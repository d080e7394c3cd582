/** Reads everything that the shopper's page shows of one order, for a link that was made for it. */
import { desc, eq } from 'drizzle-orm';
import { facts } from '../db/schema/index.ts';
import type { Reader } from '../db/store.ts';
import { careOf } from './alerts/index.ts';
import type { Links } from './auth/index.ts';
import type { Brand } from './brands/index.ts';
import { brandTokens } from './brands/theme.ts';
import { type Customer, getCustomer } from './customers/index.ts';
import { readGlance } from './loyalty/index.ts';
import { findOrderById, listItems, type OrderItem, type OrderRow } from './orders/index.ts';
import type { AskView, BrandView, CareView, ItemView, ShipmentView, TrackingPageView } from './portalView.shared.ts';
import { casesHoldingBack } from './promos/index.ts';
import { type CurrentAnswer, currentAnswers } from './sentiment/index.ts';
import {
  countLearnedFrom,
  listEstimates,
  listEvents,
  listShipmentItems,
  listShipments,
  type ShipmentRow,
  shipmentView,
} from './shipments/index.ts';
import { readSubscriptionLine } from './subscriptions/index.ts';

export interface PageParts {
  readonly links: Links;
  /** Where our own origin serves a product picture; null when there is none. */
  readonly picture: (imageUrl: string | null) => string | null;
}

/** @returns the order that the link opens; null when it is forged, revoked or of another brand */
export const findLinkedOrder = async (
  reader: Reader,
  links: Links,
  brand: Pick<Brand, 'id'>,
  link: string,
): Promise<OrderRow | null> => {
  const target = links.readLink(link, brand.id);
  if (!target) return null;
  const order = await findOrderById(reader, brand.id, target.orderId);
  return order && order.linkVersion === target.version ? order : null;
};

/** @returns null for a link that opens nothing */
export const readTrackingPage = async (
  reader: Reader,
  parts: PageParts,
  brand: Brand,
  input: { readonly link: string; readonly now: Date },
): Promise<TrackingPageView | null> => {
  const order = await findLinkedOrder(reader, parts.links, brand, input.link);
  if (!order) return null;
  const customer = await getCustomer(reader, brand.id, order.customerId);
  const timeZone = customer.timeZone ?? brand.timeZone;
  const items = await listItems(reader, order.id);
  const rows = await listShipments(reader, brand.id, order.id);
  const ids = rows.map((row) => row.id);
  const events = await listEvents(reader, ids);
  const estimates = await listEstimates(reader, ids);
  const answers = await currentAnswers(reader, { brandId: brand.id, shipmentIds: ids });
  const caseOf = await careOf(reader, { brandId: brand.id, orderId: order.id });
  const caseIds = ids.flatMap((id) => caseOf(id)?.caseId ?? []);
  const holding = await casesHoldingBack(reader, { brandId: brand.id, alertIds: caseIds, now: input.now });
  const inParcel = itemsByShipment(rows, items, await listShipmentItems(reader, ids));

  const learnedFrom = rows.some(({ ourTo }) => ourTo !== null) ? await countLearnedFrom(reader, brand.id) : undefined;

  const shipments = rows.map((shipment): ShipmentView => {
    const view = shipmentView({
      shipment,
      events: events.filter((event) => event.shipmentId === shipment.id),
      estimates: estimates.filter((estimate) => estimate.shipmentId === shipment.id),
      items: (inParcel.get(shipment.id) ?? []).map((item) => itemView(item, parts)),
      placedAt: order.placedAt,
      destinationCity: order.shippingAddress?.city ?? null,
      timeZone,
      brandName: brand.name,
      now: input.now,
      learnedFrom,
    });
    const story = caseOf(shipment.id);
    const care: CareView | null = story && {
      ...story,
      promotionsHeld: holding.has(story.caseId),
      promotionsHeldUntil: holding.get(story.caseId) ?? null,
    };
    return { ...view, ask: askOf({ order, customer, shipment, answers, now: input.now }), care };
  });
  const shipped = new Set([...inParcel.values()].flat());
  const locale = order.locale ?? customer.locale ?? brand.locale;
  return {
    brand: brandView(brand),
    link: input.link,
    locale,
    timeZone,
    now: input.now,
    order: { number: order.number, placedAt: order.placedAt, cancelledAt: order.cancelledAt },
    shipments: shipments.toSorted((a, b) => urgency(a, input.now) - urgency(b, input.now)),
    newestFact: await findNewestFact(reader, order.id),
    subscriptions: await readSubscriptionLine(reader, { brand, customerId: order.customerId, now: input.now }),
    account: await readGlance(reader, brand, { customerId: customer.id, locale, now: input.now }),
    unshipped: items.filter((item) => !shipped.has(item)).map((item) => itemView(item, parts)),
  };
};

const findNewestFact = async (reader: Reader, orderId: string): Promise<string | null> => {
  const rows = reader.select({ id: facts.id }).from(facts).where(eq(facts.orderId, orderId));
  return (await rows.orderBy(desc(facts.id)).limit(1))[0]?.id ?? null;
};

export const brandView = (brand: Brand): BrandView => ({
  id: brand.id,
  themeColor: themeColorOf(brand),
  name: brand.name,
  origin: brand.origin,
  logoPath: brand.settings.logoSvg === null ? null : '/brand/logo.svg',
  locales: brand.settings.locales,
  locale: brand.locale,
  timeZone: brand.timeZone,
  currency: brand.currency,
  address: brand.settings.address,
  journeyWords: brand.settings.journeyWords,
  supportEmail: brand.settings.support.email,
  supportName: brand.settings.support.name,
  shopUrl: brand.settings.shopUrl,
  helpUrl: brand.settings.helpUrl,
});

const themeColorOf = (brand: Brand): BrandView['themeColor'] => {
  const { light, dark } = brandTokens(brand.settings.theme);
  return { light: light.paper, dark: dark.paper };
};

const itemView = (item: OrderItem, { picture }: PageParts): ItemView => ({
  id: item.externalId,
  name: item.name,
  detail: item.detail,
  quantity: item.quantity,
  imagePath: picture(item.imageUrl),
});

/** Shops that send everything in one parcel rarely say what is in it. */
const itemsByShipment = (
  shipments: readonly ShipmentRow[],
  items: readonly OrderItem[],
  assigned: readonly { shipmentId: string; orderItemId: string }[],
): ReadonlyMap<string, readonly OrderItem[]> => {
  const [only] = shipments;
  if (only && shipments.length === 1 && assigned.length === 0) return new Map([[only.id, items]]);
  return new Map(
    shipments.map((shipment) => [
      shipment.id,
      items.filter((item) => assigned.some((row) => row.shipmentId === shipment.id && row.orderItemId === item.id)),
    ]),
  );
};

/** Before delivery a problem can be reported; from delivery on the question is how it went. */
const askOf = (about: {
  readonly order: OrderRow;
  readonly customer: Customer;
  readonly shipment: ShipmentRow;
  readonly answers: readonly CurrentAnswer[];
  readonly now: Date;
}): AskView | null => {
  const { order, customer, shipment, answers, now } = about;
  if (order.cancelledAt && !shipment.deliveredAt) return null;
  const occasion = shipment.deliveredAt ? 'delivered' : 'problem';
  const answer = answers.find((one) => one.shipmentId === shipment.id && one.occasion === occasion);
  return {
    occasion,
    answer: answer
      ? {
          score: answer.score,
          reasons: answer.reasons,
          comment: answer.comment,
          contactWish: answer.contactWish,
          answeredAt: answer.answeredAt,
        }
      : null,
    numberKnown: customer.phone !== null || (answer !== undefined && answer.callNumber !== null),
    changeableUntil: answer && answer.changeableUntil > now ? answer.changeableUntil : null,
  };
};

const freshlyDeliveredMs = 12 * 3_600_000;

/** What the page leads with: trouble, then what has just arrived, then what is on its way, then what is done. */
const urgency = (shipment: ShipmentView, now: Date): number => {
  if (shipment.care && shipment.care.status !== 'confirmed') return 0;
  if (shipment.actionRequired || shipment.late || shipment.journey.mood === 'stuck') return 1;
  if (shipment.status !== 'delivered') return 3;
  const fresh = shipment.deliveredAt !== null && now.getTime() - shipment.deliveredAt.getTime() < freshlyDeliveredMs;
  return fresh && shipment.ask?.answer === null ? 2 : 4;
};
