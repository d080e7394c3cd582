/** All sources under one roof: shops', carriers', subscription apps'. */
import { orderSources } from '../orders/sources/index.ts';
import { shipmentSources } from '../shipments/sources/index.ts';
import type { Source } from '../source.ts';
import { subscriptionSources } from '../subscriptions/sources/index.ts';

export const sources: readonly Source[] = [...orderSources, ...shipmentSources, ...subscriptionSources];

export const findSource = (name: string): Source | null => sources.find((source) => source.name === name) ?? null;
