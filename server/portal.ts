/**
 * The read facade that Astro's pages get through `Astro.locals`. Pages ask here and nowhere else; every answer is
 * already scoped to the brand that the request's host chose.
 */
import type { Store } from '../db/store.ts';
import type { Brand } from './brands/index.ts';
import type { DemoView } from './demo/view.shared.ts';
import type { DeskPortal } from './desk/index.ts';
import type { Clock } from './kit/clock.ts';
import type { LoyaltyGlanceView, RewardsPageView } from './loyalty/view.shared.ts';
import type { BrandView, ShipmentView, TrackingPageView } from './portalView.shared.ts';
import { recommend } from './recommendations/index.ts';
import type { RecommendationView } from './recommendations/view.shared.ts';
import { readLanding, readReferPage } from './referrals/index.ts';
import type { LandingView, ReferView } from './referrals/view.shared.ts';
import { findLinkedOrder, type PageParts, readTrackingPage } from './trackingPage.ts';

export interface Portal {
  /** Null when the link is forged, revoked or of another brand: the page is the same kind 404 for each. */
  trackingPage(link: string): Promise<TrackingPageView | null>;
  /** What goes with what she bought; nothing while any of her parcels is in trouble. */
  recommendations(page: TrackingPageView): Promise<readonly RecommendationView[]>;
  /** Null as for `trackingPage`; without `refer` while the brand has no programme. */
  referPage(link: string, locale: string | null): Promise<{ page: TrackingPageView; refer: ReferView | null } | null>;
  /** What a friend finds; null for a code that is nobody's. */
  landing(code: string, asked: { locale: string; visitToken: string | undefined }): Promise<LandingView | null>;
  /** Who is signed in in this browser; under a link, nobody but the customer of its order. Ours. */
  readonly shopper: { readonly customerId: string } | null;
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
  parts: PageParts & { readonly store: Store; readonly clock: Clock },
  brand: Brand,
  rooms: Pick<Portal, 'desk' | 'demo' | 'shopper'>,
): Portal => ({
  trackingPage: (link) =>
    parts.store.read((reader) => readTrackingPage(reader, parts, brand, { link, now: parts.clock() })),
  recommendations: async (page) => {
    if (page.shipments.some(isInTrouble)) return [];
    return parts.store.read(async (reader) => {
      const order = await findLinkedOrder(reader, parts.links, brand, page.link);
      return order === null ? [] : recommend(reader, parts, { brand, order, now: page.now });
    });
  },
  referPage: (link, asked) =>
    parts.store.read(async (reader) => {
      const now = parts.clock();
      const page = await readTrackingPage(reader, parts, brand, { link, now });
      const order = page && (await findLinkedOrder(reader, parts.links, brand, link));
      if (!order) return null;
      const { timeZone } = page;
      const hers = { customerId: order.customerId, locale: asked ?? page.locale, timeZone, now };
      return { page, refer: await readReferPage(reader, brand, hers) };
    }),
  landing: (code, asked) => parts.store.read((reader) => readLanding(reader, brand, { code, ...asked })),
  account: async () => null,
  rewardsPage: async () => null,
  ...rooms,
});

const isInTrouble = ({ late, actionRequired, journey, care }: ShipmentView): boolean =>
  late ||
  actionRequired ||
  journey.mood === 'stuck' ||
  journey.mood === 'back' ||
  (care !== null && care.status !== 'confirmed');
