/** The thread that encrypts, from outside: started when first needed, and again should it die. */
import { Worker } from 'node:worker_threads';
import type { VapidKeys } from './tokens.ts';

export interface EncryptRequest {
  readonly id: number;
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
  readonly vapid: VapidKeys;
  readonly body: string;
  readonly ttlSeconds: number;
  readonly urgency: 'very-low' | 'low' | 'normal' | 'high';
  readonly topic: string;
}

export type EncryptAnswer =
  | { readonly id: number; readonly headers: Record<string, string>; readonly body: Uint8Array }
  /** The brand's keys cannot sign, or nothing can be sealed for the browser's. */
  | { readonly id: number; readonly fault: 'vapid' | 'keys'; readonly reason: string };

export interface Encryptor {
  encrypt(request: Omit<EncryptRequest, 'id'>): Promise<EncryptAnswer>;
  close(): void;
}

export const createEncryptor = (): Encryptor => {
  let worker: Worker | null = null;
  let lastId = 0;
  const waiting = new Map<number, PromiseWithResolvers<EncryptAnswer>>();

  const start = (): Worker => {
    const started = new Worker(new URL('./encryptWorker.ts', import.meta.url));
    started.unref();
    started.on('message', (answer: EncryptAnswer) => {
      waiting.get(answer.id)?.resolve(answer);
      waiting.delete(answer.id);
    });
    const died = (why: Error): void => {
      if (worker === started) worker = null;
      for (const { reject } of waiting.values()) reject(why);
      waiting.clear();
    };
    started.on('error', died);
    started.on('exit', () => died(new Error('the thread that encrypts has ended')));
    return started;
  };

  return {
    encrypt(request) {
      worker ??= start();
      lastId += 1;
      const answer = Promise.withResolvers<EncryptAnswer>();
      waiting.set(lastId, answer);
      worker.postMessage({ ...request, id: lastId } satisfies EncryptRequest);
      return answer.promise;
    },
    close() {
      void worker?.terminate();
      worker = null;
    },
  };
};
