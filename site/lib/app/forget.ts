/** Takes back everything that the app has left in this browser: notifications, kept pages, the lists, the worker itself. */
import { openDB } from 'idb';
import { forgetDevice } from './device.ts';
import type { ToWorker } from './protocol.ts';

export async function forgetEverything(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  const subscription = await registration?.pushManager?.getSubscription();
  await subscription?.unsubscribe();
  registration?.active?.postMessage({ type: 'FORGET' } satisfies ToWorker);
  await registration?.unregister();
  await forgetDatabases();
  await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
}

/** Ours and those of the worker's libraries, which know every address that was kept. */
async function forgetDatabases(): Promise<void> {
  for (const { name } of await indexedDB.databases()) {
    if (!name) continue;
    const db = await openDB(name);
    await Promise.all([...db.objectStoreNames].map((store) => db.clear(store)));
    db.close();
  }
  // The others are held by the worker while it lives: empty they are, and they go with it.
  await forgetDevice();
}
