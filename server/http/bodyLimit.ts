/**
 * Refuses bodies that are too large, by their announced length at once and otherwise as soon as they have become so. The
 * body is read here, so a handler runs only when all of it was small enough.
 */
import type { MiddlewareHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { HttpContext, HttpEnv } from './context.ts';

/**
 * Bounds the body. Handlers read it through `c.req`, never through `c.req.raw`, whose stream is used up.
 *
 * @param maxBytes the largest that is taken, or how to tell it for a request
 * @example app.use(bodyLimit((c) => (c.req.path.startsWith('/hooks/') ? 2_000_000 : 100_000)))
 */
export const bodyLimit = (maxBytes: number | ((c: HttpContext) => number)): MiddlewareHandler<HttpEnv> => {
  return async (c, next) => {
    const max = typeof maxBytes === 'number' ? maxBytes : maxBytes(c);
    if (Number(c.req.header('content-length') ?? 0) > max) throw tooLarge(max);
    const { body } = c.req.raw;
    if (body) {
      const whole = await readUpTo(body, max);
      // Every reader of `c.req` takes from here; typed as the values, it holds promises of them.
      Object.assign(c.req.bodyCache, { arrayBuffer: Promise.resolve(whole) });
    }
    await next();
  };
};

/** Whoever sends slower than that holds a socket for nothing. */
const readMaxMs = 30_000;

const readUpTo = async (body: ReadableStream<Uint8Array>, max: number): Promise<ArrayBuffer> => {
  const reader = body.getReader();
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new HTTPException(408, { message: 'The body took too long' })), readMaxMs);
  try {
    return await wholeOf(() => Promise.race([reader.read(), late.promise]), max);
  } finally {
    clearTimeout(timer);
  }
};

type ReadNext = () => Promise<ReadableStreamReadResult<Uint8Array>>;

const wholeOf = async (next: ReadNext, max: number): Promise<ArrayBuffer> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (let read = await next(); !read.done; read = await next()) {
    length += read.value.length;
    // Not cancelled: that would cut the socket before the answer is out.
    if (length > max) throw tooLarge(max);
    chunks.push(read.value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole.buffer;
};

const tooLarge = (max: number): HTTPException =>
  new HTTPException(413, { message: `The body is larger than ${max} bytes` });
