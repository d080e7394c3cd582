/** What the merchant API is built from. */
import type { Store } from '../../db/store.ts';
import type { Remember } from '../account/index.ts';
import type { Brand } from '../brands/index.ts';
import type { Clock } from '../kit/clock.ts';
import type { Sealer } from '../kit/seal.ts';
import type { Perform } from '../work.ts';

export interface ApiParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly sealer: Sealer;
  readonly perform: Perform;
  /** The shopper's page of an order, absolute. */
  readonly linkOf: (brand: Brand, order: { readonly id: string; readonly linkVersion: number }) => string;
  /** Notes an erasure outside of the database. */
  readonly remember: Remember;
  /** Why a webhook may not go there; null when it may. */
  readonly checkTargetUrl: (url: string) => string | null;
}
