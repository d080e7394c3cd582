/**
 * The shopper redeems a reward: as a form (answered with 303 back to the room) and as JSON for the island. Both need the
 * session of the very customer whose link it is; what the link alone opens changes nothing of value.
 */
import { z } from '@hono/zod-openapi';
import { type Context, Hono } from 'hono';
import type { Reader } from '../../db/store.ts';
import { type Store, StoreUnavailable } from '../../db/store.ts';
import { paths } from '../../site/lib/paths.ts';
import type { Brand } from '../brands/index.ts';
import { Fault, notFound } from '../faults.ts';
import type { HttpEnv } from '../http/context.ts';
import { readForm } from '../http/formBody.ts';
import { readJsonBody } from '../http/jsonBody.ts';
import { shopperOf } from '../http/shopper.ts';
import type { Clock } from '../kit/clock.ts';
import { externalId, line } from '../kit/schemas.ts';
import type { Sealer } from '../kit/seal.ts';
import type { OrderRow } from '../orders/index.ts';
import type { Perform } from '../work.ts';
import { type Redemption, redeemReward } from './redemptions.ts';
import { codePurpose } from './rewards.ts';
import { redemptionView } from './view.ts';

export interface RewardRouteParts {
  readonly store: Pick<Store, 'read'>;
  readonly perform: Perform;
  readonly clock: Clock;
  readonly sealer: Sealer;
  /** The order that the link opens; null when it opens none. */
  readonly findLinkedOrder: (reader: Reader, brand: Pick<Brand, 'id'>, link: string) => Promise<OrderRow | null>;
}

const redeemInput = z.strictObject({ reward: externalId, key: line(100).optional() });

export const rewardRoutes = (parts: RewardRouteParts): Hono<HttpEnv> => {
  const redeem = async (c: Context<HttpEnv>, input: z.infer<typeof redeemInput>): Promise<Redemption> => {
    const { brand } = c.var;
    const link = c.req.param('link') ?? '';
    const order = await parts.store.read((reader) => parts.findLinkedOrder(reader, brand, link));
    if (!order) throw notFound('The page');
    const { customerId } = shopperOf(c, order);
    return parts.perform((work) =>
      redeemReward(work, parts.sealer, {
        brandId: brand.id,
        customerId,
        reward: input.reward,
        externalId: input.key === undefined ? null : `page:${customerId}:${input.key}`,
      }),
    );
  };

  return new Hono<HttpEnv>()
    .post('/api/portal/t/:link/rewards/redeem', async (c) => {
      const redemption = await redeem(c, redeemInput.parse(await readJsonBody(c)));
      const { brand } = c.var;
      const view = redemptionView(redemption, {
        brand,
        locale: c.req.query('lang') ?? brand.locale,
        orderNumber: null,
        now: parts.clock(),
        open: (sealed) => parts.sealer.open(sealed, codePurpose),
      });
      return c.json({ redemption: view });
    })
    .post('/t/:link/rewards/redeem', async (c) => {
      const back = paths.rewards(c.req.param('link'));
      const form = await readForm(c);
      const given = Object.fromEntries([...form].filter(([, value]) => value !== ''));
      try {
        const redemption = await redeem(c, redeemInput.parse(given));
        const done = redemption.status === 'held' ? 'held' : 'redeemed';
        return c.redirect(`${back}?done=${done}#${encodeURIComponent(redemption.id)}`, 303);
      } catch (error) {
        if (error instanceof Fault && error.code === 'unauthenticated')
          return c.redirect(paths.stepUp(c.req.param('link'), back), 303);
        const word = faultWord(error);
        if (word === null) throw error;
        return c.redirect(`${back}?fault=${word}`, 303);
      }
    });
};

/** The word that the page knows a sentence for; null when the request is to be answered with its status. */
const faultWord = (error: unknown): string | null => {
  if (error instanceof StoreUnavailable) return 'unavailable';
  if (error instanceof z.ZodError) return 'reward_missing';
  return error instanceof Fault && error.code === 'conflict' ? 'not_available' : null;
};
