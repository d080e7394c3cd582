/**
 * The read facade that Astro's pages get through `Astro.locals`. Pages ask here and nowhere else; every answer is
 * already scoped to the brand that the request's host chose.
 */
import type { CaseRowView, CaseView, StaffView } from './desk/view.shared.ts';
import type { BrandView, TrackingPageView } from './portalView.shared.ts';

export interface Portal {
  /** Null when the link is forged, revoked or of another brand: the page is the same kind 404 for each. */
  trackingPage(link: string): Promise<TrackingPageView | null>;
  /** The brand's theme as one style sheet. */
  brandCss(): string;
  readonly desk: DeskPortal | null;
}

/** Present only for a signed-in member of staff. */
export interface DeskPortal {
  readonly staff: StaffView;
  openCases(): Promise<readonly CaseRowView[]>;
  closedCases(): Promise<readonly CaseRowView[]>;
  findCase(id: string): Promise<CaseView | null>;
}

/** What `Astro.locals` holds on every request. */
export interface PageLocals {
  readonly portal: Portal;
  readonly brand: BrandView;
  /** Chosen from the order's locale, else from Accept-Language, among the brand's. */
  readonly locale: string;
}
