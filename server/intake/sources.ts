/** All sources under one roof, shops' and carriers'. */
import { orderSources } from '../orders/index.ts';
import { shipmentSources } from '../shipments/index.ts';
import type { Source } from '../source.ts';

export const sources: readonly Source[] = [...orderSources, ...shipmentSources];

export const findSource = (name: string): Source | null => sources.find((source) => source.name === name) ?? null;
