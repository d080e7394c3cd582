/** The only builder of URLs: pages, islands and mails link through here, so that no path is spelled twice. */

const trackingPath = (link: string) => `/t/${encodeURIComponent(link)}`;
const portalApi = (link: string) => `/api/portal/t/${encodeURIComponent(link)}`;

/** Which of the two lists of cases. */
export type DeskView = 'open' | 'closed';
const casePath = (id: string) => `/desk/cases/${encodeURIComponent(id)}`;
const viewQuery = (view: DeskView) => (view === 'open' ? '' : `?view=${view}`);

/** The forms of the settings room. */
export type SettingsForm = 'profile' | 'notices' | 'devices' | 'passkeys';

/** What the `id` of a parcel's section is, and what the forms come back to. */
export const parcelAnchor = (shipmentId: string) => `parcel-${shipmentId}`;
export const problemAnchor = (shipmentId: string) => `problem-${shipmentId}`;
export const askAnchor = (shipmentId: string) => `ask-${shipmentId}`;
export const pickupAnchor = (shipmentId: string) => `pickup-${shipmentId}`;

export const subscriptionAnchor = (id: string) => `subscription-${id}`;

export const paths = {
  brandCss: '/brand.css',
  tracking: (link: string) => trackingPath(link),
  /** The rooms of the account behind the link. */
  rewards: (link: string) => `${trackingPath(link)}/rewards`,
  /** With the history from an older entry on. */
  rewardsBefore: (link: string, place: string) =>
    `${trackingPath(link)}/rewards?before=${encodeURIComponent(place)}#history`,
  subscriptions: (link: string) => `${trackingPath(link)}/subscriptions`,
  /** Where a form of the subscriptions' page goes; actions are spelled with hyphens there. */
  subscriptionChange: (link: string, id: string, action: string) =>
    `${trackingPath(link)}/subscriptions/${encodeURIComponent(id)}/${action.replaceAll('_', '-')}`,
  refer: (link: string) => `${trackingPath(link)}/refer`,
  settings: (link: string) => `${trackingPath(link)}/settings`,
  /** What was told to the shopper, and what was held back. */
  messages: (link: string) => `${trackingPath(link)}/messages`,
  /** Where mails of a topic end: a GET asks, a POST does it. */
  unsubscribe: (token: string) => `/u/${encodeURIComponent(token)}`,
  /** Where a code by mail opens what a link alone does not; leads on to `next`, a path under the same link. */
  stepUp: (link: string, next: string) => `${trackingPath(link)}/sign-in?next=${encodeURIComponent(next)}`,
  /** Where the forms of the sign-in go; without a link by the address that is typed. */
  signIn: (link: string | null) => (link === null ? '/sign-in' : `${trackingPath(link)}/sign-in`),
  signInCode: (link: string | null) => (link === null ? '/sign-in/code' : `${trackingPath(link)}/sign-in/code`),
  signOut: '/sign-out',
  signedOut: '/signed-out',
  settingsForm: (link: string, form: SettingsForm) => `${trackingPath(link)}/settings/${form}`,
  exportData: (link: string) => `${trackingPath(link)}/settings/export`,
  erase: (link: string) => `${trackingPath(link)}/settings/erase`,
  /** What a referrer's friend opens. */
  landing: (code: string) => `/r/${encodeURIComponent(code)}`,
  landingTaken: (code: string) => `/r/${encodeURIComponent(code)}?step=taken`,
  orders: '/my',
  offline: '/offline',
  /** What stands beside a notification, and in the bar above it. */
  newsIcon: '/brand/icon-any-192.png',
  newsBadge: '/brand/icon-monochrome-96.png',
  /** Opens the page with that answer chosen and not given; what follows a tap in a mail or on a notification. */
  proposal: (link: string, shipmentId: string, score: number) =>
    `${trackingPath(link)}?score=${score}&parcel=${encodeURIComponent(shipmentId)}#${encodeURIComponent(askAnchor(shipmentId))}`,
  /** Opens the page at the question whether the case is solved, with that answer chosen and not given. */
  solved: (link: string, shipmentId: string | null, solved: 'yes' | 'no') =>
    shipmentId === null
      ? `${trackingPath(link)}?solved=${solved}`
      : `${trackingPath(link)}?solved=${solved}&parcel=${encodeURIComponent(shipmentId)}#${encodeURIComponent(askAnchor(shipmentId))}`,
  /** Where a lost link is asked for anew; the form goes to the same path. */
  find: '/find',
  /** The same for whoever came to the bare name of the brand: a device that keeps orders goes on to them. */
  start: '/find#start',
  /** The same page in another language, with what it is at: where it leads on to, and the step. */
  inLanguage: (pathname: string, locale: string, search = '') => {
    const query = new URLSearchParams({ lang: locale });
    const given = new URLSearchParams(search);
    for (const name of ['next', 'step']) {
      const value = given.get(name);
      if (value !== null) query.set(name, value);
    }
    return `${pathname}?${query}`;
  },

  /** Where the forms of the page go; Hono answers 303 back to the page. */
  sentiment: (link: string) => `${trackingPath(link)}/sentiment`,
  redeem: (link: string) => `${trackingPath(link)}/rewards/redeem`,
  message: (link: string) => `${trackingPath(link)}/message`,
  confirmation: (link: string) => `${trackingPath(link)}/confirmation`,

  /** The same as JSON, for the islands. */
  api: {
    /** Signing in by passkey: options, then the browser's answer. */
    passkeySignIn: (link: string | null) =>
      link === null ? '/api/portal/sign-in/passkey' : `${portalApi(link)}/sign-in/passkey`,
    passkeys: (link: string) => `${portalApi(link)}/passkeys`,
    sentiment: (link: string) => `${portalApi(link)}/sentiment`,
    /** How an order stands, in the words of its page. */
    glance: (link: string, locale: string) => `${portalApi(link)}/glance?lang=${encodeURIComponent(locale)}`,
    /** Tells that something changed, from `after` on: the id of the last fact that is known. */
    live: (link: string, after: string) => `${portalApi(link)}/live?after=${encodeURIComponent(after)}`,
    subscriptions: (link: string) => `${portalApi(link)}/subscriptions`,
    pushKey: (link: string) => `${portalApi(link)}/push-key`,
    pushSubscriptions: (link: string) => `${portalApi(link)}/push-subscriptions`,
    pushSubscription: (link: string, deviceId: string) =>
      `${portalApi(link)}/push-subscriptions/${encodeURIComponent(deviceId)}`,
    messages: (link: string, caseId: string) => `${portalApi(link)}/cases/${encodeURIComponent(caseId)}/messages`,
    confirmation: (link: string, caseId: string) =>
      `${portalApi(link)}/cases/${encodeURIComponent(caseId)}/confirmation`,
  },

  /** The list of cases and one case take the same `view`, so that the list stays as it was beside the case. */
  desk: {
    cases: (view: DeskView = 'open') => `/desk${viewQuery(view)}`,
    case: (id: string, view: DeskView = 'open') => `${casePath(id)}${viewQuery(view)}`,
    acknowledge: (id: string) => `${casePath(id)}/acknowledge`,
    reply: (id: string) => `${casePath(id)}/reply`,
    resolve: (id: string) => `${casePath(id)}/resolve`,
    goodwill: (id: string) => `${casePath(id)}/goodwill`,
    /** Parcels to look at before anybody complains, and one of them by the merchant's id. */
    watch: '/desk/watch',
    watched: (shipmentId: string) => `/desk/watch/${encodeURIComponent(shipmentId)}`,
    acknowledgeWatch: (shipmentId: string) => `/desk/watch/${encodeURIComponent(shipmentId)}/acknowledge`,
    withdrawWatch: (shipmentId: string) => `/desk/watch/${encodeURIComponent(shipmentId)}/withdraw`,
    live: '/desk/live',
    signIn: '/desk/sign-in',
    signInTo: (next: string) => `/desk/sign-in?next=${encodeURIComponent(next)}`,
    code: '/desk/sign-in/code',
    signOut: '/desk/sign-out',
  },

  mailTo: (email: string, subject: string) => `mailto:${email}?subject=${encodeURIComponent(subject)}`,
  /** Opens the map that the phone prefers; nothing is loaded from there. */
  mapOf: (address: string) => `https://www.openstreetmap.org/search?query=${encodeURIComponent(address)}`,
};
