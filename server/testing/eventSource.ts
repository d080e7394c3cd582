/** A browser's EventSource for tests and benches: it comes back by itself, after the time that it was told. */
import { type IncomingMessage, request } from 'node:http';

export interface Following {
  /** Every event id that came, in order, repetitions included. */
  readonly ids: readonly string[];
  /** When the stream was opened, by `performance.now()`: once, and again after each break. */
  readonly openedAt: readonly number[];
  /** When each event came. */
  readonly heardAt: readonly number[];
  close(): void;
}

export const follow = (
  origin: { readonly port: number; readonly host: string },
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Following => {
  const ids: string[] = [];
  const openedAt: number[] = [];
  const heardAt: number[] = [];
  let retryMs = 3_000;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let stop = (): void => {};

  const take = (event: string): void => {
    const id = /^id: (\S+)$/m.exec(event)?.[1];
    const retry = /^retry: (\d+)$/m.exec(event)?.[1];
    if (retry !== undefined) {
      retryMs = Number(retry);
      openedAt.push(performance.now());
    }
    if (id === undefined) return;
    ids.push(id);
    heardAt.push(performance.now());
  };
  const comeBack = (): void => {
    clearTimeout(timer);
    if (!closed) timer = setTimeout(open, retryMs);
  };
  const open = (): void => {
    const lastId = ids.at(-1);
    const asked = request({
      port: origin.port,
      host: '127.0.0.1',
      path,
      agent: false,
      headers: {
        host: origin.host,
        accept: 'text/event-stream',
        ...headers,
        ...(lastId === undefined ? {} : { 'last-event-id': lastId }),
      },
    });
    asked.on('error', comeBack);
    asked.on('response', (answer: IncomingMessage) => {
      let rest = '';
      answer.setEncoding('utf8').on('data', (text: string) => {
        const events = (rest + text).split('\n\n');
        rest = events.pop() ?? '';
        for (const event of events) take(event);
      });
      answer.on('error', () => {});
      answer.on('close', comeBack);
    });
    asked.end();
    stop = () => asked.destroy();
  };
  open();
  return {
    ids,
    openedAt,
    heardAt,
    close: () => {
      closed = true;
      clearTimeout(timer);
      stop();
    },
  };
};
