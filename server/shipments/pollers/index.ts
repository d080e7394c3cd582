/** Every carrier that is asked, one line each. */
import { dhlPoller } from './dhl.ts';
import { fedexPoller } from './fedex.ts';
import type { Poller } from './poller.ts';
import { upsPoller } from './ups.ts';

// Each knows the shape of its own credential, which is only ever handed back to the poller that it came from.
export const carrierPollers: readonly Poller[] = [dhlPoller, upsPoller, fedexPoller] as readonly Poller[];
