/**
 * Writes that may be sent again: the answer to a request with an `Idempotency-Key` is stored in the transaction of its
 * effect, so either both exist or neither. It is sealed, because it may hold a link or a secret.
 * https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/
 */
import { and, eq, lt } from 'drizzle-orm';
import { idempotencyKeys } from '../../db/schema/index.ts';
import { isUniqueViolation } from '../../db/sql.ts';
import { Fault } from '../faults.ts';
import { after, hours } from '../kit/clock.ts';
import { fingerprint } from '../kit/fingerprint.ts';
import type { Sealer } from '../kit/seal.ts';
import type { Perform, Work } from '../work.ts';
import type { HttpContext } from './context.ts';

/** For so long an answer is given again; a later request with its key is a new one. */
const keptMs = hours(24);
const purpose = 'idempotent-answer';

export interface IdempotencyClaim {
  readonly brandId: string;
  readonly key: string;
  /** Over method, path and body. */
  readonly requestHash: string;
}

export interface Answer {
  readonly status: 200 | 201 | 202;
  /** Whatever JSON can say. */
  readonly body: unknown;
}

export interface IdempotencyParts {
  readonly perform: Perform;
  readonly sealer: Pick<Sealer, 'seal' | 'open'>;
}

/** The claim that a request makes, or null when it carries no key. Reads the body. @throws Fault `invalid` */
export const claimOf = async (c: HttpContext): Promise<IdempotencyClaim | null> => {
  const key = c.req.header('idempotency-key');
  if (key === undefined) return null;
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    throw new Fault('invalid', 'Idempotency-Key must be 1 to 255 printable characters without spaces', {
      fields: [{ field: 'Idempotency-Key', message: 'must be 1 to 255 printable characters without spaces' }],
    });
  }
  const body = Buffer.from(await c.req.arrayBuffer());
  return { brandId: c.var.brand.id, key, requestHash: fingerprint(c.req.method, c.req.path, body) };
};

/**
 * Performs `change` once for its claim: the same request again gets the stored answer, also when both came at once. What
 * was refused or failed is not stored. Without a claim, it is simply performed.
 * @throws Fault `conflict` when the key was used for another request
 */
export const idempotently = async (
  { perform, sealer }: IdempotencyParts,
  claim: IdempotencyClaim | null,
  change: (work: Work) => Promise<Answer>,
): Promise<Answer & { readonly replayed: boolean }> => {
  if (!claim) return { ...(await perform(change)), replayed: false };
  const once = () =>
    perform(async (work) => {
      const stored = await findAnswer(work, sealer, claim);
      if (stored) return { ...stored, replayed: true };
      const answer = await change(work);
      await storeAnswer(work, sealer, claim, answer);
      return { ...answer, replayed: false };
    });
  try {
    return await once();
  } catch (error) {
    // The twin that came at the same time was faster: its answer is there now.
    if (!isUniqueViolation(error)) throw error;
    return once();
  }
};

/** The HTTP form of an answer. */
export const respondWith = (c: HttpContext, answer: Answer & { readonly replayed: boolean }): Response => {
  if (answer.replayed) c.header('Idempotent-Replayed', 'true');
  c.header('Content-Type', 'application/json');
  return c.body(JSON.stringify(answer.body), answer.status);
};

/** Deletes, for all brands, the answers that are not given any more. */
export const forgetOldAnswers = async (work: Work): Promise<void> => {
  await work.tx.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, after(work.now, -keptMs)));
};

const findAnswer = async (
  work: Work,
  sealer: IdempotencyParts['sealer'],
  claim: IdempotencyClaim,
): Promise<Answer | null> => {
  const ofKey = and(eq(idempotencyKeys.brandId, claim.brandId), eq(idempotencyKeys.key, claim.key));
  const [row] = await work.tx.select().from(idempotencyKeys).where(ofKey);
  if (!row) return null;
  if (row.createdAt.getTime() + keptMs <= work.now.getTime()) {
    await work.tx.delete(idempotencyKeys).where(ofKey);
    return null;
  }
  if (row.requestHash !== claim.requestHash) {
    throw new Fault('conflict', 'This Idempotency-Key was used for another request');
  }
  const response = sealer.open(row.response, purpose);
  // The deployment's secret was changed meanwhile; to perform again would do twice what was asked once.
  if (response === null) throw new Fault('conflict', 'This Idempotency-Key was used, and its answer cannot be read');
  // Written by storeAnswer, and sealed since.
  return { status: Number(row.status) as Answer['status'], body: JSON.parse(response) };
};

const storeAnswer = async (
  work: Work,
  sealer: IdempotencyParts['sealer'],
  claim: IdempotencyClaim,
  answer: Answer,
): Promise<void> => {
  await work.tx.insert(idempotencyKeys).values({
    id: work.newId(),
    brandId: claim.brandId,
    key: claim.key,
    requestHash: claim.requestHash,
    status: String(answer.status),
    response: sealer.seal(JSON.stringify(answer.body ?? null), purpose),
    createdAt: work.now,
  });
};
