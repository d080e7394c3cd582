/** The body of a webhook, below the size that receivers take. */
import type { WebhookPayload } from './channel.ts';
import { webhookBodyMaxBytes } from './channels/index.ts';

export type WebhookBody = WebhookPayload['body'];

/** Free text that may be cut; what was cut ends in an ellipsis. Everything else in a body is short by its input rules. */
const freeText = new Set(['comment', 'text', 'note', 'reason', 'liftedWhy']);

const bytesOf = (body: WebhookBody): number => Buffer.byteLength(JSON.stringify(body));

/** As it is when it fits; else with its free texts cut, further and further, until it does. */
export const fittingBody = (body: WebhookBody): WebhookBody => {
  let fitting = body;
  for (let max = 4_000; bytesOf(fitting) > webhookBodyMaxBytes && max >= 100; max = Math.floor(max / 2)) {
    fitting = JSON.parse(JSON.stringify(body), (key, value: unknown) =>
      freeText.has(key) && typeof value === 'string' && value.length > max ? cut(value, max) : value,
    );
  }
  return fitting;
};

const cut = (text: string, max: number): string => `${text.slice(0, max).replace(/[\ud800-\udbff]$/, '')}…`;
