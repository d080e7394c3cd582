/**
 * The worker's global scope, as far as it is used. TypeScript's own library for workers cannot stand beside that of the
 * page in one project.
 */

import type { FromWorker } from '../lib/app/protocol.ts';

export interface ExtendableEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface WindowClient {
  readonly url: string;
  focus(): Promise<WindowClient>;
  navigate(url: string): Promise<WindowClient | null>;
  postMessage(message: unknown): void;
}

interface Events {
  install: ExtendableEvent;
  activate: ExtendableEvent;
  message: ExtendableEvent & { readonly data: unknown };
  /** Background Sync, Chromium alone. */
  sync: ExtendableEvent & { readonly tag: string };
  push: ExtendableEvent & { readonly data: { json(): unknown } | null };
  notificationclick: ExtendableEvent & { readonly action: string; readonly notification: Notification };
  pushsubscriptionchange: ExtendableEvent & {
    readonly oldSubscription: PushSubscription | null;
    readonly newSubscription: PushSubscription | null;
  };
}

interface WorkerScope {
  readonly registration: ServiceWorkerRegistration & { readonly sync?: { register(tag: string): Promise<void> } };
  readonly clients: {
    matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<readonly WindowClient[]>;
    openWindow(url: string): Promise<WindowClient | null>;
  };
  skipWaiting(): Promise<void>;
  addEventListener<Name extends keyof Events>(name: Name, hear: (event: Events[Name]) => void): void;
}

export const scope = self as unknown as WorkerScope;

export const pagesOpen = (): Promise<readonly WindowClient[]> =>
  scope.clients.matchAll({ type: 'window', includeUncontrolled: true });

export const tellPages = async (message: FromWorker): Promise<void> => {
  for (const page of await pagesOpen()) page.postMessage(message);
};
