/** Trains one model in a thread of its own and ends: a second of arithmetic would else stand between all requests. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Journey } from './journey.ts';
import { type Training, trainModel } from './train.ts';

const { journeys, training } = workerData as { readonly journeys: readonly Journey[]; readonly training: Training };
parentPort?.postMessage(trainModel(journeys, training));
