/**
 * SVG to PNG, from outside the thread that draws: one drawing takes up to half a second, during which nobody else would
 * be answered. A picture is drawn once and kept; asked for again while it is drawn, it is waited for.
 */
import { Worker } from 'node:worker_threads';
import { LRUCache } from 'lru-cache';
import { seconds } from '../../kit/clock.ts';
import { fingerprint } from '../../kit/fingerprint.ts';

export interface DrawRequest {
  readonly id: number;
  readonly svg: string;
  /** In pixels; the height follows. */
  readonly width: number;
  readonly as: 'png' | 'pixels';
}

export type DrawAnswer =
  | { readonly id: number; readonly width: number; readonly height: number; readonly bytes: Uint8Array }
  | { readonly id: number; readonly fault: string };

/** What a picture consists of, row by row, four bytes a pixel: red, green, blue, alpha. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
}

/** The slowest picture of ours takes half a second; a merchant's logo that takes so long is none. */
const drawnWithinMs = seconds(15);
/** The thread holds the fonts: between two visits of an installer nobody needs them. */
const idleMs = seconds(30);

const kept = new LRUCache<string, Buffer>({ maxSize: 16_000_000, sizeCalculation: (png) => png.length });
const underWay = new Map<string, Promise<Buffer>>();

/** @param width in pixels; the height follows. @throws for something that is no SVG, or that takes for ever */
export const rasterise = async (svg: string, width: number): Promise<Buffer> => {
  const key = fingerprint(svg, String(width));
  const known = kept.get(key) ?? underWay.get(key);
  if (known !== undefined) return known;
  const drawing = draw({ svg, width, as: 'png' }).then(({ bytes }) => {
    const png = Buffer.from(bytes);
    kept.set(key, png);
    return png;
  });
  underWay.set(key, drawing);
  return drawing.finally(() => underWay.delete(key));
};

/** Drawn anew each time. @throws as `rasterise` */
export const pixelsOf = async (svg: string, width: number): Promise<Pixels> => {
  const drawn = await draw({ svg, width, as: 'pixels' });
  return { width: drawn.width, height: drawn.height, rgba: drawn.bytes };
};

type Drawn = Exclude<DrawAnswer, { fault: string }>;

let worker: Worker | null = null;
let idle: NodeJS.Timeout | undefined;
let lastId = 0;
const waiting = new Map<number, PromiseWithResolvers<Drawn>>();

const draw = async (wanted: Omit<DrawRequest, 'id'>): Promise<Drawn> => {
  clearTimeout(idle);
  worker ??= start();
  lastId += 1;
  const id = lastId;
  const answer = Promise.withResolvers<Drawn>();
  waiting.set(id, answer);
  worker.postMessage({ ...wanted, id } satisfies DrawRequest);
  const { threadId } = worker;
  const late = setTimeout(() => {
    if (worker?.threadId === threadId) void worker.terminate();
  }, drawnWithinMs);
  late.unref();
  try {
    return await answer.promise;
  } finally {
    clearTimeout(late);
    if (waiting.size === 0) {
      clearTimeout(idle);
      idle = setTimeout(() => void worker?.terminate(), idleMs).unref();
    }
  }
};

const start = (): Worker => {
  const started = new Worker(new URL('./rasterWorker.ts', import.meta.url));
  started.unref();
  started.on('message', (answer: DrawAnswer) => {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ('fault' in answer) asked?.reject(new Error(answer.fault));
    else asked?.resolve(answer);
  });
  const died = (why: Error): void => {
    if (worker !== started) return;
    worker = null;
    for (const { reject } of waiting.values()) reject(why);
    waiting.clear();
  };
  started.on('error', died);
  started.on('exit', () => died(new Error('the thread that draws has ended')));
  return started;
};
