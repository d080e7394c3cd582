/** Takes back everything that the app has left in this browser: notifications, kept pages, the list, the worker itself. */
import { deleteDevice } from './device.ts';
import type { ToWorker } from './protocol.ts';

export async function forgetEverything(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  const subscription = await registration?.pushManager?.getSubscription();
  await subscription?.unsubscribe();
  registration?.active?.postMessage({ type: 'FORGET' } satisfies ToWorker);
  await registration?.unregister();
  await deleteDevice();
  await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
}
