/**
 * What the islands say to the server. A failure is data, never an exception: the form that sent it still holds every
 * word and can send it again.
 */
import type { AskView, CareView } from '../../server/portalView.shared.ts';
import type { ContactWish, Score, SentimentReason } from '../../server/sentiment/sentiment.shared.ts';
import { paths } from './paths.ts';

/** As it comes over the wire: every `Date` is an ISO string. */
type Wire<T> = T extends Date
  ? string
  : T extends readonly (infer Part)[]
    ? readonly Wire<Part>[]
    : T extends object
      ? { readonly [Key in keyof T]: Wire<T[Key]> }
      : T;

export interface AnswerInput {
  readonly shipmentId: string;
  readonly score: Score;
  readonly reasons: readonly SentimentReason[];
  readonly comment: string;
  readonly contactWish: ContactWish;
  /** Only when she typed one. */
  readonly callNumber?: string | undefined;
  readonly occasion: AskView['occasion'];
}

export interface AnswerOutcome {
  readonly care: CareView | null;
  readonly changeableUntil: Date | null;
}

/** `code` is the fault's, `unavailable` when nothing came back at all, `kept` when the service worker sends it later. */
export type Sent<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: string; readonly fields: readonly string[] };

const timeoutMs = 15_000;

/** What was sent and not answered, so that a second try of the same words carries the same key. */
const unanswered = new Map<string, string>();

/** Names one thing that was said, so that the server takes it once. Absent on insecure origins. */
function keyOf(said: string): string | undefined {
  const key = unanswered.get(said) ?? globalThis.crypto.randomUUID?.();
  if (key !== undefined) unanswered.set(said, key);
  return key;
}

async function send<T>(method: 'POST' | 'PUT', path: string, body: object): Promise<Sent<T>> {
  const said = JSON.stringify(body);
  const key = keyOf(`${path} ${said}`);
  try {
    const response = await fetch(path, {
      method,
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      body: said,
      // The shopper may lock the phone right after the tap.
      keepalive: true,
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (response.status === 202) return { ok: false, code: 'kept', fields: [] };
    unanswered.delete(`${path} ${said}`);
    const answer: unknown = await response.json();
    if (response.ok) return { ok: true, value: answer as T };
    const problem = answer as { code?: unknown; fields?: unknown };
    return {
      ok: false,
      code: typeof problem.code === 'string' ? problem.code : 'unavailable',
      fields: fieldNames(problem.fields),
    };
  } catch {
    return { ok: false, code: 'unavailable', fields: [] };
  }
}

/** As `problemSchema` lists them. */
function fieldNames(fields: unknown): readonly string[] {
  return Array.isArray(fields) ? fields.map(({ field }: { readonly field: string }) => field) : [];
}

function careFrom(wire: Wire<CareView>): CareView {
  return {
    ...wire,
    openedAt: new Date(wire.openedAt),
    answerBy: new Date(wire.answerBy),
    resolvedAt: wire.resolvedAt === null ? null : new Date(wire.resolvedAt),
    promotionsHeldUntil: wire.promotionsHeldUntil === null ? null : new Date(wire.promotionsHeldUntil),
    messages: wire.messages.map((message) => ({ ...message, at: new Date(message.at) })),
  };
}

function withCare(sent: Sent<{ care: Wire<CareView> | null }>): Sent<CareView> {
  if (!sent.ok) return sent;
  const { care } = sent.value;
  return care === null ? { ok: false, code: 'gone', fields: [] } : { ok: true, value: careFrom(care) };
}

/** Stores the answer, or the answer that replaces it. */
export async function sendAnswer(link: string, answer: AnswerInput): Promise<Sent<AnswerOutcome>> {
  const sent = await send<Wire<AnswerOutcome>>('POST', paths.api.sentiment(link), answer);
  if (!sent.ok) return sent;
  const { care, changeableUntil } = sent.value;
  return {
    ok: true,
    value: {
      care: care === null ? null : careFrom(care),
      changeableUntil: changeableUntil === null ? null : new Date(changeableUntil),
    },
  };
}

export async function sendMessage(link: string, caseId: string, text: string): Promise<Sent<CareView>> {
  return withCare(await send('POST', paths.api.messages(link, caseId), { text }));
}

export async function sendConfirmation(
  link: string,
  caseId: string,
  confirmation: { readonly resolved: boolean; readonly text: string },
): Promise<Sent<CareView>> {
  return withCare(await send('PUT', paths.api.confirmation(link, caseId), confirmation));
}
