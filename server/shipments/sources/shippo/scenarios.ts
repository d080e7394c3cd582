/** Shippo tells a story: one `track_updated` with the whole history. */
import { lastStep, type ParcelScript, type Saying, type ScriptStep, type Teller } from '../../../kit/parcelScript.ts';

const codes: Readonly<Record<Saying, readonly [string, string | null]>> = {
  label: ['PRE_TRANSIT', 'information_received'],
  picked_up: ['TRANSIT', 'package_accepted'],
  transit: ['TRANSIT', 'package_departed'],
  customs: ['TRANSIT', 'package_held'],
  out_for_delivery: ['TRANSIT', 'out_for_delivery'],
  attempt: ['TRANSIT', 'delivery_attempted'],
  pickup: ['TRANSIT', 'pickup_available'],
  delivered: ['DELIVERED', null],
  returning: ['RETURNED', 'return_to_sender'],
  lost: ['FAILURE', 'package_lost'],
};

const statusOf = ({ says, at, city, countryCode }: ScriptStep) => ({
  status: codes[says][0],
  substatus: codes[says][1] === null ? null : { code: codes[says][1], text: '', action_required: false },
  status_details: says === 'customs' ? 'Held in customs' : '',
  status_date: at,
  location: { city, country: countryCode },
});

export const shippoStories: Teller<ParcelScript> = {
  tell: (script) => ({
    body: JSON.stringify({
      event: 'track_updated',
      data: {
        carrier: 'dhl_germany',
        tracking_number: script.trackingNumber,
        eta: script.estimateOn,
        tracking_status: statusOf(lastStep(script)),
        tracking_history: script.steps.map(statusOf),
      },
    }),
    headers: {},
  }),
  sign: (message, secret) => ({ ...message, url: `/hooks/c?secret=${encodeURIComponent(secret)}` }),
};
