/** OAuth client credentials (RFC 6749 §4.4), as UPS and FedEx ask for them. A failure is data, like any of `outbound`. */
import { z } from 'zod';
import { hours, minutes, seconds } from '../../kit/clock.ts';
import type { Outbound } from '../../kit/outbound.ts';
import { parseJson } from '../../kit/payload.ts';
import type { Access } from './poller.ts';

const answer = z.object({
  access_token: z.string().min(1).max(10_000),
  expires_in: z.coerce.number().catch(0),
});

/** A token is given up a minute early, and kept for a day at most whatever its answer says. */
export const fetchToken = async (
  outbound: Pick<Outbound, 'post'>,
  url: string,
  headers: Readonly<Record<string, string>>,
  form: Readonly<Record<string, string>>,
): Promise<Access> => {
  const result = await outbound.post(url, {
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(form).toString(),
    timeoutMs: seconds(10),
  });
  if ('failure' in result) return { refused: false, why: `token: ${result.failure}: ${result.reason}` };
  if (result.status !== 200) {
    return { refused: result.status < 500 && result.status !== 429, why: `token: answered ${result.status}` };
  }
  const read = answer.safeParse(parseJson(result.body)).data;
  if (read === undefined) return { refused: false, why: 'token: the answer has none' };
  const validMs = Math.min(Math.max(seconds(read.expires_in) - minutes(1), 0), hours(24));
  return { headers: { authorization: `Bearer ${read.access_token}` }, validMs };
};
