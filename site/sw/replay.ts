/**
 * Answers and messages that found no connection: kept in order, sent once there is one. Each carries the key that it was
 * first sent with, so that the server performs it once however often it comes.
 */
import { registerRoute } from 'workbox-routing';
import { dequeueAnswer, enqueueAnswer, listQueue, type QueuedAnswer } from '../lib/app/device.ts';
import { scope, tellPages } from './scope.ts';

export const syncTag = 'answers';

const keepable = /^\/api\/portal\/t\/([^/]+)\/(?:sentiment|cases\/[^/]+\/messages)$/;
const keptForMs = 7 * 86_400_000;
/** Shorter than the page's own patience: it hears from here that its words are kept, and not that they are lost. */
const sendTimeoutMs = 10_000;

export const sendAnswersLater = (): void => {
  registerRoute(
    ({ url, sameOrigin }) => sameOrigin && keepable.test(url.pathname),
    async ({ request }) => {
      const { pathname, search } = new URL(request.url);
      const key = request.headers.get('idempotency-key') ?? crypto.randomUUID();
      return sendOrKeep({ path: pathname + search, body: await request.text(), key, keptAt: Date.now() });
    },
    'POST',
  );
};

/** Sends now, or answers 202 and keeps it. What waits already goes first. */
export const sendOrKeep = async (answer: QueuedAnswer): Promise<Response> => {
  const waiting = await replay();
  const sent = waiting > 0 ? null : await send(answer);
  if (sent) return sent;
  await enqueueAnswer(answer);
  // Where there is no Background Sync, the page asks for it.
  await scope.registration.sync?.register(syncTag).catch(() => undefined);
  return Response.json({ kept: true }, { status: 202 });
};

/** Null when nothing came back. */
const send = ({ path, body, key }: QueuedAnswer): Promise<Response | null> =>
  fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', 'idempotency-key': key },
    body,
    signal: AbortSignal.timeout(sendTimeoutMs),
  }).catch(() => null);

/** One at a time, over all copies of this worker. @returns how many still wait */
export const replay = (): Promise<number> => navigator.locks.request('doorstep-replay', replayInOrder);

/** A network that says it is back often carries nothing for a moment, and not every browser would say it again. */
const replayAgainAfterMs = [2_000, 10_000] as const;

/** Replays, and a little later again while something still waits. */
export const replayPatiently = async (): Promise<void> => {
  let waiting = await replay();
  for (const pauseMs of replayAgainAfterMs) {
    if (waiting === 0) return;
    await new Promise((done) => setTimeout(done, pauseMs));
    waiting = await replay();
  }
};

const replayInOrder = async (): Promise<number> => {
  const links = new Set<string>();
  let waiting = 0;
  for (const [id, answer] of await listQueue()) {
    if (waiting > 0) waiting += 1;
    else if (await isDealtWith(answer)) {
      await dequeueAnswer(id);
      links.add(keepable.exec(answer.path)?.[1] ?? '');
    } else waiting = 1;
  }
  if (links.size > 0) await tellPages({ type: 'REPLAYED', links: [...links] });
  return waiting;
};

/** True when the server has said its last word on it, kind or not; false when it is worth another try. */
const isDealtWith = async (answer: QueuedAnswer): Promise<boolean> => {
  if (Date.now() - answer.keptAt > keptForMs) return true;
  const response = await send(answer);
  return response !== null && response.status < 500 && response.status !== 408 && response.status !== 429;
};
