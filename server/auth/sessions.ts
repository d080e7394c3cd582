/**
 * Sessions: who is signed in in which browser. A session ends when it was idle for too long, when it is revoked, and
 * when its browser signs in anew; nothing brings it back.
 */
import { and, desc, eq, gt, isNull, lt, ne } from 'drizzle-orm';
import { sessions } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import { noteJoined } from '../customers/index.ts';
import { notFound } from '../faults.ts';
import { after, days, hours, minutes } from '../kit/clock.ts';
import type { Work } from '../work.ts';
import { hashOfToken, newToken } from './tokens.ts';

export type Audience = 'staff' | 'shopper';

/** For how long a session lives without a request. */
export const idleMs: Readonly<Record<Audience, number>> = { staff: hours(12), shopper: days(30) };

/** A write at every request would cost more than knowing the last one to the minute is worth. */
const touchEveryMs = minutes(5);

export interface Session {
  readonly id: string;
  readonly brandId: string;
  readonly audience: Audience;
  readonly subjectId: string;
  readonly userAgent: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
}

interface Subject {
  readonly brandId: string;
  readonly audience: Audience;
  readonly subjectId: string;
}

/** Opens a session; a shopper's first one makes her a member. @returns the token for the browser's cookie, which is kept nowhere else */
export const openSession = async (
  work: Work,
  input: Subject & { readonly userAgent: string },
): Promise<{ id: string; token: string }> => {
  const id = work.newId();
  const token = newToken();
  await work.tx.insert(sessions).values({
    id,
    brandId: input.brandId,
    audience: input.audience,
    subjectId: input.subjectId,
    tokenHash: hashOfToken(token),
    userAgent: input.userAgent.replaceAll('\u0000', '').slice(0, 300).toWellFormed(),
    createdAt: work.now,
    lastSeenAt: work.now,
    expiresAt: after(work.now, idleMs[input.audience]),
    revokedAt: null,
  });
  if (input.audience === 'shopper') await noteJoined(work, { brandId: input.brandId, customerId: input.subjectId });
  return { id, token };
};

/**
 * The session of a token while it lives. Not asked by brand: the caller compares the session's with that of the host, so
 * that a session which was carried to another brand can be told from none.
 */
export const findSession = async (
  reader: Reader,
  { token, now }: { token: string; now: Date },
): Promise<Session | null> => {
  const [row] = await reader
    .select(columns)
    .from(sessions)
    .where(and(eq(sessions.tokenHash, hashOfToken(token)), isNull(sessions.revokedAt), gt(sessions.expiresAt, now)));
  return row ?? null;
};

export const needsTouch = (session: { readonly lastSeenAt: Date }, now: Date): boolean =>
  now.getTime() - session.lastSeenAt.getTime() >= touchEveryMs;

/** Notes that the session was used and moves its end. A session that ended meanwhile stays ended. */
export const touchSession = async (
  work: Work,
  session: { readonly id: string; readonly brandId: string; readonly audience: Audience },
): Promise<void> => {
  await work.tx
    .update(sessions)
    .set({ lastSeenAt: work.now, expiresAt: after(work.now, idleMs[session.audience]) })
    .where(
      and(
        eq(sessions.brandId, session.brandId),
        eq(sessions.id, session.id),
        isNull(sessions.revokedAt),
        gt(sessions.expiresAt, work.now),
      ),
    );
};

/** The living sessions of a person, the one used last first; at most 100. */
export const listSessions = (reader: Reader, subject: Subject & { readonly now: Date }): Promise<readonly Session[]> =>
  reader
    .select(columns)
    .from(sessions)
    .where(and(ofSubject(subject), isNull(sessions.revokedAt), gt(sessions.expiresAt, subject.now)))
    .orderBy(desc(sessions.lastSeenAt), desc(sessions.id))
    .limit(100);

/** Ends one session of a person. @throws Fault `not_found`, also for somebody else's */
export const revokeSession = async (
  work: Work,
  { id, ...subject }: Subject & { readonly id: string },
): Promise<void> => {
  const revoked = await work.tx
    .update(sessions)
    .set({ revokedAt: work.now })
    .where(and(ofSubject(subject), eq(sessions.id, id)))
    .returning({ id: sessions.id });
  if (revoked.length === 0) throw notFound('The session');
};

/** Ends every session of a person, or all but one. */
export const revokeSessions = async (
  work: Work,
  { keptId, ...subject }: Subject & { readonly keptId?: string },
): Promise<void> => {
  await work.tx
    .update(sessions)
    .set({ revokedAt: work.now })
    .where(
      and(ofSubject(subject), isNull(sessions.revokedAt), keptId === undefined ? undefined : ne(sessions.id, keptId)),
    );
};

/** Ends the session of a token; without effect when there is none. */
export const signOut = async (work: Work, { brandId, token }: { brandId: string; token: string }): Promise<void> => {
  await work.tx
    .update(sessions)
    .set({ revokedAt: work.now })
    .where(and(eq(sessions.brandId, brandId), eq(sessions.tokenHash, hashOfToken(token)), isNull(sessions.revokedAt)));
};

/** Deletes, for all brands, the sessions that ended more than 30 days ago. */
export const forgetEndedSessions = async (work: Work): Promise<void> => {
  await work.tx.delete(sessions).where(lt(sessions.expiresAt, after(work.now, -days(30))));
};

const columns = {
  id: sessions.id,
  brandId: sessions.brandId,
  audience: sessions.audience,
  subjectId: sessions.subjectId,
  userAgent: sessions.userAgent,
  createdAt: sessions.createdAt,
  lastSeenAt: sessions.lastSeenAt,
  expiresAt: sessions.expiresAt,
};

const ofSubject = ({ brandId, audience, subjectId }: Subject) =>
  and(eq(sessions.brandId, brandId), eq(sessions.audience, audience), eq(sessions.subjectId, subjectId));
