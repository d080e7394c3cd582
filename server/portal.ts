/**
 * The read facade that Astro's pages get through `Astro.locals`. Pages ask here and nowhere else; every answer is
 * already scoped to the brand that the request's host chose.
 */
import type { Store } from '../db/store.ts';
import type { Brand } from './brands/index.ts';
import type { DemoView } from './demo/view.shared.ts';
import type { DeskPortal } from './desk/index.ts';
import type { Clock } from './kit/clock.ts';
import type { BrandView, TrackingPageView } from './portalView.shared.ts';
import { type PageParts, readTrackingPage } from './trackingPage.ts';

export interface Portal {
  /** Null when the link is forged, revoked or of another brand: the page is the same kind 404 for each. */
  trackingPage(link: string): Promise<TrackingPageView | null>;
  /** Who is signed in in this browser; under a link, nobody but the customer of its order. Ours. */
  readonly shopper: { readonly customerId: string } | null;
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
  ...rooms,
});
