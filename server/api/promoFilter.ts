/**
 * The gate for whole audiences: a question a line in, the same line with the answer out, while both are under way. Of
 * millions no more than a few hundred are in memory at once, and nobody who reads slowly makes us read on.
 */
import { z } from '@hono/zod-openapi';
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Store } from '../../db/store.ts';
import { authenticateKey } from '../auth/index.ts';
import type { Brand } from '../brands/index.ts';
import { Fault, type FaultCode } from '../faults.ts';
import { readApiKey, requireScope } from '../http/apiKey.ts';
import type { HttpEnv } from '../http/context.ts';
import type { Clock } from '../kit/clock.ts';
import { type Line, lotsOfLines } from '../kit/ndjson.ts';
import { externalId } from '../kit/schemas.ts';
import { promoChannels, promoDecisions } from '../promos/index.ts';
import { type Api, problem } from './endpoint.ts';

export interface PromoFilterParts {
  readonly store: Store;
  readonly clock: Clock;
}

const limits = { lotMax: 500, lineMaxLength: 4_000, idleMs: 30_000 };
/** Of one brand; each holds a connection and a lot in memory. */
const streamsMax = 4;
const ndjson = 'application/x-ndjson';

const question = z.looseObject({
  customer: externalId,
  product: externalId.optional(),
  channel: z.enum(promoChannels).optional(),
});

export const promoFilter = ({ store, clock }: PromoFilterParts): Hono<HttpEnv> => {
  const open = new Map<string, number>();
  return new Hono<HttpEnv>().post(
    '/api/v1/promos/filter',
    readApiKey({ store, authenticateKey }),
    requireScope('promos:read'),
    (c) => {
      const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
      if (type !== ndjson) throw new HTTPException(415, { message: `The body has to be ${ndjson}` });
      const { brand } = c.var;
      const streams = open.get(brand.id) ?? 0;
      if (streams >= streamsMax)
        throw new Fault('rate_limited', `At most ${streamsMax} audiences at once`, { retryAfterSeconds: 5 });
      open.set(brand.id, streams + 1);
      const done = (): void => void open.set(brand.id, (open.get(brand.id) ?? 1) - 1);
      const lots = lotsOfLines(c.req.raw.body ?? emptyBody(), limits);
      return c.body(
        answersTo(lots, (lot) => answer({ store, clock }, brand, lot), done),
        200,
        { 'Content-Type': ndjson },
      );
    },
  );
};

const emptyBody = (): ReadableStream<Uint8Array> => new ReadableStream({ start: (controller) => controller.close() });

/** Asks for the next lot only when the last one was taken. */
const answersTo = (
  lots: AsyncGenerator<Line[]>,
  answerLot: (lot: readonly Line[]) => Promise<string>,
  done: () => void,
): ReadableStream<Uint8Array> => {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done: isOver, value } = await lots.next();
          if (isOver) {
            done();
            controller.close();
          } else controller.enqueue(encoder.encode(await answerLot(value)));
        } catch (error) {
          done();
          // The status is long out: whoever counts lines finds some missing, and the connection cut.
          controller.error(error);
        }
      },
      async cancel() {
        done();
        await lots.return(undefined);
      },
    },
    { highWaterMark: 1 },
  );
};

type Read =
  | { readonly line: Line; readonly asked: z.infer<typeof question> }
  | { readonly line: Line; readonly fault: { readonly code: FaultCode; readonly message: string } };

const answer = async ({ store, clock }: PromoFilterParts, brand: Brand, lot: readonly Line[]): Promise<string> => {
  const read = lot.filter(({ text }) => text !== '').map(readLine);
  const questions = read.flatMap((one) =>
    'asked' in one
      ? [{ customerExternalId: one.asked.customer, productId: one.asked.product, channel: one.asked.channel }]
      : [],
  );
  const decisions =
    questions.length === 0 ? [] : await store.read((reader) => promoDecisions(reader, brand, questions, clock()));
  let next = 0;
  let written = '';
  for (const one of read) {
    if ('fault' in one) {
      written += `${JSON.stringify({ line: one.line.number, allowed: false, reasons: [], fault: one.fault })}\n`;
      continue;
    }
    const decision = decisions[next] ?? null;
    next += 1;
    const said =
      decision === null
        ? { allowed: false, reasons: [], fault: { code: 'not_found', message: 'The customer was not found' } }
        : decision;
    written += `${JSON.stringify({ ...one.asked, ...said })}\n`;
  }
  return written;
};

const readLine = (line: Line): Read => {
  const invalid = (message: string): Read => ({ line, fault: { code: 'invalid', message } });
  if (line.text === null) return invalid(`is longer than ${limits.lineMaxLength} characters`);
  let value: unknown;
  try {
    value = JSON.parse(line.text);
  } catch {
    return invalid('is not JSON');
  }
  const parsed = question.safeParse(value);
  if (parsed.success) return { line, asked: parsed.data };
  const [issue] = parsed.error.issues;
  return invalid(`${issue?.path.join('.') ?? ''} ${issue?.message ?? 'is not a question'}`.trim());
};

/** For the document; the route stands before whatever reads bodies whole. */
export const documentPromoFilter = (api: Api): void => {
  const lines = (description: string, example: string) => ({
    description,
    content: { [ndjson]: { schema: z.string().openapi({ example }) } },
  });
  const asked = '{"customer":"c-1","channel":"email"}\n{"customer":"c-2","product":"p-1"}\n';
  const answered = `{"customer":"c-1","channel":"email","allowed":true,"reasons":[]}
{"customer":"c-2","product":"p-1","allowed":false,"reasons":[{"code":"no_consent","until":null,"source":"customer"}]}
`;
  api.openAPIRegistry.registerPath({
    method: 'post',
    path: '/promos/filter',
    tags: ['Promo gate'],
    summary: 'Which of these may I promote this to now?',
    description:
      'For audiences of millions: one question a line, `{"customer": "c-1", "product": "p-1", "channel": "email"}`; every other field comes back as it was. Read while you write: answers come as questions arrive, and if they are not read, no more questions are. A line that cannot be answered comes back with `allowed: false` and a `fault`; as many lines come back as were sent, save empty ones.',
    security: [{ key: ['promos:read'] }],
    request: { body: { required: true, ...lines('One question a line.', asked) } },
    responses: {
      200: lines('The same lines, each with `allowed` and `reasons`.', answered),
      401: problem,
      403: problem,
      404: problem,
      415: problem,
      422: problem,
      429: problem,
      503: problem,
    },
  });
};
