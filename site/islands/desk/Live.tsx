/**
 * Keeps an open desk current: hears from the server that something changed, reads the page anew and swaps what is live
 * in it. Whatever somebody is typing, has focused, unfolded or selected stays as it is.
 */
import { createSignal, type JSX, onCleanup, onMount } from 'solid-js';
import type { LiveEvent } from '../../../server/desk/view.shared.ts';
import { createFormat } from '../../lib/format.ts';
import { paths } from '../../lib/paths.ts';
import { fill } from '../../messages/fill.ts';
import type { DeskMessages } from '../../messages/index.ts';
import { swapLive } from './swap.ts';

interface Props {
  readonly words: DeskMessages['live'];
  readonly locale: string;
  readonly timeZone: string;
}

/** Ages and promises move on even when nothing happens, and another node may have heard what ours did not. */
const refreshEveryMs = 60_000;
/** Several changes at once are read once. */
const gatherMs = 150;
const reconnectMs = 30_000;
const refreshHeader = { 'doorstep-refresh': '1' };

export default function Live(props: Props): JSX.Element {
  const [connected, setConnected] = createSignal<boolean | null>(null);
  const [asOf, setAsOf] = createSignal(new Date());
  const [news, setNews] = createSignal('');
  let source: EventSource | undefined;
  let gathering: ReturnType<typeof setTimeout> | undefined;
  let reconnecting: ReturnType<typeof setTimeout> | undefined;
  let reading = false;
  let again = false;

  const read = async () => {
    if (reading) {
      again = true;
      return;
    }
    reading = true;
    try {
      const { pathname, search } = window.location;
      const answer = await fetch(pathname + search, { headers: refreshHeader, signal: AbortSignal.timeout(15_000) });
      // Redirected means signed out. The page stays, with what was typed into it.
      if (!answer.ok || answer.redirected) throw new Error(`the desk answered ${answer.status}`);
      swapLive(new DOMParser().parseFromString(await answer.text(), 'text/html'));
      setAsOf(new Date());
    } catch {
      setConnected(false);
    }
    reading = false;
    if (again) {
      again = false;
      void read();
    }
  };
  const readSoon = () => {
    clearTimeout(gathering);
    gathering = setTimeout(() => void read(), gatherMs);
  };

  const disconnect = () => {
    clearTimeout(reconnecting);
    source?.close();
    source = undefined;
  };
  const connect = () => {
    disconnect();
    const opened = new EventSource(paths.desk.live);
    source = opened;
    opened.onopen = () => {
      // After a gap, what happened meanwhile is read.
      if (connected() === false) readSoon();
      setConnected(true);
    };
    opened.onerror = () => {
      setConnected(false);
      // A refusal ends the source for good; a broken line it mends itself.
      if (opened.readyState === EventSource.CLOSED)
        reconnecting = setTimeout(connect, reconnectMs * (1 + Math.random()));
    };
    const hear = (event: LiveEvent, then: () => void) => opened.addEventListener(event, then);
    hear('changed', readSoon);
    hear('watched', () => {
      if (document.querySelector('[data-live=watch]')) readSoon();
    });
    hear('opened', () => {
      setNews(props.words.arrived);
      readSoon();
    });
  };

  onMount(() => {
    connect();
    const everyMinute = setInterval(() => {
      if (document.visibilityState === 'visible') void read();
    }, refreshEveryMs);
    const shown = () => {
      if (document.visibilityState === 'visible') readSoon();
    };
    document.addEventListener('visibilitychange', shown);
    // A page that is kept for going back must not keep a connection.
    window.addEventListener('pagehide', disconnect);
    window.addEventListener('pageshow', returned);
    onCleanup(() => {
      disconnect();
      clearInterval(everyMinute);
      clearTimeout(gathering);
      document.removeEventListener('visibilitychange', shown);
      window.removeEventListener('pagehide', disconnect);
      window.removeEventListener('pageshow', returned);
    });
  });
  const returned = (event: PageTransitionEvent) => {
    if (!event.persisted) return;
    connect();
    readSoon();
  };

  const text = () => {
    if (connected() === null) return '';
    if (connected()) return props.words.connected;
    const format = createFormat({ locale: props.locale, timeZone: props.timeZone, now: asOf() });
    return fill(props.words.lost, { time: format.time(asOf()) });
  };

  return (
    <p class="desk-live" classList={{ 'is-live': connected() === true, 'is-lost': connected() === false }}>
      <span role="status">{text()}</span>
      <span class="visually-hidden" role="status">
        {news()}
      </span>
    </p>
  );
}
