/** What middleware leaves on a request for the handlers behind it. Types only, so that every route may import it. */
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { ApiKeyIdentity, ShopperSession, StaffSession } from '../auth/index.ts';
import type { Brand } from '../brands/index.ts';
import type { Draft } from './draft.ts';

export interface Variables {
  /** In every log line of the request and in every problem that is answered. */
  requestId: string;
  /** Believed: a proxy's word counts only when the proxy is trusted. */
  clientAddress: string;
  /** Chosen by the request's host. */
  brand: Brand;
  /** The member of staff who is signed in, where `readStaffSession` ran; else null. */
  staff: StaffSession | null;
  /** The customer who is signed in in this browser, where `readShopperSession` ran; else null. */
  shopper: ShopperSession | null;
  /** What was sent by a form that does not fit, while its page is drawn again. */
  draft: Draft | undefined;
  /** Until when the answer is held back; what is written to the socket past Hono has to wait for it itself. */
  held: Promise<unknown> | undefined;
  /** Where `readApiKey` ran. */
  apiKey: ApiKeyIdentity | null;
}

export interface HttpEnv {
  /** Absent under `app.request()`, which has no socket. */
  Bindings: Partial<HttpBindings>;
  Variables: Variables;
}

export type HttpContext = Context<HttpEnv>;
