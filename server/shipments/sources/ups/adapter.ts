/**
 * UPS: the answers of its Track API, as pulled or pasted, and Track Alerts. What UPS shows with an alert is the
 * credential that was given when the alert was subscribed to; where none arrives, our own header bears the secret.
 */
import { z } from 'zod';
import { fingerprint } from '../../../kit/fingerprint.ts';
import { parseJson, someList, someRecord, someText } from '../../../kit/payload.ts';
import { matchesSecret } from '../../../kit/signature.ts';
import type { Delivery, Reading, ReadingContext, Source, Verdict } from '../../../source.ts';
import { hookSecrets, ourSecretHeader } from '../hookSecret.ts';
import { ignored, notUnderstood, understood } from '../reading.ts';
import { alert, pack, readAlert, readPackage } from './package.ts';

export const ups: Source = {
  name: 'ups',
  title: 'UPS',
  feeds: 'shipments',
  secretHeaders: ['credential', 'authorization', ourSecretHeader],
  verify,
  deduplicationKey: (delivery) => `body:${fingerprint(delivery.rawBody)}`,
  topic: (delivery) => (open(delivery)?.trackResponse === undefined ? 'alert' : 'tracking'),
  read,
};

const said = z.object({ code: someText(40), message: someText(500) });
const envelope = z.object({
  trackResponse: someRecord({
    shipment: someList(
      z.object({ inquiryNumber: someText(100), package: someList(pack, 200), warnings: someList(said, 20) }),
      50,
    ),
  }),
  response: someRecord({ errors: someList(said, 20) }),
});
const open = (delivery: Delivery) => envelope.safeParse(parseJson(delivery.rawBody)).data;

function verify(delivery: Delivery, secrets: readonly string[]): Verdict {
  const { headers } = delivery;
  const given = headers[ourSecretHeader] ?? headers.credential ?? headers.authorization?.replace(/^Bearer /i, '');
  return matchesSecret(given?.trim(), hookSecrets(secrets)) ? 'genuine' : 'forged';
}

function read(delivery: Delivery, context: ReadingContext): Reading {
  const body = open(delivery);
  if (body === undefined) return notUnderstood('the body is not a JSON object');
  if (body.trackResponse !== undefined) return readAnswer(body.trackResponse.shipment, context);
  const [error] = body.response?.errors ?? [];
  if (error !== undefined) {
    const why = `${error.code ?? 'an error'}: ${error.message ?? ''}`;
    // TV and TW are about the number that was asked for, not about the asking.
    return /^T[VW]/.test(error.code ?? '') ? ignored(why) : notUnderstood(why);
  }
  const from = alert.safeParse(parseJson(delivery.rawBody)).data;
  if (from?.activityStatus === undefined && from?.status === undefined)
    return notUnderstood('neither a track nor an alert');
  return from.trackingNumber === undefined
    ? notUnderstood('trackingNumber: missing')
    : understood([readAlert(from, from.trackingNumber, context)]);
}

type Shipments = NonNullable<z.infer<typeof envelope>['trackResponse']>['shipment'];

function readAnswer(shipments: Shipments, context: ReadingContext): Reading {
  const readings = shipments.flatMap((shipment) =>
    shipment.package.flatMap((one) => {
      const number = one.trackingNumber ?? shipment.inquiryNumber;
      return number === undefined ? [] : [readPackage(one, number, context)];
    }),
  );
  if (readings.length > 0) return understood(readings);
  const warning = shipments.flatMap(({ warnings }) => warnings)[0];
  return warning === undefined
    ? notUnderstood('trackResponse.shipment.0.package: missing')
    : ignored(`${warning.code ?? 'a warning'}: ${warning.message ?? ''}`);
}
