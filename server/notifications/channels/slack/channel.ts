/**
 * Slack's incoming webhooks, and what speaks the same (Mattermost, Rocket.Chat). The URL is itself the credential: it is
 * stored sealed, and no reason ever repeats it.
 */
import { type Outbound, type OutboundResult, retryAfterSeconds } from '../../../kit/outbound.ts';
import type { Sealer } from '../../../kit/seal.ts';
import type { Channel, Outcome } from '../../channel.ts';

/** The purpose under which the URL is sealed before it goes into a payload or a table. */
export const slackUrlPurpose = 'slack.url';

/** `invalid_payload`, `action_prohibited`, `no_service`, `channel_is_archived`: no later try can succeed. */
const permanentStatuses = new Set([400, 403, 404, 410]);

const outcomeOf = (result: OutboundResult, now: Date): Outcome => {
  if ('failure' in result) {
    // The refusal of a URL says what is wrong with it, never the URL; a refused address names the host at most.
    const reason = `${result.failure}: ${result.reason}`;
    return result.failure === 'refused' ? { outcome: 'permanent', reason } : { outcome: 'retry', reason };
  }
  const { status, headers, body } = result;
  if (status >= 200 && status < 300) return { outcome: 'sent' };
  const word = /^[\w ]{1,60}$/.test(body.trim()) ? ` ${body.trim()}` : '';
  const reason = `answered ${status}${word}`;
  if (permanentStatuses.has(status)) return { outcome: 'permanent', reason };
  const afterSeconds = retryAfterSeconds(headers, now);
  return { outcome: 'retry', reason, ...(afterSeconds === undefined ? {} : { afterSeconds }) };
};

export const createSlackChannel = (outbound: Pick<Outbound, 'post'>, sealer: Sealer): Channel<'slack'> => ({
  name: 'slack',
  async send({ payload, now }) {
    const url = sealer.open(payload.sealedUrl, slackUrlPurpose);
    if (url === null) return { outcome: 'permanent', reason: 'the Slack URL cannot be opened with this secret' };
    const headers = { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'Doorstep' };
    const body = JSON.stringify({ text: payload.text, blocks: payload.blocks });
    return outcomeOf(await outbound.post(url, { headers, body }), now);
  },
});
