/**
 * Where a device says that it wants to hear of an order, and that it no longer does. The link is what authorises it; an
 * endpoint that is no push service's is refused by looking at it alone.
 */
import { z } from '@hono/zod-openapi';
import { type Context, Hono } from 'hono';
import type { Store } from '../db/store.ts';
import { invalidField, notFound } from './faults.ts';
import type { HttpEnv } from './http/context.ts';
import { readJsonBody } from './http/jsonBody.ts';
import { localeTag } from './kit/schemas.ts';
import type { Sealer } from './kit/seal.ts';
import { dropDevice, endpointFault, findPushKey, providePushKey, putSubscription } from './notifications/index.ts';
import type { OrderRow } from './orders/index.ts';
import { findLinkedOrder, type PageParts } from './trackingPage.ts';
import type { Perform, Work } from './work.ts';

export interface PushRouteParts extends Pick<PageParts, 'links'> {
  readonly store: Store;
  readonly perform: Perform;
  readonly sealer: Pick<Sealer, 'seal'>;
  /** For tests: endpoints on this machine are taken, too. */
  readonly allowLoopback: boolean;
}

const deviceId = z.uuid();
const base64url = (bytes: number) =>
  z
    .string()
    .regex(/^[A-Za-z0-9_-]+={0,2}$/, 'must be base64url')
    .refine((text) => Buffer.from(text, 'base64url').length === bytes, `must be ${bytes} bytes`);

const subscriptionInput = z.strictObject({
  deviceId,
  subscription: z.strictObject({
    endpoint: z.string().max(2_000),
    /** An uncompressed point of P-256, and 16 random bytes: https://www.rfc-editor.org/rfc/rfc8291#section-3.1 */
    keys: z.strictObject({ p256dh: base64url(65), auth: base64url(16) }),
  }),
  locale: localeTag.optional(),
});

export const pushRoutes = (parts: PushRouteParts): Hono<HttpEnv> => {
  const onOrder = <T>(c: Context<HttpEnv>, change: (work: Work, order: OrderRow) => Promise<T>): Promise<T> => {
    const link = c.req.param('link') ?? '';
    if (!parts.links.readLink(link, c.var.brand.id)) throw notFound('The page');
    return parts.perform(async (work) => {
      const order = await findLinkedOrder(work.tx, parts.links, c.var.brand, link);
      if (!order) throw notFound('The page');
      return change(work, order);
    });
  };

  return new Hono<HttpEnv>()
    .get('/api/portal/t/:link/push-key', async (c) => {
      const { brand } = c.var;
      const link = c.req.param('link');
      const known = await parts.store.read(async (reader) =>
        (await findLinkedOrder(reader, parts.links, brand, link)) ? findPushKey(reader, brand.id) : null,
      );
      const key = known ?? (await onOrder(c, (work) => providePushKey(work, parts.sealer, brand.id)));
      return c.json({ publicKey: key.publicKey });
    })
    .post('/api/portal/t/:link/push-subscriptions', async (c) => {
      const input = subscriptionInput.parse(await readJsonBody(c));
      const { endpoint, keys } = input.subscription;
      const fault = endpointFault(endpoint, parts);
      if (fault !== null) throw invalidField('subscription.endpoint', fault);
      const { brand } = c.var;
      await onOrder(c, (work, order) =>
        putSubscription(work, {
          brandId: brand.id,
          orderId: order.id,
          deviceId: input.deviceId,
          endpoint,
          ...keys,
          locale: brand.settings.locales.find((one) => one === input.locale) ?? order.locale ?? brand.locale,
        }),
      );
      return c.json({ deviceId: input.deviceId }, 201);
    })
    .delete('/api/portal/t/:link/push-subscriptions/:deviceId', async (c) => {
      const device = deviceId.parse(c.req.param('deviceId'));
      await onOrder(c, (work, { brandId, id }) => dropDevice(work, { brandId, orderId: id, deviceId: device }));
      return c.body(null, 204);
    });
};
