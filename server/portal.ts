/**
 * The read facade that Astro's pages get through `Astro.locals`. Pages ask here and nowhere else; every answer is
 * already scoped to the brand that the request's host chose.
 */
import type { Reader, Store } from '../db/store.ts';
import type { ShopperSession } from './auth/index.ts';
import type { Brand } from './brands/index.ts';
import { getCustomer } from './customers/index.ts';
import type { DemoView } from './demo/view.shared.ts';
import type { DeskPortal } from './desk/index.ts';
import type { Clock } from './kit/clock.ts';
import type { NewId } from './kit/ids.ts';
import type { Sealer } from './kit/seal.ts';
import { codePurpose, readGlance, readRewardsPage } from './loyalty/index.ts';
import type { LoyaltyGlanceView, RewardsPageView } from './loyalty/view.shared.ts';
import type { OrderRow } from './orders/index.ts';
import type { BrandView, TrackingPageView } from './portalView.shared.ts';
import { findLinkedOrder, type PageParts, readTrackingPage } from './trackingPage.ts';

export interface Portal {
  /** Null when the link is forged, revoked or of another brand: the page is the same kind 404 for each. */
  trackingPage(link: string): Promise<TrackingPageView | null>;
  /** The account behind the link, at a glance. Null as well when the brand has no programme. */
  account(link: string, locale?: string): Promise<LoyaltyGlanceView | null>;
  /** The same, with what is the customer's alone only when it is she who is signed in. */
  rewardsPage(link: string, locale?: string): Promise<RewardsPageView | null>;
  /** Null unless a member of staff is signed in. */
  readonly desk: DeskPortal | null;
  /** Null unless this is the demo. */
  readonly demo: (() => Promise<DemoView>) | null;
}

/** What `Astro.locals` holds on every request. */
export interface PageLocals {
  readonly portal: Portal;
  readonly brand: BrandView;
  /** Proposed by Accept-Language among the brand's; the order's own counts more. */
  readonly locale: string;
}

export const createPortal = (
  parts: PortalParts,
  brand: Brand,
  /** The customer who is signed in in this browser. */
  shopper: ShopperSession | null,
  rooms: Pick<Portal, 'desk' | 'demo'>,
): Portal => ({
  trackingPage: (link) =>
    parts.store.read((reader) => readTrackingPage(reader, parts, brand, { link, now: parts.clock() })),
  account: (link, locale) =>
    parts.store.read(async (reader) => {
      const order = await findLinkedOrder(reader, parts.links, brand, link);
      return order && readGlance(reader, brand, await askedOf(reader, parts, brand, order, locale));
    }),
  rewardsPage: (link, locale) =>
    parts.store.read(async (reader) => {
      const order = await findLinkedOrder(reader, parts.links, brand, link);
      if (!order) return null;
      const asked = await askedOf(reader, parts, brand, order, locale);
      const open = (sealed: string): string | null => parts.sealer.open(sealed, codePurpose);
      const personal = shopper?.customerId === order.customerId;
      return readRewardsPage(reader, { picture: parts.picture, open, newKey: parts.newId }, brand, {
        ...asked,
        personal,
      });
    }),
  ...rooms,
});

export interface PortalParts extends PageParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly sealer: Pick<Sealer, 'open'>;
  readonly newId: NewId;
}

/** Whose account, and in which language and zone: as the tracking page has it, unless another language is asked for. */
const askedOf = async (reader: Reader, parts: PortalParts, brand: Brand, order: OrderRow, locale?: string) => {
  const customer = await getCustomer(reader, brand.id, order.customerId);
  return {
    customerId: customer.id,
    locale: locale ?? order.locale ?? customer.locale ?? brand.locale,
    timeZone: customer.timeZone ?? brand.timeZone,
    now: parts.clock(),
  };
};
