/**
 * The demo's courier: it writes what EasyPost would send for each scan, signs it with the connection's secret and knocks
 * at the real hook, so that the demo walks through the same door as production.
 */
import { createHmac, randomUUID } from 'node:crypto';
import { after, hours } from '../kit/clock.ts';
import type { Route, ScanStep, Story } from './stories.ts';
import type { CourierMove } from './view.shared.ts';

/** Delivers a request to the app itself, without a socket. */
export type Knock = (request: Request) => Promise<Response>;

export interface Feed {
  /** The hook of the brand's EasyPost connection. */
  readonly url: string;
  readonly secret: string;
}

interface Scan {
  readonly step: ScanStep | 'delay' | 'damage';
  readonly at: Date;
}

const steps: readonly ScanStep[] = ['label', 'collected', 'hub', 'depot', 'out', 'delivered'];

const codes: Readonly<Record<Scan['step'], readonly [status: string, detail: string]>> = {
  label: ['pre_transit', 'label_created'],
  collected: ['in_transit', 'received_at_origin_facility'],
  hub: ['in_transit', 'arrived_at_facility'],
  depot: ['in_transit', 'received_at_destination_facility'],
  out: ['out_for_delivery', 'out_for_delivery'],
  delivered: ['delivered', 'arrived_at_destination'],
  delay: ['in_transit', 'delayed'],
  damage: ['failure', 'damaged'],
};

export interface Courier {
  /** Sends the scans that a parcel had before the demo began. */
  begin(now: Date): Promise<void>;
  /** Moves a parcel. @throws when the hook refuses it */
  move(shipmentId: string, move: CourierMove, now: Date): Promise<void>;
  /** Which moves still make sense. */
  movesOf(shipmentId: string): readonly CourierMove[];
}

export const createCourier = (story: Story, feed: Feed, knock: Knock): Courier => {
  const sent = new Map<string, Scan[]>();
  const numberOf = (shipmentId: string): string => {
    const shipment = story.order.shipments?.find((one) => one.id === shipmentId);
    if (!shipment?.trackingNumber) throw new Error(`the demo has no parcel ${shipmentId}`);
    return shipment.trackingNumber;
  };
  const send = async (shipmentId: string, scans: readonly Scan[], now: Date): Promise<void> => {
    const all = [...(sent.get(shipmentId) ?? []), ...scans];
    const body = JSON.stringify(trackerEvent(story.route, numberOf(shipmentId), shipmentId, all, now));
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

  return {
    async begin(now) {
      for (const [shipmentId, scans] of Object.entries(story.scans)) {
        const past = scans.map(([step, ago]) => ({ step, at: after(now, -hours(ago)) }));
        await send(shipmentId, past, now);
      }
    },
    async move(shipmentId, move, now) {
      if (move === 'delay' || move === 'damage') return send(shipmentId, [{ step: move, at: now }], now);
      const next = steps[reached(shipmentId) + 1] ?? 'delivered';
      return send(shipmentId, [{ step: move === 'deliver' ? 'delivered' : next, at: now }], now);
    },
    movesOf(shipmentId) {
      if (reached(shipmentId) >= steps.length - 1) return [];
      return ['next', 'delay', 'damage', 'deliver'];
    },
  };
};

const trackerEvent = (route: Route, number: string, shipmentId: string, scans: readonly Scan[], now: Date) => {
  const newest = scans.at(-1);
  const [status, detail] = codes[newest?.step ?? 'label'];
  const delayed = newest?.step === 'delay';
  return {
    id: `evt_${randomUUID().replaceAll('-', '')}`,
    object: 'Event',
    description: 'tracker.updated',
    mode: 'production',
    created_at: now.toISOString(),
    result: {
      id: `trk_${number}`,
      object: 'Tracker',
      tracking_code: number,
      carrier: route.feedCarrier,
      status,
      status_detail: detail,
      shipment_reference: shipmentId,
      est_delivery_date: delayed ? after(now, hours(26)).toISOString() : null,
      public_url: route.trackingUrl(number),
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
  return step === 'hub' || step === 'delay' || step === 'damage' ? places.hub : places.to;
};
