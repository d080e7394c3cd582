/** Every subscription app, one line each. Shops that keep subscriptions themselves are sources of orders. */
import type { Source } from '../../source.ts';
import { recharge } from './recharge/adapter.ts';

export const subscriptionSources: readonly Source[] = [recharge];
