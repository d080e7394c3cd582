/** Listens to an event stream as a browser does, in a test. */
import type { Hono } from 'hono';
import type { HttpEnv } from '../http/context.ts';

export interface Listening {
  readonly answer: Response;
  /** Reads on until `text` has come. @returns what has come since; ends in `[end]` when the stream does */
  until(text: string): Promise<string>;
  leave(): Promise<void>;
}

/** @param address whose the socket is */
export const listenTo = async (
  app: Hono<HttpEnv>,
  url: string,
  headers: Readonly<Record<string, string>> = {},
  address?: string,
): Promise<Listening> => {
  const { host } = new URL(url);
  const socket = address === undefined ? undefined : { incoming: { socket: { remoteAddress: address } } };
  const answer = await app.request(url, { headers: { host, accept: 'text/event-stream', ...headers } }, socket);
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let kept = '';
  return {
    answer,
    async until(text) {
      while (!kept.includes(text)) {
        const { done = true, value = '' } = (await reader?.read()) ?? {};
        if (done) {
          const rest = kept;
          kept = '';
          return `${rest}[end]`;
        }
        kept += value;
      }
      const end = kept.indexOf('\n\n', kept.indexOf(text)) + 2;
      const [came, rest] = end < 2 ? [kept, ''] : [kept.slice(0, end), kept.slice(end)];
      kept = rest;
      return came;
    },
    async leave() {
      await reader?.cancel();
    },
  };
};
