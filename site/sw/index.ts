/** The service worker, wired. Bundled after the site's build, which fills in the list of its files. */
import { clientsClaim } from 'workbox-core';
import type { PrecacheEntry } from 'workbox-precaching';
import { forgetDevice } from '../lib/app/device.ts';
import type { ToWorker } from '../lib/app/protocol.ts';
import { cacheWhatIsSeen, forgetCaches, keepParts, keepShell, preloadPages } from './caching.ts';
import { hearNews } from './push.ts';
import { replay, replayPatiently, sendAnswersLater, syncTag } from './replay.ts';
import { scope } from './scope.ts';

/** The one place where workbox-build puts the list. */
declare const self: { readonly __WB_MANIFEST: readonly (PrecacheEntry | string)[] };

cacheWhatIsSeen(self.__WB_MANIFEST);
sendAnswersLater();
hearNews();
clientsClaim();

scope.addEventListener('install', (event) => event.waitUntil(keepShell()));
scope.addEventListener('activate', (event) => event.waitUntil(preloadPages()));
scope.addEventListener('sync', (event) => {
  if (event.tag !== syncTag) return;
  event.waitUntil(
    replay().then((waiting) => {
      // Refusing is how the browser is asked to try again.
      if (waiting > 0) throw new Error(`${waiting} answers still wait`);
    }),
  );
});
scope.addEventListener('message', (event) => {
  const message = event.data as ToWorker;
  switch (message?.type) {
    case 'SKIP_WAITING':
      return event.waitUntil(scope.skipWaiting());
    case 'REPLAY':
      return event.waitUntil(replayPatiently());
    case 'KEEP':
      return event.waitUntil(keepParts(message.urls));
    case 'FORGET':
      return event.waitUntil(Promise.all([forgetCaches(), forgetDevice()]));
  }
});
