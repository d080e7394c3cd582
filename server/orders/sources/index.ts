/** Every shop that orders can come from, one line each. The order is that of the settings page. */
import type { Source } from '../../source.ts';
import { shopify } from './shopify/adapter.ts';

export const orderSources: readonly Source[] = [shopify];
