/**
 * JSON bodies, read strictly: UTF-8, no key twice, not too deep, no half characters. Two readers who take different
 * keys of the same body could be told different things, and what cannot be stored without loss is refused.
 */
import type { MiddlewareHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { HttpContext, HttpEnv } from './context.ts';

const depthMax = 32;

/**
 * Refuses what is not strict JSON (400) or says that it is something else (415). An empty body passes; whether one is
 * needed is the schema's to say.
 */
export const strictJsonBody: MiddlewareHandler<HttpEnv> = async (c, next) => {
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
    const body = await c.req.arrayBuffer();
    if (body.byteLength > 0) {
      // Without the check a validator that goes by the content type would let the body pass unread.
      const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
      if (!/^application\/(?:[\w.-]+\+)?json$/.test(type)) {
        throw new HTTPException(415, { message: 'The body has to be application/json' });
      }
      parseStrictJson(body);
    }
  }
  await next();
};

/** The body's value; an object without fields for an empty one. @throws HTTPException 400 that says what is wrong */
export const readJsonBody = async (c: HttpContext): Promise<unknown> => {
  const body = await c.req.arrayBuffer();
  return body.byteLength === 0 ? {} : parseStrictJson(body);
};

/** @throws HTTPException 400 that says what is wrong */
export const parseStrictJson = (bytes: ArrayBuffer | Uint8Array): unknown => {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw malformed('is not UTF-8');
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw malformed('is not JSON');
  }
  refuseLooseJson(text);
  return value;
};

/** Walks over `text`, which is known to be JSON, and looks only at what the parser lets pass. */
const refuseLooseJson = (text: string): void => {
  /** The keys seen in each open object; null for an array. */
  const open: (Set<string> | null)[] = [];
  let expectsKey = false;
  for (let at = 0; at < text.length; at += 1) {
    switch (text[at]) {
      case '{':
      case '[':
        open.push(text[at] === '{' ? new Set() : null);
        expectsKey = text[at] === '{';
        if (open.length > depthMax) throw malformed(`is nested deeper than ${depthMax}`);
        break;
      case '}':
      case ']':
        open.pop();
        break;
      case ',':
        expectsKey = open.at(-1) !== null;
        break;
      case '"': {
        const end = endOfString(text, at);
        const string = readString(text.slice(at, end + 1));
        const keys = open.at(-1);
        if (expectsKey && keys) {
          if (keys.has(string)) throw malformed(`has the key ${JSON.stringify(string.slice(0, 100))} twice`);
          keys.add(string);
        }
        expectsKey = false;
        at = end;
        break;
      }
    }
  }
};

const endOfString = (text: string, start: number): number => {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
};

const readString = (quoted: string): string => {
  if (!quoted.includes('\\')) return quoted.slice(1, -1);
  const string: unknown = JSON.parse(quoted);
  if (typeof string !== 'string' || !string.isWellFormed()) throw malformed('holds half of a surrogate pair');
  return string;
};

const malformed = (why: string): HTTPException => new HTTPException(400, { message: `The body ${why}` });
