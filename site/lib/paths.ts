/** The only builder of URLs: pages, islands and mails link through here, so that no path is spelled twice. */

const trackingPath = (link: string) => `/t/${encodeURIComponent(link)}`;
const portalApi = (link: string) => `/api/portal/t/${encodeURIComponent(link)}`;

/** What the `id` of a parcel's section is, and what the forms come back to. */
export const parcelAnchor = (shipmentId: string) => `parcel-${shipmentId}`;
export const problemAnchor = (shipmentId: string) => `problem-${shipmentId}`;
export const askAnchor = (shipmentId: string) => `ask-${shipmentId}`;
export const pickupAnchor = (shipmentId: string) => `pickup-${shipmentId}`;

export const paths = {
  brandCss: '/brand.css',
  tracking: (link: string) => trackingPath(link),
  inLanguage: (pathname: string, locale: string) => `${pathname}?lang=${encodeURIComponent(locale)}`,

  /** Where the forms of the page go; Hono answers 303 back to the page. */
  sentiment: (link: string) => `${trackingPath(link)}/sentiment`,
  message: (link: string) => `${trackingPath(link)}/message`,
  confirmation: (link: string) => `${trackingPath(link)}/confirmation`,

  /** The same as JSON, for the islands. */
  api: {
    sentiment: (link: string) => `${portalApi(link)}/sentiment`,
    messages: (link: string, caseId: string) => `${portalApi(link)}/cases/${encodeURIComponent(caseId)}/messages`,
    confirmation: (link: string, caseId: string) =>
      `${portalApi(link)}/cases/${encodeURIComponent(caseId)}/confirmation`,
  },

  mailTo: (email: string, subject: string) => `mailto:${email}?subject=${encodeURIComponent(subject)}`,
  /** Opens the map that the phone prefers; nothing is loaded from there. */
  mapOf: (address: string) => `https://www.openstreetmap.org/search?query=${encodeURIComponent(address)}`,
};
