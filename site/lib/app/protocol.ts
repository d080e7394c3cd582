/** What the page and its service worker say to each other, and the names both know. */

export type ToWorker =
  | { readonly type: 'SKIP_WAITING' }
  /** Tries to send what waits: on `online`, focus and load, for browsers without Background Sync. */
  | { readonly type: 'REPLAY' }
  /** What this page consists of: it was loaded before the worker could see it. */
  | { readonly type: 'KEEP'; readonly urls: readonly string[] }
  | { readonly type: 'FORGET' };

export type FromWorker =
  /** What waited for these links has been sent: their pages show something older. */
  | { readonly type: 'REPLAYED'; readonly links: readonly string[] }
  /** A notification of this order is shown. */
  | { readonly type: 'TOLD'; readonly link: string };

/** `data-kept` on the root: the page is the copy that this device kept, from today or from an earlier day. */
export type KeptAge = 'today' | 'earlier';

/** On the window, with the score in `detail`: an answer has reached the server. */
export const answeredEvent = 'doorstep:answered';

export const workerPath = '/sw.js';
