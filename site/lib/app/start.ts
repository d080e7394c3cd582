/**
 * The part of the app that cannot wait: the browser offers to install once and early. Everything else is loaded when
 * the page has nothing better to do.
 */

import { watchFields } from '../fields.ts';
import { paths } from '../paths.ts';
import { prepare } from './stage.ts';

/** Chromium's event, which no other browser has. https://developer.mozilla.org/docs/Web/API/BeforeInstallPromptEvent */
export interface InstallOffer extends Event {
  prompt(): Promise<unknown>;
}

let offer: InstallOffer | null = null;
let hear: (offer: InstallOffer) => void = () => undefined;

addEventListener('beforeinstallprompt', (event) => {
  // The offer is made in the page's own words, at a better time.
  event.preventDefault();
  offer = event as InstallOffer;
  hear(offer);
});

watchFields();

let isLoaded = false;
const load = () => {
  if (isLoaded) return;
  isLoaded = true;
  void import('./app.ts').then(({ runApp }) =>
    runApp((listener) => {
      hear = listener;
      if (offer) listener(offer);
    }),
  );
};

const whenLoaded = () => {
  if ('requestIdleCallback' in window) requestIdleCallback(load, { timeout: 5_000 });
  else setTimeout(load, 1_500);
};

prepare(load);

// Whoever has just signed out wants nothing to be kept again.
if (location.pathname !== paths.signedOut) {
  if (document.readyState === 'complete') whenLoaded();
  else addEventListener('load', whenLoaded, { once: true });
}
