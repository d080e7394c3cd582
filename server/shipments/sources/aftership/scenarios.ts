/** AfterShip tells a story: one `tracking_update` with every checkpoint so far. */
import { createHmac } from 'node:crypto';
import { lastStep, type ParcelScript, type Saying, type Teller } from '../../../kit/parcelScript.ts';

const subtags: Readonly<Record<Saying, string>> = {
  label: 'InfoReceived_001',
  picked_up: 'InTransit_002',
  transit: 'InTransit_007',
  customs: 'Exception_004',
  out_for_delivery: 'OutForDelivery_001',
  attempt: 'AttemptFail_002',
  pickup: 'AvailableForPickup_001',
  delivered: 'Delivered_001',
  returning: 'Exception_010',
  lost: 'Exception_013',
};

const tagOf = (says: Saying) => ({ tag: subtags[says].split('_')[0], subtag: subtags[says] });

export const aftershipStories: Teller<ParcelScript> = {
  tell: (script) => ({
    body: JSON.stringify({
      event: 'tracking_update',
      event_id: '94dadd60-ed26-46d0-aa52-3ced925a50ff',
      msg: {
        tracking_number: script.trackingNumber,
        slug: 'dhl-germany',
        ...tagOf(lastStep(script).says),
        expected_delivery: script.estimateOn,
        checkpoints: script.steps.map(({ says, at, city, countryCode }) => ({
          ...tagOf(says),
          checkpoint_time: at,
          city,
          country_iso3: countryCode === 'DE' ? 'DEU' : countryCode,
        })),
      },
      ts: 1795000000,
    }),
    headers: {},
  }),
  sign: (message, secret) => ({
    ...message,
    headers: { 'aftership-hmac-sha256': createHmac('sha256', secret).update(message.body).digest('base64') },
  }),
};
