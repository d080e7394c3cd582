/**
 * Sign-in by a six-digit code that is mailed. A code counts once, for ten minutes, in the browser that asked for it and
 * for ten wrong tries; whether an address is known can be told neither from the answer nor from what it costs us.
 */
import { randomInt, timingSafeEqual } from 'node:crypto';
import { and, count, desc, eq, gt, isNull, lt } from 'drizzle-orm';
import { signInCodes } from '../../db/schema/index.ts';
import { plusOne } from '../../db/sql.ts';
import type { Reader } from '../../db/store.ts';
import { Fault, invalidField } from '../faults.ts';
import { after, days, hours, minutes } from '../kit/clock.ts';
import { emailAddress } from '../kit/schemas.ts';
import type { Sealer } from '../kit/seal.ts';
import type { Work } from '../work.ts';
import { type Audience, openSession, signOut } from './sessions.ts';
import { hashOfToken, newToken } from './tokens.ts';

export const codeLifeMs = minutes(10);
export const wrongTriesMax = 10;
/** 5 × 10 wrong tries an hour and 15 × 10 a day of 10⁶ codes: 0.5 % a month for somebody who never tires. */
const codesPerAddress = [
  { withinMs: hours(1), max: 5 },
  { withinMs: days(1), max: 15 },
];
const codesPerBrandAndHour = 1_000;

/** Whom an address belongs to. The code goes to the address as we hold it, never to the one that was typed. */
export interface SignInSubject {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly locale: string;
}

export interface CodeToSend {
  readonly brandId: string;
  readonly audience: Audience;
  readonly to: SignInSubject;
  readonly code: string;
  /** Names the occurrence, for the outbox's deduplication key. */
  readonly codeId: string;
  readonly expiresAt: Date;
}

export interface SignInParts {
  readonly audience: Audience;
  readonly sealer: Pick<Sealer, 'hashToken'>;
  readonly findSubject: (reader: Reader, ask: { brandId: string; email: string }) => Promise<SignInSubject | null>;
  /** Enqueues the mail, in the same transaction. */
  readonly sendCode: (work: Work, code: CodeToSend) => Promise<void>;
}

/**
 * Why a code opens nothing: it is not the one; older than ten minutes, or another was asked for since; tried too often;
 * used; or asked for in no browser that we know, which is another one. The same for every address, known or not.
 */
export type Refusal = 'wrong' | 'expired' | 'worn_out' | 'used' | 'elsewhere';

export type Redemption =
  | {
      readonly outcome: 'signed_in';
      readonly sessionToken: string;
      readonly sessionId: string;
      readonly subjectId: string;
    }
  | { readonly outcome: 'refused'; readonly why: Refusal };

export interface SignIn {
  /**
   * Makes a code for `email`, or for somebody whom the caller found otherwise, ends the codes that were asked for before,
   * and has the new one mailed when there is somebody.
   * @param ask.locale of the page that she asks from, one of the brand's; without it the mail is in her own
   * @returns the token that ties the code to this browser, for a cookie
   * @throws Fault `invalid`; `rate_limited` when the address or the brand had too many, known or not
   */
  requestCode(
    work: Work,
    ask: { brandId: string; locale?: string | undefined } & ({ email: string } | { subject: SignInSubject }),
  ): Promise<{ browserToken: string; expiresAt: Date }>;
  /**
   * Opens a session when the code is right, and ends the one that the browser had. A refusal is a return value, not a
   * fault, because the wrong try has to be committed.
   */
  redeemCode(
    work: Work,
    tried: {
      brandId: string;
      browserToken: string | undefined;
      code: string;
      userAgent: string;
      previousSessionToken?: string | undefined;
    },
  ): Promise<Redemption>;
}

