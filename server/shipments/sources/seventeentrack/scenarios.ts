/** 17TRACK tells a story: one `TRACKING_UPDATED` with every event so far, newest first. */
import { createHash } from 'node:crypto';
import { lastStep, type ParcelScript, type Saying, type ScriptStep, type Teller } from '../../../kit/parcelScript.ts';

const codes: Readonly<Record<Saying, string>> = {
  label: 'InfoReceived_Other',
  picked_up: 'InTransit_PickedUp',
  transit: 'InTransit_Departure',
  customs: 'InTransit_CustomsRequiringInformation',
  out_for_delivery: 'OutForDelivery_Other',
  attempt: 'DeliveryFailure_NoBody',
  pickup: 'AvailableForPickup_Other',
  delivered: 'Delivered_Other',
  returning: 'Exception_Returning',
  lost: 'Exception_Lost',
};

const eventOf = ({ says, at, city, countryCode }: ScriptStep) => ({
  time_iso: at,
  description: says,
  location: `${city}, ${countryCode}`,
  stage: null,
  sub_status: codes[says],
  address: { city, country: countryCode },
});

export const seventeentrackStories: Teller<ParcelScript> = {
  tell: (script) => ({
    body: JSON.stringify({
      event: 'TRACKING_UPDATED',
      data: {
        number: script.trackingNumber,
        carrier: 7041,
        track_info: {
          latest_status: {
            status: codes[lastStep(script).says].split('_')[0],
            sub_status: codes[lastStep(script).says],
          },
          latest_event: eventOf(lastStep(script)),
          time_metrics: { estimated_delivery_date: { source: null, from: script.estimateOn, to: script.estimateOn } },
          tracking: {
            providers: [
              { provider: { name: 'DHL Paket', country: 'DE' }, events: script.steps.map(eventOf).toReversed() },
            ],
          },
        },
      },
    }),
    headers: {},
  }),
  sign: (message, secret) => ({
    ...message,
    headers: { sign: createHash('sha256').update(`${message.body}/${secret}`).digest('hex') },
  }),
};
