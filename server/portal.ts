/**
 * The read facade that Astro's pages get through `Astro.locals`. Pages ask here and nowhere else; every answer is
 * already scoped to the brand that the request's host chose.
 */
import type { Reader, Store } from '../db/store.ts';
import { readSettings } from './account/index.ts';
import type { SettingsView } from './account/view.shared.ts';
import type { Unsubscribes, UnsubscribeTopic } from './auth/index.ts';
import type { Brand } from './brands/index.ts';
import { getCustomer } from './customers/index.ts';
import type { DemoView } from './demo/view.shared.ts';
import type { DeskPortal } from './desk/index.ts';
import type { Draft } from './http/draft.ts';
import type { Clock } from './kit/clock.ts';
import type { NewId } from './kit/ids.ts';
import type { Sealer } from './kit/seal.ts';
import { codePurpose, readGlance, readRewardsPage } from './loyalty/index.ts';
import type { LoyaltyGlanceView, RewardsPageView } from './loyalty/view.shared.ts';
import { type NoticeLogEntry, noticesOf } from './notifications/index.ts';
import type { OrderRow } from './orders/index.ts';
import type { BrandView, ShipmentView, TrackingPageView } from './portalView.shared.ts';
import { recommend } from './recommendations/index.ts';
import type { RecommendationView } from './recommendations/view.shared.ts';
import { readInvitation, readLanding, readReferPage } from './referrals/index.ts';
import type { InvitationView, LandingView, ReferView } from './referrals/view.shared.ts';
import type { SubscriptionsPageView } from './subscriptions/view.shared.ts';
import { readSubscriptionsPage } from './subscriptionsPage.ts';
import { findLinkedOrder, type PageParts, readTrackingPage } from './trackingPage.ts';

export interface Portal {
  /** Null when the link is forged, revoked or of another brand: the page is the same kind 404 for each. */
  trackingPage(link: string): Promise<TrackingPageView | null>;
  /** What stands softly below everything; nothing of it while any parcel of the order is in trouble. */
  afterwards(page: TrackingPageView): Promise<AfterwardsView>;
  /** Null as for `trackingPage`; without `refer` while the brand has no programme. */
  referPage(link: string, locale: string | null): Promise<{ page: TrackingPageView; refer: ReferView | null } | null>;
  /** What a friend finds; null for a code that is nobody's. */
  landing(code: string, locale: string): Promise<LandingView | null>;
  /** Null unless the customer of the link is signed in. */
  settings(): Promise<SettingsView | null>;
  /** Who is signed in in this browser; under a link, nobody but the customer of its order. Ours. */
  readonly shopper: { readonly customerId: string; readonly sessionId: string } | null;
  /** The account behind the link, at a glance. Null as well when the brand has no programme. */
  account(link: string, locale?: string): Promise<LoyaltyGlanceView | null>;
  /** The same, with what is the customer's alone only when it is she who is signed in. */
  /** @param before where the history of an earlier page went on */
  rewardsPage(link: string, locale?: string, before?: string): Promise<RewardsPageView | null>;
  /** The subscriptions of the customer behind the link; her address only when she is signed in. */
  subscriptionsPage(link: string): Promise<SubscriptionsPageView | null>;
  /** Everything that was told to whoever is signed in under the link, or was held back, newest first; null if nobody is. */
  noticeLog(locale: string): Promise<readonly NoticeLogEntry[] | null>;
  /** What a mail's “no more of these” would end; null for a token that is none of ours. */
  unsubscribing(token: string): UnsubscribeTopic | null;
  /** Null unless a member of staff is signed in. */
  readonly desk: DeskPortal | null;
  /** Null unless this is the demo. */
  readonly demo: (() => Promise<DemoView>) | null;
}

export interface AfterwardsView {
  readonly recommendations: readonly RecommendationView[];
  /** What a happy customer could pass on. */
  readonly invitation: InvitationView | null;
}

/** What `Astro.locals` holds on every request. */
export interface PageLocals {
  readonly portal: Portal;
  readonly brand: BrandView;
  /** Proposed by Accept-Language among the brand's; the order's own counts more. */
  readonly locale: string;
  /** What was typed into a form of this page that does not fit. */
  readonly draft: Draft | null;
}

export const createPortal = (
  parts: PortalParts,
  brand: Brand,
  {
    visitToken,
    ...rooms
  }: Pick<Portal, 'desk' | 'demo' | 'shopper'> & {
    /** Of the cookie by which a browser is known to have taken an invitation. */
    readonly visitToken: string | undefined;
  },
): Portal => ({
  trackingPage: (link) =>
    parts.store.read((reader) => readTrackingPage(reader, parts, brand, { link, now: parts.clock() })),
  afterwards: async (page) => {
    if (page.shipments.some(isInTrouble)) return { recommendations: [], invitation: null };
    return parts.store.read(async (reader) => {
      const order = await findLinkedOrder(reader, parts.links, brand, page.link);
      if (!order) return { recommendations: [], invitation: null };
      const asked = { customerId: order.customerId, locale: page.locale, now: page.now };
      return {
        recommendations: await recommend(reader, parts, { brand, order, now: page.now }),
        invitation: page.shipments.some(isHappy) ? await readInvitation(reader, brand, asked) : null,
      };
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
  landing: (code, locale) => parts.store.read((reader) => readLanding(reader, brand, { code, locale, visitToken })),
  account: (link, locale) =>
    parts.store.read(async (reader) => {
      const order = await findLinkedOrder(reader, parts.links, brand, link);
      return order && readGlance(reader, brand, await askedOf(reader, parts, brand, order, locale));
    }),
  rewardsPage: (link, locale, before) =>
    parts.store.read(async (reader) => {
      const order = await findLinkedOrder(reader, parts.links, brand, link);
      if (!order) return null;
      const asked = await askedOf(reader, parts, brand, order, locale);
      const open = (sealed: string): string | null => parts.sealer.open(sealed, codePurpose);
      const personal = rooms.shopper?.customerId === order.customerId;
      return readRewardsPage(reader, { picture: parts.picture, open, newKey: parts.newId }, brand, {
        ...asked,
        personal,
        before,
      });
    }),
  subscriptionsPage: (link) =>
    parts.store.read((reader) =>
      readSubscriptionsPage(reader, parts, brand, {
        link,
        now: parts.clock(),
        customerId: rooms.shopper?.customerId ?? null,
      }),
    ),
  noticeLog: async (locale) => {
    const customerId = rooms.shopper?.customerId;
    if (customerId === undefined) return null;
    return parts.store.read((reader) => noticesOf(reader, brand, { customerId, locale, now: parts.clock() }));
  },
  settings: async () => {
    const { shopper } = rooms;
    if (shopper === null) return null;
    return parts.store.read((reader) => readSettings(reader, { brandId: brand.id, ...shopper }, parts.clock()));
  },
  unsubscribing: (token) => parts.unsubscribes.read(token, brand.id)?.topic ?? null,
  ...rooms,
});

const isInTrouble = ({ late, actionRequired, journey, care }: ShipmentView): boolean =>
  late ||
  actionRequired ||
  journey.mood === 'stuck' ||
  journey.mood === 'back' ||
  (care !== null && care.status !== 'confirmed');

/** Nobody is asked to tell friends of what she has not praised. */
const isHappy = ({ ask }: ShipmentView): boolean => ask?.occasion === 'delivered' && (ask.answer?.score ?? 0) >= 4;

export interface PortalParts extends PageParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly sealer: Pick<Sealer, 'open'>;
  readonly newId: NewId;
  readonly unsubscribes: Unsubscribes;
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
