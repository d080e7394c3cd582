/**
 * What a notification says, as the one JSON that Safari shows by itself and our worker reads:
 * https://www.w3.org/TR/push-api/#declarative-push-message. At most 2 kB, of which nothing is lost but the end of the line.
 */
import { createHash } from 'node:crypto';
import { paths } from '../../../site/lib/paths.ts';
import { direction, messagesFor } from '../../../site/messages/index.ts';
import type { Brand } from '../../brands/index.ts';
import { hours } from '../../kit/clock.ts';

/** What is told. Each collapses with the ones of its kind about the same thing, and is stale after its own time. */
export type NewsKind = 'moving' | 'arrived' | 'ask' | 'trouble' | 'reply' | 'resolved' | 'account' | 'promotion';

export const newsRules: Readonly<
  Record<NewsKind, { readonly ttlMs: number; readonly urgency: 'normal' | 'high'; readonly calls: boolean }>
> = {
  moving: { ttlMs: hours(12), urgency: 'high', calls: false },
  arrived: { ttlMs: hours(24), urgency: 'high', calls: true },
  ask: { ttlMs: hours(24), urgency: 'normal', calls: true },
  trouble: { ttlMs: hours(24), urgency: 'normal', calls: false },
  reply: { ttlMs: hours(72), urgency: 'high', calls: true },
  resolved: { ttlMs: hours(72), urgency: 'normal', calls: true },
  account: { ttlMs: hours(24), urgency: 'normal', calls: false },
  promotion: { ttlMs: hours(12), urgency: 'normal', calls: false },
};

export interface News {
  readonly kind: NewsKind;
  /** What it is about: one lasting name for all news that replace each other. */
  readonly about: string;
  /** The occurrence, by which an answer given twice is known. */
  readonly occurrence: string;
  readonly title: string;
  readonly line: string;
  readonly link: string;
  /** The merchant's id, where it can be answered from the notification. */
  readonly askAbout: string | null;
  /** Where a tap leads, below the origin. */
  readonly path: string;
  /** Where it leads instead, anywhere: of a promotion. */
  readonly url?: string | undefined;
  /** Whether the title says where the parcel is. */
  readonly isHeadline: boolean;
}

const bodyMaxBytes = 2_000;
const titleMaxLength = 120;
const lineMaxLength = 400;

export const bodyOf = (news: News, brand: Pick<Brand, 'origin' | 'settings'>, locale: string): string => {
  const m = messagesFor(locale, brand.settings.address).push;
  const { link } = news;
  const absolute = (path: string): string => brand.origin + path;
  const actionsOf = (shipmentId: string) => [
    { action: 'good', title: m.good, navigate: absolute(paths.proposal(link, shipmentId, 5)) },
    { action: 'bad', title: m.bad, navigate: absolute(paths.proposal(link, shipmentId, 2)) },
  ];
  const written = (line: string, { askAbout, path } = news): string =>
    JSON.stringify({
      web_push: 8030,
      notification: {
        title: clipped(news.title, titleMaxLength),
        body: line,
        lang: locale,
        dir: direction(locale),
        tag: topicOf(news),
        navigate: news.url ?? absolute(path),
        icon: absolute(paths.newsIcon),
        badge: absolute(paths.newsBadge),
        ...(askAbout === null ? {} : { actions: actionsOf(askAbout) }),
        data: {
          link,
          shipmentId: askAbout,
          id: shortHash(news.occurrence),
          headline: news.isHeadline ? news.title : null,
        },
      },
      ...(newsRules[news.kind].calls ? { app_badge: 1 } : {}),
    });
  for (let length = lineMaxLength; length > 20; length = Math.floor(length / 2)) {
    const body = written(clipped(news.line, length));
    if (Buffer.byteLength(body) <= bodyMaxBytes) return body;
  }
  // A merchant's id may be long and is in every address: then the notification only leads to the page.
  return written(clipped(news.line, 60), { ...news, askAbout: null, path: paths.tracking(link) });
};

const clipped = (text: string, max: number): string => {
  const signs = [...text];
  return signs.length <= max
    ? text
    : `${signs
        .slice(0, Math.max(0, max - 1))
        .join('')
        .trimEnd()}…`;
};

const shortHash = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 24);

const groups: Partial<Record<NewsKind, string>> = {
  reply: 'case',
  resolved: 'case',
  account: 'account',
  promotion: 'promotion',
};

/** At most 32 characters of base64url (RFC 8030 §5.4); says nothing to the push service of what it is about. */
export const topicOf = ({ kind, about }: Pick<News, 'kind' | 'about'>): string => {
  // Where a parcel is replaces where it was, whatever kind of news either is.
  return shortHash(`${groups[kind] ?? 'parcel'} ${about}`);
};
