/**
 * Ends mails of a topic for whoever holds the token of one: with one tap in the mail program (RFC 8058), or by the button
 * of the page that the link opens. Opening the link ends nothing, since mail scanners open them all.
 */
import { Hono } from 'hono';
import { paths } from '../../site/lib/paths.ts';
import type { Unsubscribes, UnsubscribeTopic } from '../auth/index.ts';
import { notFound } from '../faults.ts';
import type { HttpEnv } from '../http/context.ts';
import { readForm } from '../http/formBody.ts';
import type { Perform } from '../work.ts';
import type { ConsentTopic } from './consents.shared.ts';
import { setConsents } from './consents.ts';

const accountTopics: readonly ConsentTopic[] = ['points', 'tier', 'subscription', 'referral'];
const topicsOf = (topic: UnsubscribeTopic): readonly ConsentTopic[] => (topic === 'account' ? accountTopics : [topic]);

export const unsubscribeRoutes = (parts: {
  readonly perform: Perform;
  readonly unsubscribes: Pick<Unsubscribes, 'read'>;
}): Hono<HttpEnv> =>
  new Hono<HttpEnv>().post('/u/:token', async (c) => {
    const { brand } = c.var;
    const token = c.req.param('token');
    const what = parts.unsubscribes.read(token, brand.id);
    if (what === null) throw notFound('The page');
    const form = await readForm(c);
    const who = { brandId: brand.id, customerId: what.customerId, source: 'unsubscribe' } as const;
    await parts.perform((work) =>
      setConsents(
        work,
        who,
        topicsOf(what.topic).map((topic) => ({ topic, channel: 'email', given: false })),
      ),
    );
    if (form.get('List-Unsubscribe') === 'One-Click') return c.text('Done.');
    return c.redirect(`${paths.unsubscribe(token)}?done=yes`, 303);
  });
