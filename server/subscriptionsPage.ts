/** Reads the room of the subscriptions behind a tracking link: the order's page as its frame, and what comes again. */
import type { Reader } from '../db/store.ts';
import type { Brand } from './brands/index.ts';
import { readSubscriptions } from './subscriptions/index.ts';
import type { SubscriptionsPageView } from './subscriptions/view.shared.ts';
import { findLinkedOrder, type PageParts, readTrackingPage } from './trackingPage.ts';

/**
 * @param input.customerId who is signed in, or null
 * @returns null for a link that opens nothing
 */
export const readSubscriptionsPage = async (
  reader: Reader,
  parts: PageParts,
  brand: Brand,
  input: { readonly link: string; readonly now: Date; readonly customerId: string | null },
): Promise<SubscriptionsPageView | null> => {
  const { link, now } = input;
  const order = await findLinkedOrder(reader, parts.links, brand, link);
  const page = order && (await readTrackingPage(reader, parts, brand, { link, now }));
  if (!page) return null;
  const { customerId } = order;
  const signedIn = input.customerId === customerId;
  const whose = { brand, customerId, now, signedIn, picture: parts.picture };
  return { page, signedIn, subscriptions: await readSubscriptions(reader, whose) };
};
