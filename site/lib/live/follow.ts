/**
 * Keeps an open tracking page current: hears that something changed, reads the page anew and swaps what is live in it.
 * A page that nobody sees keeps no connection; when it is seen again it is read anew.
 */
import { paths } from '../paths.ts';
import { watchLook } from './motion.ts';
import { createReading } from './reading.ts';
import { hasTyped, swapParts } from './swap.ts';

/** The page comes first; what happens meanwhile is told once it listens. */
const settleMs = 800;
/** Estimates age and promises pass even when nothing happens. */
const refreshEveryMs = 5 * 60_000;
const reconnectMs = 30_000;

export function followOrder(link: string, knownFact: string): void {
  let source: EventSource | undefined;
  let reconnecting: ReturnType<typeof setTimeout> | undefined;

  const reading = createReading(knownFact, async () => {
    const { pathname, search } = window.location;
    const lang = new URLSearchParams(search).get('lang');
    const url = lang === null ? pathname : paths.inLanguage(pathname, lang);
    const answer = await fetch(url, { signal: AbortSignal.timeout(15_000) });
    // The link was revoked: the page stays as it was read, and asks no more.
    if (answer.status === 404) return disconnect();
    if (!answer.ok) throw new Error(`the page answered ${answer.status}`);
    show(new DOMParser().parseFromString(await answer.text(), 'text/html'));
  });

  const close = (): void => {
    clearTimeout(reconnecting);
    source?.close();
    source = undefined;
  };
  const disconnect = (): void => {
    close();
    reading.rest();
  };
  const connect = (): void => {
    close();
    const opened = new EventSource(paths.api.live(link, reading.known()));
    source = opened;
    opened.onmessage = ({ lastEventId }) => reading.hear(lastEventId);
    opened.onerror = () => {
      // A refusal ends the source for good; a broken line it mends itself, and then asks for what it missed.
      if (opened.readyState === EventSource.CLOSED) {
        reconnecting = setTimeout(connect, reconnectMs * (1 + Math.random()));
      }
    };
  };

  const seen = (): void => {
    if (document.visibilityState === 'visible') {
      connect();
      reading.readSoon();
    } else disconnect();
  };
  document.addEventListener('visibilitychange', seen);
  // A page that is kept for going back must not keep a connection.
  addEventListener('pagehide', disconnect);
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) seen();
  });
  const readIfSeen = (): void => {
    if (document.visibilityState === 'visible') reading.readSoon();
  };
  addEventListener('online', readIfSeen);
  setInterval(readIfSeen, refreshEveryMs);
  setTimeout(() => {
    if (document.visibilityState === 'visible') connect();
  }, settleMs);
}

const parcelsOf = (page: Document): string =>
  [...page.querySelectorAll('article.parcel')].map(({ id }) => id).join(' ');
const headlineOf = (page: Document): string => page.querySelector('h1')?.textContent ?? '';

function show(fresh: Document): void {
  if (parcelsOf(fresh) !== parcelsOf(document)) {
    // Another parcel, or another order of them: nothing on the page stays where it was.
    if (!hasTyped(document)) window.location.reload();
    return;
  }
  const before = headlineOf(document);
  swapParts(fresh, watchLook());
  delete document.documentElement.dataset.kept;
  const now = headlineOf(document);
  const news = document.getElementById('live-news');
  if (news && now !== before) news.textContent = now;
}
