/**
 * Passkeys (WebAuthn level 3): a second way in beside the code by mail, made by somebody who is signed in. A challenge
 * is for one browser and one use; the relying party is the brand's own host, so that a passkey of one brand is none of
 * another.
 */
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { and, count, desc, eq, gt, lt } from 'drizzle-orm';
import { passkeyChallenges, passkeys } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import type { Brand } from '../brands/index.ts';
import type { Customer } from '../customers/index.ts';
import { Fault, notFound } from '../faults.ts';
import { after, minutes } from '../kit/clock.ts';
import type { Work } from '../work.ts';
import type { PasskeyView } from './view.shared.ts';

type Purpose = 'register' | 'sign_in';
type Passkey = typeof passkeys.$inferSelect;

interface Owner {
  readonly brandId: string;
  readonly customerId: string;
}

const challengeLifeMs = minutes(5);
const perCustomerMax = 20;

const relyingParty = ({ origin, name }: Brand) => ({ rpID: new URL(origin).hostname, rpName: name });

/** The newest first. */
export const listPasskeys = async (reader: Reader, owner: Owner): Promise<readonly PasskeyView[]> =>
  reader
    .select({
      id: passkeys.id,
      name: passkeys.name,
      createdAt: passkeys.createdAt,
      lastUsedAt: passkeys.lastUsedAt,
    })
    .from(passkeys)
    .where(ofOwner(owner))
    .orderBy(desc(passkeys.createdAt), desc(passkeys.id))
    .limit(perCustomerMax);

/** What a browser needs to make one. @param known her own passkeys, of which a device is not to make a second */
export const registrationOptions = (brand: Brand, customer: Customer, known: readonly Passkey[]) =>
  generateRegistrationOptions({
    ...relyingParty(brand),
    // What her device lists it under. It stays on her device.
    userName: customer.email ?? customer.name ?? brand.name,
    userDisplayName: customer.name ?? '',
    userID: new TextEncoder().encode(customer.id),
    attestationType: 'none',
    excludeCredentials: known.map(({ credentialId }) => ({ id: credentialId })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
  });

/** What a browser needs to use one: any that it has for this host, so that nothing says who has one. */
export const authenticationOptions = (brand: Brand) =>
  generateAuthenticationOptions({ rpID: relyingParty(brand).rpID, userVerification: 'preferred' });

export const passkeysOf = (reader: Reader, owner: Owner): Promise<Passkey[]> =>
  reader.select().from(passkeys).where(ofOwner(owner)).limit(perCustomerMax);

export const findPasskey = async (reader: Reader, brandId: string, credentialId: string): Promise<Passkey | null> => {
  const [row] = await reader
    .select()
    .from(passkeys)
    .where(and(eq(passkeys.brandId, brandId), eq(passkeys.credentialId, credentialId)));
  return row ?? null;
};

interface Asked {
  readonly brandId: string;
  readonly browserHash: string;
  readonly purpose: Purpose;
  readonly customerId: string | null;
}

/** Notes a challenge for one browser; the ones that it had before, and all that are too old, go. */
export const keepChallenge = async (work: Work, asked: Asked & { readonly challenge: string }): Promise<void> => {
  await work.tx.delete(passkeyChallenges).where(lt(passkeyChallenges.expiresAt, work.now));
  await work.tx.delete(passkeyChallenges).where(eq(passkeyChallenges.browserHash, asked.browserHash));
  await work.tx
    .insert(passkeyChallenges)
    .values({ id: work.newId(), ...asked, expiresAt: after(work.now, challengeLifeMs) });
};

/** The challenge of this browser, which is used up with that; null without one. */
export const takeChallenge = async (work: Work, asked: Asked): Promise<string | null> => {
  const [row] = await work.tx
    .delete(passkeyChallenges)
    .where(
      and(
        eq(passkeyChallenges.brandId, asked.brandId),
        eq(passkeyChallenges.browserHash, asked.browserHash),
        eq(passkeyChallenges.purpose, asked.purpose),
        gt(passkeyChallenges.expiresAt, work.now),
      ),
    )
    .returning({ challenge: passkeyChallenges.challenge, customerId: passkeyChallenges.customerId });
  return row && row.customerId === asked.customerId ? row.challenge : null;
};

/** Whether the browser's answer makes a passkey for this challenge. @returns what is to be kept, or null */
export const verifiedRegistration = async (brand: Brand, response: RegistrationResponseJSON, challenge: string) => {
  const verified = await verifyRegistrationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: brand.origin,
    expectedRPID: relyingParty(brand).rpID,
    requireUserVerification: false,
  }).catch(() => null);
  return verified?.verified ? verified.registrationInfo.credential : null;
};

type Credential = NonNullable<Awaited<ReturnType<typeof verifiedRegistration>>>;

/** @throws Fault `conflict` when she has as many as may be, or when it is known already */
export const addPasskey = async (work: Work, owner: Owner, credential: Credential, name: string): Promise<void> => {
  const [had] = await work.tx.select({ passkeys: count() }).from(passkeys).where(ofOwner(owner));
  if ((had?.passkeys ?? 0) >= perCustomerMax) throw new Fault('conflict', 'There are too many passkeys already');
  const [row] = await work.tx
    .insert(passkeys)
    .values({
      id: work.newId(),
      ...owner,
      credentialId: credential.id,
      publicKey: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports: credential.transports ?? [],
      name: name.slice(0, 100),
      createdAt: work.now,
      lastUsedAt: null,
    })
    .onConflictDoNothing()
    .returning({ id: passkeys.id });
  if (!row) throw new Fault('conflict', 'This passkey is known already');
};

/** @returns the passkey's new count when the browser's answer is genuine and for this challenge, else null */
export const verifiedUse = async (
  brand: Brand,
  passkey: Passkey,
  response: AuthenticationResponseJSON,
  challenge: string,
): Promise<number | null> => {
  const verified = await verifyAuthenticationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: brand.origin,
    expectedRPID: relyingParty(brand).rpID,
    requireUserVerification: false,
    credential: { id: passkey.credentialId, publicKey: new Uint8Array(passkey.publicKey), counter: passkey.counter },
  }).catch(() => null);
  return verified?.verified ? verified.authenticationInfo.newCounter : null;
};

export const notePasskeyUse = async (work: Work, passkey: Passkey, counter: number): Promise<void> => {
  await work.tx
    .update(passkeys)
    .set({ counter, lastUsedAt: work.now })
    .where(and(eq(passkeys.brandId, passkey.brandId), eq(passkeys.id, passkey.id)));
};

/** @throws Fault `not_found`, also for somebody else's */
export const removePasskey = async (work: Work, owner: Owner, id: string): Promise<void> => {
  const [row] = await work.tx
    .delete(passkeys)
    .where(and(ofOwner(owner), eq(passkeys.id, id)))
    .returning({ id: passkeys.id });
  if (!row) throw notFound('The passkey');
};

const ofOwner = ({ brandId, customerId }: Owner) =>
  and(eq(passkeys.brandId, brandId), eq(passkeys.customerId, customerId));
