/**
 * Orders of the public Olist data set (Kaggle `olistbr/brazilian-ecommerce`, joined to one row an order) in our own
 * order shape. Its timestamps are Brasília's without saying so, and what the file does not say is not made up.
 */
import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import type { z } from 'zod';
import { readCsv } from './csv.ts';
import type { importedOrder } from './inputs.ts';

export const olistTimeZone = 'America/Sao_Paulo';

/** As written to a file: instants are still text. */
export type OlistLine = z.input<typeof importedOrder>;
type Shipment = NonNullable<OlistLine['shipments']>[number];
type TrackingEvent = NonNullable<Shipment['events']>[number];
export type OlistRow = Readonly<Record<string, string>>;

/** Reads `orders.csv.gz`, or `orders.csv`, of the folder. */
export async function* readOlist(folder: string): AsyncGenerator<OlistRow> {
  const zipped = join(folder, 'orders.csv.gz');
  const isZipped = await access(zipped).then(
    () => true,
    () => false,
  );
  const file = createReadStream(isZipped ? zipped : join(folder, 'orders.csv'));
  const text = isZipped ? file.pipe(createGunzip()) : file;
  file.on('error', (error) => text.destroy(error));
  text.setEncoding('utf8');
  yield* readCsv(text);
}

/** Local time without a zone, as the instant it was in Brasília; undefined for ''. */
export const olistInstant = (local: string | undefined): string | undefined =>
  local
    ? Temporal.PlainDateTime.from(local.replace(' ', 'T')).toZonedDateTime(olistTimeZone).toInstant().toString()
    : undefined;

/** The order of one row. The newest tracking event has the file's own status as its raw code. */
export const orderOfOlist = (row: OlistRow): OlistLine => {
  const id = said(row, 'order_id') ?? '';
  const placedAt = olistInstant(row.purchased_at) ?? '';
  const items = itemsOf(row);
  const title = said(row, 'review_title');
  const score = Number(said(row, 'review_score'));
  const answeredAt = olistInstant(row.review_answered);
  const paid = minor(row.payment_value) || minor(row.items_price) + minor(row.freight);
  const isOff = row.order_status === 'canceled' || row.order_status === 'unavailable';
  return {
    id,
    number: id.slice(0, 8).toUpperCase(),
    placedAt,
    currency: 'BRL',
    totalMinor: paid,
    locale: 'pt-BR',
    customer: { id: said(row, 'customer_unique_id') ?? id, locale: 'pt-BR', timeZone: olistTimeZone },
    shippingAddress: {
      ...(said(row, 'customer_state') === undefined ? {} : { region: row.customer_state }),
      ...(said(row, 'customer_zip_prefix') === undefined
        ? {}
        : { postalCode: (row.customer_zip_prefix ?? '').padStart(5, '0') }),
      countryCode: 'BR',
    },
    items,
    shipments: [
      {
        id,
        ...(row.estimated_delivery ? { promisedOn: row.estimated_delivery.slice(0, 10) } : {}),
        itemIds: items.map((item) => item.id),
        events: eventsOf(row, placedAt),
      },
    ],
    // When an order was called off is not told: by the last thing that is.
    ...(isOff ? { cancelledAt: lastToldOf(row, placedAt) } : {}),
    ...(score >= 1 && answeredAt !== undefined
      ? {
          sentiment: {
            score: score as 1 | 2 | 3 | 4 | 5,
            comment: [title, said(row, 'review_message')].filter((text) => text !== undefined).join('\n'),
            source: 'olist',
            answeredAt,
          },
        }
      : {}),
  };
};

const eventsOf = (row: OlistRow, placedAt: string): TrackingEvent[] => {
  const rawCode = said(row, 'order_status') ?? 'unknown';
  const approvedAt = olistInstant(row.approved_at);
  const handedOverAt = olistInstant(row.handed_to_carrier_at);
  const deliveredAt = olistInstant(row.delivered_at);
  const origin = row.seller_states?.split('|')[0];
  const place = origin ? { place: { region: origin, countryCode: 'BR' } } : {};
  const before: TrackingEvent[] = [
    ...(approvedAt ? [{ status: 'pending' as const, rawCode: 'payment_approved', occurredAt: approvedAt }] : []),
    ...(handedOverAt
      ? [{ status: 'picked_up' as const, rawCode: 'handed_to_carrier', occurredAt: handedOverAt, ...place }]
      : []),
    ...(deliveredAt && rawCode !== 'delivered'
      ? [{ status: 'delivered' as const, rawCode: 'delivered_to_customer', occurredAt: deliveredAt }]
      : []),
  ];
  const lastToldAt = lastToldOf(row, placedAt);
  const now = { rawCode, occurredAt: lastToldAt };
  switch (rawCode) {
    case 'delivered':
      // Two rows do not say when: kept as they are, an event without a status moves nothing.
      return [...before, deliveredAt ? { status: 'delivered', rawCode, occurredAt: deliveredAt } : now];
    case 'canceled':
    case 'unavailable':
      return [...before, { status: 'cancelled', ...now }];
    case 'shipped':
      return [...before, { status: 'in_transit', ...now }];
    case 'created':
    case 'approved':
      return [...before, { status: 'pending', ...now }];
    case 'processing':
    case 'invoiced':
      return [...before, { status: 'info_received', ...now }];
    default:
      return [...before, now];
  }
};

const lastToldOf = (row: OlistRow, placedAt: string): string =>
  [placedAt, ...[row.approved_at, row.handed_to_carrier_at, row.delivered_at].map(olistInstant)]
    .filter((at) => at !== undefined)
    .reduce((last, at) => (at > last ? at : last));

/** The file tells how many items of which categories and what they cost together, not which is which. */
const itemsOf = (row: OlistRow): OlistLine['items'] => {
  const count = Number(row.item_count || 0);
  if (!(count > 0)) return [];
  const categories = [...new Set((row.product_categories || 'other').split('|'))].slice(0, count);
  const each = Math.round(minor(row.items_price) / count);
  return categories.map((category, at) => ({
    id: String(at + 1),
    productId: category,
    name: category.replaceAll('_', ' '),
    quantity: at === 0 ? count - categories.length + 1 : 1,
    unitPriceMinor: each,
  }));
};

const minor = (amount: string | undefined): number => Math.round(Number(amount || 0) * 100);

const said = (row: OlistRow, column: string): string | undefined => row[column] || undefined;
