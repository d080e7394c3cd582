/** The watch list as support reads it: every shipment that something is the matter with now, and what to do first. */
import { and, asc, eq, gt, inArray, isNull } from 'drizzle-orm';
import { customers, orders, shipments, shipmentWatches } from '../../../db/schema/index.ts';
import type { Reader } from '../../../db/store.ts';
import { type ShipmentStatus, type WatchReason, watchReasons } from '../status.shared.ts';

export const nextSteps = [
  'replace_or_refund',
  'confirm_address_and_resend',
  'ask_carrier',
  'check_address',
  'clear_hold',
  'check_dispatch',
  'offer_choice',
  'keep_watching',
] as const;
export type NextStep = (typeof nextSteps)[number];

/** What helps first, by the gravest reason. */
const nextStepOf: Readonly<Record<WatchReason, NextStep>> = {
  lost: 'replace_or_refund',
  damaged: 'replace_or_refund',
  returning: 'confirm_address_and_resend',
  promise_missed: 'ask_carrier',
  attempt_failed: 'check_address',
  on_hold: 'clear_hold',
  silent: 'ask_carrier',
  not_handed_over: 'check_dispatch',
  promise_slipping: 'offer_choice',
  promise_at_risk: 'keep_watching',
};

const high: ReadonlySet<WatchReason> = new Set(['lost', 'damaged', 'returning', 'promise_missed']);

/** Ids are the merchant's. */
export interface WatchEntry {
  readonly shipmentId: string;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly customerId: string;
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  readonly status: ShipmentStatus;
  readonly promisedOn: string | null;
  readonly estimateOn: string | null;
  readonly lastEventAt: Date | null;
  /** The gravest first. */
  readonly reasons: readonly { readonly reason: WatchReason; readonly since: Date }[];
  readonly since: Date;
  readonly severity: 'high' | 'normal';
  readonly nextStep: NextStep;
}

/** @returns a page, and what to ask the next one with; null when there is none */
export const listWatched = async (
  reader: Reader,
  {
    brandId,
    after = '',
    limit,
  }: { readonly brandId: string; readonly after?: string | undefined; readonly limit: number },
): Promise<{ readonly shipments: readonly WatchEntry[]; readonly next: string | null }> => {
  const stands = and(eq(shipmentWatches.brandId, brandId), isNull(shipmentWatches.leftAt));
  const ids = (
    await reader
      .selectDistinct({ id: shipmentWatches.shipmentId })
      .from(shipmentWatches)
      .where(and(stands, gt(shipmentWatches.shipmentId, after)))
      .orderBy(asc(shipmentWatches.shipmentId))
      .limit(limit + 1)
  ).map(({ id }) => id);
  const shown = ids.slice(0, limit);
  if (shown.length === 0) return { shipments: [], next: null };
  const rows = await reader
    .select({
      shipment: shipments,
      orderId: orders.externalId,
      number: orders.number,
      customerId: customers.externalId,
    })
    .from(shipments)
    .innerJoin(orders, eq(orders.id, shipments.orderId))
    .innerJoin(customers, eq(customers.id, orders.customerId))
    .where(and(eq(shipments.brandId, brandId), inArray(shipments.id, shown)))
    .orderBy(asc(shipments.id));
  const watches = await reader
    .select()
    .from(shipmentWatches)
    .where(and(stands, inArray(shipmentWatches.shipmentId, shown)));
  return {
    shipments: rows.flatMap(({ shipment, orderId, number, customerId }) => {
      const reasons = watches
        .filter((watch) => watch.shipmentId === shipment.id)
        .toSorted((a, b) => watchReasons.indexOf(a.reason) - watchReasons.indexOf(b.reason))
        .map(({ reason, since }) => ({ reason, since }));
      const [gravest] = reasons;
      if (!gravest) return [];
      return [
        {
          shipmentId: shipment.externalId,
          orderId,
          orderNumber: number,
          customerId,
          carrier: shipment.carrier,
          trackingNumber: shipment.trackingNumber,
          status: shipment.status,
          promisedOn: shipment.promisedOn,
          estimateOn: shipment.estimateOn,
          lastEventAt: shipment.lastEventAt,
          reasons,
          since: new Date(Math.min(...reasons.map(({ since }) => since.getTime()))),
          severity: reasons.some(({ reason }) => high.has(reason)) ? ('high' as const) : ('normal' as const),
          nextStep: nextStepOf[gravest.reason],
        },
      ];
    }),
    next: ids.length > limit ? (shown.at(-1) ?? null) : null,
  };
};
