/**
 * The desk: where staff of a brand see its cases, answer and resolve them, and the parcels to look at before there is
 * one. It composes the domains and nobody imports it but the composition root.
 */
import { Hono } from 'hono';
import { findStaffSession, needsTouch, touchSession } from '../auth/index.ts';
import type { House } from '../compose.ts';
import type { HttpContext, HttpEnv } from '../http/context.ts';
import { refuseCrossSite } from '../http/csrf.ts';
import type { StreamTimes } from '../http/eventStream.ts';
import { readStaffSession, type StaffSessionParts } from '../http/session.ts';
import { caseRoutes } from './caseRoutes.ts';
import { findCase, listClosedCases, listOpenCases } from './cases.ts';
import { sendToSignIn } from './entrance.ts';
import { createLive } from './live.ts';
import { answerKindly } from './notice.ts';
import { signInRoutes } from './signInRoutes.ts';
import type { CaseListView, CaseView, StaffView, WatchedView, WatchListView } from './view.shared.ts';
import { findWatched, listWatch } from './watch.ts';
import { watchRoutes } from './watchRoutes.ts';

/** What the desk's pages ask for, as the member of staff who is signed in. */
export interface DeskPortal {
  readonly staff: StaffView;
  readonly now: Date;
  /** @param limit at most 1,000 */
  openCases(limit: number): Promise<CaseListView>;
  closedCases(limit: number): Promise<CaseListView>;
  findCase(id: string): Promise<CaseView | null>;
  /** Parcels that something is the matter with, the gravest first. */
  watchList(limit: number): Promise<WatchListView>;
  /** @param id the merchant's id of a shipment */
  findWatched(id: string): Promise<WatchedView | null>;
}

export interface Desk {
  readonly routes: Hono<HttpEnv>;
  /** Null unless a member of staff of the request's brand is signed in. */
  portalOf(c: HttpContext): DeskPortal | null;
  /** Ends the live streams, which would otherwise outlast every other request. */
  close(): void;
}

export interface DeskOptions {
  /** No request for a code is answered sooner. */
  readonly signInMs: number;
  readonly live: StreamTimes;
}

const rowsMax = 1_000;

/** Sent by a page that refreshes itself: whoever only leaves it open is not using the session. */
const refreshHeader = 'doorstep-refresh';

export const createDesk = (house: House, options: Partial<DeskOptions> = {}): Desk => {
  const { store, perform, clock, links, signIn } = house;
  const live = createLive(house, options.live);

  const session: StaffSessionParts = { store, perform, clock, findStaffSession, needsTouch, touchSession };
  const inUse = readStaffSession(session);
  const leftOpen = readStaffSession({ ...session, needsTouch: () => false });

  const routes = new Hono<HttpEnv>();
  routes.onError(answerKindly);
  routes.use('/desk/*', refuseCrossSite, (c, next) => (isRefresh(c) ? leftOpen : inUse)(c, next));
  routes.use('/desk/*', sendToSignIn);
  routes.route('/', signInRoutes({ perform, signIn, signInMs: options.signInMs }));
  routes.route('/', caseRoutes({ perform }));
  routes.route('/', watchRoutes({ perform }));
  routes.get('/desk/live', live.answer);

  return {
    routes,
    close: live.close,
    portalOf(c) {
      // Only below /desk has anybody looked for a session.
      const staff: typeof c.var.staff | undefined = c.var.staff;
      if (!staff) return null;
      const { brand } = c.var;
      const now = clock();
      const { id: staffId, email, name, role, locale } = staff;
      const ask = (limit: number) => ({ brandId: brand.id, now, limit: Math.min(limit, rowsMax) });
      return {
        staff: { id: staffId, email, name, role, locale },
        now,
        openCases: (limit) => store.read((reader) => listOpenCases(reader, ask(limit))),
        closedCases: (limit) => store.read((reader) => listClosedCases(reader, ask(limit))),
        findCase: (caseId) => store.read((reader) => findCase(reader, { links }, brand, { id: caseId, now })),
        watchList: (limit) => store.read((reader) => listWatch(reader, brand, Math.min(limit, rowsMax))),
        findWatched: (id) => store.read((reader) => findWatched(reader, { links }, brand, { id, now })),
      };
    },
  };
};

const isRefresh = (c: HttpContext): boolean => c.req.header(refreshHeader) !== undefined || c.req.path === '/desk/live';
