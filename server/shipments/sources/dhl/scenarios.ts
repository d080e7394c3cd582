/** DHL tells a story: the answer of its unified tracking with every event so far, as its push repeats it. */
import { lastStep, type ParcelScript, type Saying, type ScriptStep, type Teller } from '../../../kit/parcelScript.ts';

const codes: Readonly<Record<Saying, readonly [string, string]>> = {
  label: ['pre-transit', 'The shipment information has been transmitted electronically.'],
  picked_up: ['transit', 'The shipment has been taken over by DHL.'],
  transit: ['transit', 'Die Sendung wurde im Paketzentrum bearbeitet.'],
  customs: ['transit', 'The shipment is pending completion of customs inspection.'],
  out_for_delivery: ['transit', 'Die Sendung wurde in das Zustellfahrzeug geladen.'],
  attempt: ['failure', 'Die Sendung konnte nicht zugestellt werden, der Empfänger wurde nicht angetroffen.'],
  pickup: ['transit', 'Die Sendung liegt in der Filiale zur Abholung bereit.'],
  delivered: ['delivered', 'Die Sendung wurde erfolgreich zugestellt.'],
  returning: ['transit', 'Die Sendung wird an den Absender zurückgesandt (Rücksendung).'],
  lost: ['failure', 'The shipment is lost.'],
};

const statusOf = ({ says, at, city, countryCode }: ScriptStep) => ({
  timestamp: at,
  statusCode: codes[says][0],
  status: codes[says][0],
  description: codes[says][1],
  location: { address: { addressLocality: city, countryCode } },
});

export const dhlStories: Teller<ParcelScript> = {
  tell: (script) => ({
    body: JSON.stringify({
      shipments: [
        {
          id: script.trackingNumber,
          service: 'parcel-de',
          status: statusOf(lastStep(script)),
          estimatedTimeOfDelivery: script.estimateOn,
          events: script.steps.map(statusOf).toReversed(),
        },
      ],
    }),
    headers: {},
  }),
  sign: (message, secret) => ({ ...message, headers: { 'dhl-hook-secret': secret } }),
};
