/** The ways between links, orders and pages, which the house hands to the account's routes. */
import type { Reader } from '../../db/store.ts';
import type { Brand } from '../brands/index.ts';
import type { OrderRow } from '../orders/index.ts';

/** The order that a link opens; null when it is forged, revoked or of another brand. */
export type FindOrder = (reader: Reader, brandId: string, link: string) => Promise<OrderRow | null>;

/** The path of the page of a customer's newest order; null without one. @param customerId ours */
export type PageOfNewestOrder = (brand: Brand, customerId: string) => Promise<string | null>;