export const createSignIn = ({ audience, sealer, findSubject, sendCode }: SignInParts): SignIn => ({
  async requestCode(work, { brandId, locale, ...ask }) {
    const address = ('subject' in ask ? ask.subject.email : ask.email).trim().toLowerCase();
    if (!emailAddress.safeParse(address).success) throw invalidField('email', 'must be a mail address');
    const subjectHash = sealer.hashToken(`${audience}:${address}`, 'sign-in-address');
    await refuseTooMany(work, { brandId, audience, subjectHash });

    const subject = 'subject' in ask ? ask.subject : await findSubject(work.tx, { brandId, email: address });
    await work.tx
      .update(signInCodes)
      .set({ expiresAt: work.now })
      .where(and(ofAddress({ brandId, audience, subjectHash }), gt(signInCodes.expiresAt, work.now)));

    const id = work.newId();
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    const browserToken = newToken();
    const expiresAt = after(work.now, codeLifeMs);
    await work.tx.insert(signInCodes).values({
      id,
      brandId,
      audience,
      subjectHash,
      subjectId: subject?.id ?? null,
      codeHash: hashOfCode(sealer, id, code),
      browserHash: hashOfToken(browserToken),
      wrongTries: 0,
      createdAt: work.now,
      expiresAt,
      usedAt: null,
    });
    if (subject) {
      const to = { ...subject, locale: locale ?? subject.locale };
      await sendCode(work, { brandId, audience, to, code, codeId: id, expiresAt });
    }
    return { browserToken, expiresAt };
  },

  async redeemCode(work, { brandId, browserToken, code, userAgent, previousSessionToken }) {
    const refused = (why: Refusal): Redemption => ({ outcome: 'refused', why });
    if (browserToken === undefined) return refused('elsewhere');
    const [row] = await work.tx
      .select()
      .from(signInCodes)
      .where(
        and(
          eq(signInCodes.brandId, brandId),
          eq(signInCodes.audience, audience),
          eq(signInCodes.browserHash, hashOfToken(browserToken)),
        ),
      );
    const over = row ? whyOver(row, work.now) : 'elsewhere';
    if (!row || over !== null) return refused(over ?? 'elsewhere');
    const given = Buffer.from(hashOfCode(sealer, row.id, normalCode(code)));
    const right = timingSafeEqual(given, Buffer.from(row.codeHash));
    if (!right || row.subjectId === null) {
      const [tried] = await work.tx
        .update(signInCodes)
        .set({ wrongTries: plusOne(signInCodes.wrongTries) })
        .where(and(eq(signInCodes.brandId, brandId), eq(signInCodes.id, row.id)))
        .returning({ wrongTries: signInCodes.wrongTries });
      return refused((tried?.wrongTries ?? 0) < wrongTriesMax ? 'wrong' : 'worn_out');
    }
    const used = await work.tx
      .update(signInCodes)
      .set({ usedAt: work.now })
      .where(and(eq(signInCodes.brandId, brandId), eq(signInCodes.id, row.id), isNull(signInCodes.usedAt)))
      .returning({ id: signInCodes.id });
    if (used.length === 0) return refused('used');
    if (previousSessionToken !== undefined) await signOut(work, { brandId, token: previousSessionToken });
    const session = await openSession(work, { brandId, audience, subjectId: row.subjectId, userAgent });
    return {
      outcome: 'signed_in',
      sessionToken: session.token,
      sessionId: session.id,
      subjectId: row.subjectId,
    };
  },
});

/** Deletes, for all brands, the codes that no limit counts any more. */
export const forgetOldCodes = async (work: Work): Promise<void> => {
  await work.tx.delete(signInCodes).where(lt(signInCodes.createdAt, after(work.now, -days(1))));
};

/** Why a code counts no more, whatever is typed; null while it does. */
const whyOver = (row: typeof signInCodes.$inferSelect, now: Date): Refusal | null => {
  if (row.usedAt !== null) return 'used';
  if (row.wrongTries >= wrongTriesMax) return 'worn_out';
  return row.expiresAt > now ? null : 'expired';
};

/** Digits as people type them: in groups, or from an Arabic or Persian keyboard. */
const normalCode = (typed: string): string =>
  typed
    .slice(0, 40)
    .replace(/[\s-]/g, '')
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));

/** Bound to its row, so that equal codes do not look equal in the database. */
const hashOfCode = (sealer: SignInParts['sealer'], id: string, code: string): string =>
  sealer.hashToken(`${id}:${code}`, 'sign-in-code');

interface Address {
  readonly brandId: string;
  readonly audience: Audience;
  readonly subjectHash: string;
}

const ofAddress = ({ brandId, audience, subjectHash }: Address) =>
  and(eq(signInCodes.brandId, brandId), eq(signInCodes.audience, audience), eq(signInCodes.subjectHash, subjectHash));

const refuseTooMany = async (work: Work, address: Address): Promise<void> => {
  const recent = await work.tx
    .select({ createdAt: signInCodes.createdAt })
    .from(signInCodes)
    .where(and(ofAddress(address), gt(signInCodes.createdAt, after(work.now, -days(1)))))
    .orderBy(desc(signInCodes.createdAt))
    .limit(Math.max(...codesPerAddress.map(({ max }) => max)));
  for (const { withinMs, max } of codesPerAddress) {
    const oldest = recent[max - 1];
    const waitMs = oldest ? oldest.createdAt.getTime() + withinMs - work.now.getTime() : 0;
    if (waitMs > 0) throw tooManyCodes(waitMs);
  }
  const [ofBrand] = await work.tx
    .select({ codes: count() })
    .from(signInCodes)
    .where(and(eq(signInCodes.brandId, address.brandId), gt(signInCodes.createdAt, after(work.now, -hours(1)))));
  if ((ofBrand?.codes ?? 0) >= codesPerBrandAndHour) throw tooManyCodes(minutes(10));
};

const tooManyCodes = (waitMs: number): Fault =>
  new Fault('rate_limited', 'Too many codes were asked for', { retryAfterSeconds: Math.ceil(waitMs / 1_000) });
