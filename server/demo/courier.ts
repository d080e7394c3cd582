/**
 * The demo's courier: it writes what EasyPost would send for each scan, signs it with the connection's secret and knocks
 * at the real hook, so that the demo walks through the same door as production.
 */
import { createHmac, randomUUID } from 'node:crypto';
import { dayIn } from '../kit/clock.ts';
import { dayFrom } from './plan.ts';
import type { Route, Scan, ScanStep, Story } from './stories.ts';
import type { CourierMove } from './view.shared.ts';

/** Delivers a request to the app itself, without a socket. */
export type Knock = (request: Request) => Promise<Response>;

export interface Feed {
  /** The hook of the brand's EasyPost connection. */
  readonly url: string;
  readonly secret: string;
}

const steps: readonly ScanStep[] = ['label', 'collected', 'hub', 'depot', 'out', 'delivered'];

const codes: Readonly<Record<Scan['step'], readonly [status: string, detail: string]>> = {
  label: ['pre_transit', 'label_created'],
  collected: ['in_transit', 'received_at_origin_facility'],
  hub: ['in_transit', 'arrived_at_facility'],
  depot: ['in_transit', 'received_at_destination_facility'],
  out: ['out_for_delivery', 'out_for_delivery'],
  delivered: ['delivered', 'arrived_at_destination'],
  delay: ['in_transit', 'weather_delay'],
  missorted: ['in_transit', 'missorted'],
  damage: ['failure', 'damaged'],
};

export interface Courier {
  /** Sends the scans that a parcel had before the demo began. */
  begin(now: Date): Promise<void>;
  /** Moves a parcel. @throws when the hook refuses it */
  move(shipmentId: string, move: CourierMove, now: Date): Promise<void>;
  /** Which moves still make sense. */
  movesOf(shipmentId: string): readonly CourierMove[];
  /** The scan that `next` sends; null at the end of the way. */
  nextOf(shipmentId: string): ScanStep | null;
}

export const createCourier = (story: Story, feed: Feed, knock: Knock): Courier => {
  const sent = new Map<string, Scan[]>();
  const expectedOn = new Map<string, string>();
  const timeZone = story.order.customer.timeZone ?? 'UTC';
  const parcelOf = (shipmentId: string) => {
    const shipment = story.order.shipments?.find((one) => one.id === shipmentId);
    if (!shipment?.trackingNumber) throw new Error(`the demo has no parcel ${shipmentId}`);
    return { ...shipment, trackingNumber: shipment.trackingNumber };
  };
  /** The day that was told last; a delay puts it off by a day, and never to one that is past. */
  const expectedNow = (shipmentId: string): string | null => {
    const { carrierEstimate, promisedOn } = parcelOf(shipmentId);
    const estimate = carrierEstimate?.on ?? (carrierEstimate?.to ? dayIn(carrierEstimate.to, timeZone) : undefined);
    return expectedOn.get(shipmentId) ?? estimate ?? promisedOn ?? null;
  };
  const putOff = (shipmentId: string, now: Date): void => {
    const today = dayIn(now, timeZone);
    const told = expectedNow(shipmentId) ?? today;
    expectedOn.set(shipmentId, dayFrom(told > today ? told : today, 1));
  };
  const send = async (shipmentId: string, scans: readonly Scan[], now: Date): Promise<void> => {
    const all = [...(sent.get(shipmentId) ?? []), ...scans];
    const { trackingNumber } = parcelOf(shipmentId);
    const told = { trackingNumber, shipmentId, scans: all, expectedOn: expectedNow(shipmentId) };
    const body = JSON.stringify(trackerEvent(story.route, told, now));
    const signature = createHmac('sha256', feed.secret.normalize('NFKD')).update(body).digest('hex');
    const answer = await knock(
      new Request(feed.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-hmac-signature': `hmac-sha256-hex=${signature}` },
        body,
      }),
    );
    if (!answer.ok) throw new Error(`the hook answered ${answer.status}: ${await answer.text()}`);
    sent.set(shipmentId, all);
  };
  const reached = (shipmentId: string): number =>
    Math.max(-1, ...(sent.get(shipmentId) ?? []).map((scan) => steps.indexOf(scan.step as ScanStep)));
  const next = (shipmentId: string): ScanStep | null => steps[reached(shipmentId) + 1] ?? null;

  return {
    async begin(now) {
      for (const [shipmentId, scans] of Object.entries(story.scans)) {
        if (scans.length > 0) await send(shipmentId, scans, now);
      }
    },
    async move(shipmentId, move, now) {
      if (move === 'delay') putOff(shipmentId, now);
      if (move === 'delay' || move === 'damage') return send(shipmentId, [{ step: move, at: now }], now);
      const step = move === 'deliver' ? 'delivered' : (next(shipmentId) ?? 'delivered');
      return send(shipmentId, [{ step, at: now }], now);
    },
    movesOf: (shipmentId) => (next(shipmentId) === null ? [] : ['next', 'delay', 'damage', 'deliver']),
    nextOf: next,
  };
};

interface Told {
  readonly trackingNumber: string;
  readonly shipmentId: string;
  readonly scans: readonly Scan[];
  readonly expectedOn: string | null;
}

const trackerEvent = (route: Route, { trackingNumber, shipmentId, scans, expectedOn }: Told, now: Date) => {
  const newest = scans.at(-1);
  const [status, detail] = codes[newest?.step ?? 'label'];
  return {
    id: `evt_${randomUUID().replaceAll('-', '')}`,
    object: 'Event',
    description: 'tracker.updated',
    mode: 'production',
    created_at: now.toISOString(),
    result: {
      id: `trk_${trackingNumber}`,
      object: 'Tracker',
      tracking_code: trackingNumber,
      carrier: route.feedCarrier,
      status,
      status_detail: detail,
      shipment_reference: shipmentId,
      // EasyPost knows a day at most. Told only where it is news, or it would replace the window of the shop.
      est_delivery_date: newest?.step === 'delay' && expectedOn !== null ? `${expectedOn}T00:00:00Z` : null,
      public_url: route.trackingUrl(trackingNumber),
      updated_at: now.toISOString(),
      tracking_details: scans.map((scan) => {
        const [scanStatus, scanDetail] = codes[scan.step];
        const place = placeOf(route, scan.step);
        return {
          object: 'TrackingDetail',
          status: scanStatus,
          status_detail: scanDetail,
          message: route.words[scan.step],
          datetime: scan.at.toISOString(),
          tracking_location: { city: place.city, state: null, country: place.country, zip: place.zip },
        };
      }),
    },
  };
};

const placeOf = ({ places }: Route, step: Scan['step']) => {
  if (step === 'label' || step === 'collected') return places.from;
  return ['hub', 'delay', 'missorted', 'damage'].includes(step) ? places.hub : places.to;
};
