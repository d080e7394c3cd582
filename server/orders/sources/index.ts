/** Every shop that orders can come from, one line each. The order is that of the settings page. */
import type { Source } from '../../source.ts';
import { doorstepOrders } from './doorstep/adapter.ts';
import { shopify } from './shopify/adapter.ts';
import { woocommerce } from './woocommerce/adapter.ts';

export const orderSources: readonly Source[] = [shopify, woocommerce, doorstepOrders];
