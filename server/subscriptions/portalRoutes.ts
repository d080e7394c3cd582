/**
 * What the subscriptions' page sends: each verb as a form, answered with 303 back to the page, and as JSON. A link shows;
 * to change takes the session of the very customer, and what is not hers is not there.
 */
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { type Reader, type Store, StoreUnavailable } from '../../db/store.ts';
import { paths, subscriptionAnchor } from '../../site/lib/paths.ts';
import type { Brand } from '../brands/index.ts';
import { Fault, notFound } from '../faults.ts';
import type { HttpEnv } from '../http/context.ts';
import { refuseCrossSite } from '../http/csrf.ts';
import { type Redraw, valuesOf } from '../http/draft.ts';
import { readForm } from '../http/formBody.ts';
import { claimOf, type IdempotencyParts, idempotently } from '../http/idempotency.ts';
import { readJsonBody } from '../http/jsonBody.ts';
import { leadOn } from '../http/leadOn.ts';
import { shopperOf } from '../http/shopper.ts';
import type { Clock } from '../kit/clock.ts';
import { formFields } from './form.ts';
import { type AskedAction, type AskedChange, askedActions, changeInputs } from './inputs.ts';
import { readSubscriptions } from './page.ts';
import { type Requested, requestChange } from './request.ts';
import type { Refusal } from './view.shared.ts';

interface LinkedOrder {
  readonly id: string;
  readonly customerId: string;
}

export interface SubscriptionRouteParts extends IdempotencyParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly picture: (imageUrl: string | null) => string | null;
  readonly redraw: Redraw;
  /** The order that a link opens; null when it is forged, revoked or of another brand. */
  readonly findLinkedOrder: (reader: Reader, brand: Brand, link: string) => Promise<LinkedOrder | null>;
}

const version = z.strictObject({ version: z.string().max(64) });

export const subscriptionRoutes = (parts: SubscriptionRouteParts): Hono<HttpEnv> => {
  /** The order of the link, when its customer is signed in and the request comes from her page. */
  const signedInOrder = async (c: Context<HttpEnv>): Promise<LinkedOrder> => {
    const link = c.req.param('link') ?? '';
    const order = await parts.store.read((reader) => parts.findLinkedOrder(reader, c.var.brand, link));
    if (!order) throw notFound('The page');
    shopperOf(c, order);
    // From here on a cookie authorises, and a browser adds that by itself: whoever does not say where from is refused.
    await refuseCrossSite(c, async () => {});
    return order;
  };

  const change = async (
    c: Context<HttpEnv>,
    { customerId }: LinkedOrder,
    { asked, seen }: { readonly asked: AskedChange; readonly seen: string },
  ): Promise<Requested> => {
    const subscriptionId = c.req.param('id') ?? '';
    const claim = await claimOf(c);
    // Keys of different customers, and those of the merchant, never meet.
    const ofCustomer = claim && { ...claim, key: `subscriptions ${customerId} ${claim.key}` };
    const { body } = await idempotently(parts, ofCustomer, async (work) => {
      const request = { brandId: c.var.brand.id, customerId, subscriptionId, asked, version: seen };
      return { status: 200, body: await requestChange(work, request) };
    });
    // As `requestChange` gave it, now or when the key was used first.
    return body as Requested;
  };

  const read = async (c: Context<HttpEnv>, customerId: string, signedIn: boolean) =>
    parts.store.read((reader) =>
      readSubscriptions(reader, {
        brand: c.var.brand,
        customerId,
        now: parts.clock(),
        signedIn,
        picture: parts.picture,
      }),
    );

  return new Hono<HttpEnv>()
    .get('/api/portal/t/:link/subscriptions', async (c) => {
      const order = await parts.store.read((reader) => parts.findLinkedOrder(reader, c.var.brand, c.req.param('link')));
      if (!order) throw notFound('The page');
      const signedIn = c.var.shopper?.customerId === order.customerId;
      c.header('Cache-Control', 'no-store');
      return c.json({ signedIn, subscriptions: await read(c, order.customerId, signedIn) });
    })
    .post('/api/portal/t/:link/subscriptions/:id/:action', async (c) => {
      const action = actionOf(c.req.param('action'));
      const order = await signedInOrder(c);
      const { version: seen, ...said } = z.looseObject(version.shape).parse(await readJsonBody(c));
      const result = await change(c, order, { asked: askedChange(action, said), seen });
      if (result.outcome === 'refused') {
        throw new Fault('conflict', `This cannot be changed: ${result.why}`, {
          fields: [{ field: 'action', message: result.why }],
        });
      }
      const subscription = (await read(c, order.customerId, true)).find(({ id }) => id === c.req.param('id'));
      if (!subscription) throw notFound('The subscription');
      return c.json({ ...result, subscription });
    })
    .post('/t/:link/subscriptions/:id/:action', async (c) => {
      const { link, id } = c.req.param();
      const anchor = `#${encodeURIComponent(subscriptionAnchor(id))}`;
      const back = (query: Record<string, string> = {}): string =>
        `${paths.subscriptions(link)}?${new URLSearchParams({ ...query, subscription: id })}${anchor}`;
      /** The page with the form as it was sent, and what does not fit beside its field. */
      const again = async (faults: readonly string[], why?: string): Promise<Response> =>
        parts.redraw(c, paths.subscriptions(link), {
          form: `${c.req.param('action')} ${id}`,
          values: valuesOf(await readForm(c)),
          faults,
          why,
        });
      try {
        const action = actionOf(c.req.param('action'));
        const order = await signedInOrder(c);
        const form = await readForm(c);
        const asked = askedChange(action, formFields(action, form));
        const result = await change(c, order, { asked, seen: String(form.get('version') ?? '') });
        if (result.outcome !== 'refused') return c.redirect(back(), 303);
        const [day] = ['on', 'until'].filter((name) => form.get(name));
        if (dayFaults.has(result.why) && day !== undefined) return again([day], result.why);
        return c.redirect(back({ fault: result.why }), 303);
      } catch (error) {
        if (error instanceof Fault && error.code === 'unauthenticated') {
          return c.redirect(paths.stepUp(link, `${paths.subscriptions(link)}${anchor}`), 303);
        }
        if (error instanceof Fault && error.code === 'not_found') return leadOn(c, 404, paths.subscriptions(link));
        if (error instanceof z.ZodError) {
          return c.req.param('action') === 'address'
            ? again([...new Set(error.issues.map(({ path }) => String(path.at(-1))))])
            : c.redirect(back({ fault: 'form' }), 303);
        }
        if (error instanceof StoreUnavailable) return leadOn(c, 503, back({ fault: 'unavailable' }));
        throw error;
      }
    });
};

/** What is wrong with a day that somebody has chosen. */
const dayFaults: ReadonlySet<Refusal> = new Set(['too_soon', 'too_far', 'no_effect']);

const actionOf = (word: string): AskedAction => {
  const action = askedActions.find((one) => one.replaceAll('_', '-') === word);
  if (!action) throw notFound('The page');
  return action;
};

/** @throws ZodError for what does not fit the action */
const askedChange = (action: AskedAction, said: unknown): AskedChange =>
  // The schema of an action gives what belongs to that action, which TypeScript cannot follow across the table.
  ({ action, ...changeInputs[action].parse(said) }) as AskedChange;
