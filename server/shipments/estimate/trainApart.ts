/** `trainModel` off the event loop: the same model, from a thread that lives as long as the training. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Journey } from './journey.ts';
import type { Model } from './model.ts';
import { rowsMin, type Training } from './train.ts';

/**
 * Rejects with an AbortError when `signal` is aborted, and when the thread fails.
 * @returns null with fewer than 40 delivered parcels
 */
export const trainApart = async (
  journeys: readonly Journey[],
  training: Training,
  signal?: AbortSignal,
): Promise<Model | null> => {
  // A thread costs more than finding out that there is nothing to learn from.
  if (journeys.length < rowsMin) return null;
  const worker = new Worker(new URL('./trainWorker.ts', import.meta.url), { workerData: { journeys, training } });
  try {
    // The thread's only word; `once` rejects on its error.
    const [model] = (await once(worker, 'message', signal ? { signal } : {})) as [Model | null];
    return model;
  } finally {
    await worker.terminate();
  }
};
