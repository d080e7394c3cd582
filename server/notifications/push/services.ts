/**
 * The push services that browsers use. An endpoint is a URL that a stranger hands us to call, so only these are taken;
 * judged by parsing alone, nothing is dialled.
 */

/** The host itself or anything below it. */
const hostSuffixes = [
  // Chromium and what is built on it
  'fcm.googleapis.com',
  'jmt17.google.com',
  // Firefox
  'push.services.mozilla.com',
  // Safari
  'push.apple.com',
  // Edge
  'notify.windows.com',
];

const endpointMaxLength = 1024;

/** Why an endpoint is not taken, or null. */
export const endpointFault = (endpoint: string, { allowLoopback }: { allowLoopback: boolean }): string | null => {
  if (endpoint.length > endpointMaxLength) return `must be at most ${endpointMaxLength} characters`;
  const url = URL.parse(endpoint);
  if (url === null) return 'must be an absolute URL';
  if (url.protocol !== 'https:') return 'must be an https URL';
  if (url.username !== '' || url.password !== '') return 'must not carry credentials';
  if (allowLoopback && /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname)) return null;
  if (url.port !== '') return 'must not name a port';
  const known = hostSuffixes.some((suffix) => url.hostname === suffix || url.hostname.endsWith(`.${suffix}`));
  return known ? null : 'must belong to a known push service';
};

/** What a breaker and a limit are kept for. @throws TypeError for what is no URL */
export const serviceOf = (endpoint: string): string => new URL(endpoint).origin;
