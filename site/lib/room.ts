/** What every room of the account begins with: the language it is read in, its words and its formats. */
import type { APIContext } from 'astro';
import type { Draft } from '../../server/http/draft.ts';
import type { TrackingPageView } from '../../server/portalView.shared.ts';
import { type Messages, messagesFor } from '../messages/index.ts';
import { createFormat, type Format } from './format.ts';
import { chooseLocale } from './locale.ts';

export type RoomName = 'rewards' | 'subscriptions' | 'refer' | 'settings';

/** Where the bar leads: the rooms, and the parcel that they are behind. */
export type PlaceName = 'parcel' | RoomName;

type Words = Readonly<Record<string, string>>;

/** The sentences of a room for what its forms come back with, by the word in `?done=` and `?fault=`. */
export interface RoomNotes {
  readonly done?: Words;
  readonly faults?: Words;
}

export interface RoomVoice {
  readonly locale: string;
  readonly m: Messages;
  readonly f: Format;
}

/** @example const { locale, m, f } = roomVoice(Astro, page); */
export function roomVoice(context: Pick<APIContext, 'url' | 'cookies'>, page: TrackingPageView): RoomVoice {
  const locale = chooseLocale(context, page.brand, page.locale);
  return {
    locale,
    m: messagesFor(locale, page.brand.address),
    f: createFormat({ locale, timeZone: page.timeZone, now: page.now }),
  };
}

/** The word comes from the address bar: only what is written in `words` itself counts. */
const wordIn = (words: Words, word: string): string | undefined =>
  Object.hasOwn(words, word) ? words[word] : undefined;

/** What the last form came to, as a sentence; null when the page was simply opened. Unknown words are said in general. */
export function noteAbout(
  url: URL,
  notes: RoomNotes,
  m: Messages,
  draft: Draft | null = null,
): { kind: 'done' | 'fault'; text: string } | null {
  if (draft !== null) return { kind: 'fault', text: m.rooms.faults.invalid };
  const said = (word: string, ours: Words, shared: Words & { readonly other: string }): string =>
    wordIn(ours, word) ?? wordIn(shared, word) ?? shared.other;
  const done = url.searchParams.get('done');
  const fault = url.searchParams.get('fault');
  if (fault !== null) return { kind: 'fault', text: said(fault, notes.faults ?? {}, m.rooms.faults) };
  return done === null ? null : { kind: 'done', text: said(done, notes.done ?? {}, m.rooms.done) };
}
