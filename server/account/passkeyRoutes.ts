/**
 * Passkeys over JSON, for the script that alone can use them: making one behind the session, signing in with one. What
 * is refused says no more than that it was.
 */

import { z } from '@hono/zod-openapi';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { Hono } from 'hono';
import type { Store } from '../../db/store.ts';
import { paths } from '../../site/lib/paths.ts';
import { hashOfToken, newToken, openSession, signOut } from '../auth/index.ts';
import { getCustomer } from '../customers/index.ts';
import { Fault, notFound } from '../faults.ts';
import { addressBlock } from '../http/clientAddress.ts';
import type { HttpContext, HttpEnv } from '../http/context.ts';
import { giveCookie, readCookie, takeCookieBack } from '../http/cookies.ts';
import { refuseCrossSite } from '../http/csrf.ts';
import { readJsonBody, strictJsonBody } from '../http/jsonBody.ts';
import { rateLimit } from '../http/rateLimit.ts';
import { shopperOf } from '../http/shopper.ts';
import { minutes } from '../kit/clock.ts';
import type { OrderRow } from '../orders/index.ts';
import type { Perform } from '../work.ts';
import { deviceName } from './devices.ts';
import { pageAfterSignIn } from './next.ts';
import {
  addPasskey,
  authenticationOptions,
  findPasskey,
  keepChallenge,
  notePasskeyUse,
  passkeysOf,
  registrationOptions,
  takeChallenge,
  verifiedRegistration,
  verifiedUse,
} from './passkeys.ts';
import type { FindOrder, PageOfNewestOrder } from './way.ts';

export interface PasskeyRouteParts {
  readonly store: Store;
  readonly perform: Perform;
  readonly findOrder: FindOrder;
  readonly pageOfNewestOrder: PageOfNewestOrder;
}

/** What browsers answer is read by the library; here only that it is an answer, and of a credential. */
const browserAnswer = z.looseObject({ id: z.string().max(1_000), response: z.looseObject({}) });
const registrationBody = z.strictObject({ response: browserAnswer });
const signInBody = z.strictObject({ response: browserAnswer, next: z.string().max(600).default('') });

const refusal = (): Fault => new Fault('unauthenticated', 'This passkey opens nothing here');

export const passkeyRoutes = (parts: PasskeyRouteParts): Hono<HttpEnv> => {
  const { store, perform, findOrder } = parts;
  const limit = rateLimit({ limit: 40, windowMs: minutes(10), key: (c) => addressBlock(c.var.clientAddress) });

  const linkedOrder = async (c: HttpContext): Promise<OrderRow> => {
    const order = await store.read((reader) => findOrder(reader, c.var.brand.id, c.req.param('link') ?? ''));
    if (!order) throw notFound('The page');
    return order;
  };

  /** Who is signed in as the customer of the link. @throws Fault `not_found`, `unauthenticated` */
  const herself = async (c: HttpContext) => {
    const order = await linkedOrder(c);
    const { brandId, customerId } = shopperOf(c, order);
    return { brandId, customerId };
  };

  const keep = async (
    c: HttpContext,
    purpose: 'register' | 'sign_in',
    customerId: string | null,
    challenge: string,
  ) => {
    const token = newToken();
    const browserHash = hashOfToken(token);
    await perform((work) =>
      keepChallenge(work, { brandId: c.var.brand.id, browserHash, purpose, customerId, challenge }),
    );
    giveCookie(c, 'doorstep-passkey', token);
  };

  const take = async (c: HttpContext, purpose: 'register' | 'sign_in', customerId: string | null): Promise<string> => {
    const token = readCookie(c, 'doorstep-passkey');
    if (token === undefined) throw refusal();
    takeCookieBack(c, 'doorstep-passkey');
    const asked = { brandId: c.var.brand.id, browserHash: hashOfToken(token), purpose, customerId };
    const challenge = await perform((work) => takeChallenge(work, asked));
    if (challenge === null) throw refusal();
    return challenge;
  };

  const offerSignIn = async (c: HttpContext): Promise<Response> => {
    const options = await authenticationOptions(c.var.brand);
    await keep(c, 'sign_in', null, options.challenge);
    return c.json(options);
  };

  /** @returns the customer who is signed in from here on */
  const signIn = async (c: HttpContext, response: AuthenticationResponseJSON): Promise<string> => {
    const { brand } = c.var;
    const challenge = await take(c, 'sign_in', null);
    const passkey = await store.read((reader) => findPasskey(reader, brand.id, response.id));
    const counter = passkey && (await verifiedUse(brand, passkey, response, challenge));
    if (!passkey || counter === null) throw refusal();
    const previous = readCookie(c, 'doorstep-shopper');
    const { token } = await perform(async (work) => {
      await notePasskeyUse(work, passkey, counter);
      if (previous !== undefined) await signOut(work, { brandId: brand.id, token: previous });
      return openSession(work, {
        brandId: brand.id,
        audience: 'shopper',
        subjectId: passkey.customerId,
        userAgent: c.req.header('user-agent') ?? '',
      });
    });
    giveCookie(c, 'doorstep-shopper', token);
    return passkey.customerId;
  };

  const open = paths.api.passkeySignIn(null);
  return new Hono<HttpEnv>()
    .post('/api/portal/t/:link/passkeys/options', limit, refuseCrossSite, async (c) => {
      const owner = await herself(c);
      const [customer, known] = await store.read(async (reader) => [
        await getCustomer(reader, owner.brandId, owner.customerId),
        await passkeysOf(reader, owner),
      ]);
      const options = await registrationOptions(c.var.brand, customer, known);
      await keep(c, 'register', owner.customerId, options.challenge);
      return c.json(options);
    })
    .post('/api/portal/t/:link/passkeys', limit, refuseCrossSite, async (c) => {
      const owner = await herself(c);
      const { response } = registrationBody.parse(await readJsonBody(c));
      const challenge = await take(c, 'register', owner.customerId);
      const credential = await verifiedRegistration(
        c.var.brand,
        response as unknown as RegistrationResponseJSON,
        challenge,
      );
      if (!credential) throw refusal();
      const { browser, system } = deviceName(c.req.header('user-agent') ?? '');
      const name = [browser, system].filter((one) => one !== null).join(' · ');
      await perform((work) => addPasskey(work, owner, credential, name));
      return c.json({ name });
    })
    .post('/api/portal/t/:link/sign-in/passkey/options', limit, refuseCrossSite, async (c) => {
      await linkedOrder(c);
      return offerSignIn(c);
    })
    .post('/api/portal/t/:link/sign-in/passkey', limit, refuseCrossSite, async (c) => {
      const link = c.req.param('link');
      const order = await linkedOrder(c);
      const { response, next } = signInBody.parse(await readJsonBody(c));
      const customerId = await signIn(c, response as unknown as AuthenticationResponseJSON);
      const hers = pageAfterSignIn(link, next);
      const to = customerId === order.customerId ? hers : await parts.pageOfNewestOrder(c.var.brand, customerId);
      return c.json({ next: to ?? hers });
    })
    .post(`${open}/options`, limit, refuseCrossSite, offerSignIn)
    .post(open, limit, refuseCrossSite, strictJsonBody, async (c) => {
      const { response } = signInBody.parse(await readJsonBody(c));
      const customerId = await signIn(c, response as unknown as AuthenticationResponseJSON);
      return c.json({ next: (await parts.pageOfNewestOrder(c.var.brand, customerId)) ?? paths.orders });
    });
};
