/**
 * DHL: the notices of its unified push, and the answers of its unified and Express tracking, as pulled or pasted. A
 * push proves itself with the hook's secret, in the header that was named when it was subscribed to or in the body.
 */
import { z } from 'zod';
import { fingerprint } from '../../../kit/fingerprint.ts';
import { parseJson, someText } from '../../../kit/payload.ts';
import { matchesSecret } from '../../../kit/signature.ts';
import type { Delivery, Reading, ReadingContext, Source, Verdict } from '../../../source.ts';
import { hookSecrets, ourSecretHeader } from '../hookSecret.ts';
import { ignored, notUnderstood, understood } from '../reading.ts';
import { readShipment, shipment } from './shipment.ts';

const secretHeader = 'dhl-hook-secret';

export const dhl: Source = {
  name: 'dhl',
  title: 'DHL',
  feeds: 'shipments',
  secretHeaders: [secretHeader, ourSecretHeader, 'dhl-api-key'],
  keptBody,
  verify,
  deduplicationKey,
  topic: (delivery) => open(delivery)?.scope ?? 'tracking',
  read,
};

const envelope = z.object({
  scope: someText(100),
  secret: someText(500),
  shipments: z.array(z.unknown()).optional().catch(undefined),
  shipment: z.unknown().optional(),
  status: z.unknown().optional(),
  title: someText(200),
  detail: someText(500),
});
const open = (delivery: Delivery) => envelope.safeParse(parseJson(delivery.rawBody)).data;

const mostShipments = 100;

function verify(delivery: Delivery, secrets: readonly string[]): Verdict {
  const given = delivery.headers[secretHeader] ?? delivery.headers[ourSecretHeader] ?? open(delivery)?.secret;
  return matchesSecret(given?.trim(), hookSecrets(secrets)) ? 'genuine' : 'forged';
}

/** Nothing reads the notice's `secret` after it has been verified; everything else stays as it was written. */
function keptBody({ rawBody }: Delivery): Buffer {
  const text = rawBody.toString('utf8');
  const blanked = text.replaceAll(/("secret"\s*:\s*)"(?:[^"\\]|\\.)*"/g, '$1""');
  const left = parseJson(blanked);
  // JSON inside a string, a name that is written with escapes, a secret that is no text: written anew, without it.
  if (typeof left === 'object' && left !== null && 'secret' in left && left.secret !== '')
    return Buffer.from(JSON.stringify({ ...left, secret: '' }));
  return blanked === text ? rawBody : Buffer.from(blanked);
}

/** What a notice says, without the bookkeeping that differs from one try to the next. */
function deduplicationKey(delivery: Delivery): string {
  const body = open(delivery);
  const said = body?.shipments ?? body?.shipment;
  return `body:${fingerprint(said === undefined ? delivery.rawBody : JSON.stringify(said))}`;
}

function read(delivery: Delivery, context: ReadingContext): Reading {
  const body = open(delivery);
  if (body === undefined) return notUnderstood('the body is not a JSON object');
  const isAlone = typeof body.status === 'object' && body.status !== null;
  const said = body.shipments ?? (body.shipment === undefined ? undefined : [body.shipment]);
  const list = said ?? (isAlone ? [parseJson(delivery.rawBody)] : undefined);
  if (list === undefined) {
    if (body.scope !== undefined) return ignored('a notice without a shipment');
    return notUnderstood(body.detail ?? body.title ?? 'no shipments');
  }
  if (list.length === 0) return ignored('no shipment under this number');
  const readings = list.slice(0, mostShipments).flatMap((value) => {
    const from = shipment.safeParse(value).data;
    const number = from?.shipmentTrackingNumber ?? from?.id;
    return from === undefined || number === undefined ? [] : [readShipment(from, number.slice(0, 100), context)];
  });
  return readings.length === 0 ? notUnderstood('shipments.0.id: missing') : understood(readings);
}
