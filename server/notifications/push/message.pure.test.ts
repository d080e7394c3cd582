import { describe, expect, test } from 'vitest';
import { brandSettings } from '../../brands/settings.ts';
import { bodyOf, type News, topicOf } from './message.ts';

const brand = { origin: 'https://track.example', settings: brandSettings.parse({}) };
const news: News = {
  kind: 'ask',
  about: 'shipment-1',
  occurrence: 'ask 1',
  title: 'Wie war es?',
  line: 'Heute um 10:24 angekommen. Ist alles, wie es sein soll?',
  link: 'a'.repeat(48),
  askAbout: 's-1',
  path: '/t/x#ask-s-1',
  isHeadline: false,
};

describe('a push message', () => {
  test('ok: it has the declarative shape, with both answers leading somewhere without a worker', () => {
    expect(JSON.parse(bodyOf(news, brand, 'de'))).toMatchObject({
      web_push: 8030,
      app_badge: 1,
      notification: {
        title: 'Wie war es?',
        navigate: 'https://track.example/t/x#ask-s-1',
        lang: 'de',
        dir: 'ltr',
        tag: topicOf(news),
        actions: [
          {
            action: 'good',
            title: 'Alles gut',
            navigate: `https://track.example/t/${news.link}?score=5&parcel=s-1#ask-s-1`,
          },
          { action: 'bad', title: 'Nicht gut' },
        ],
        data: { link: news.link, shipmentId: 's-1', headline: null },
      },
    });
  });

  test('ok: it stays below 2 kB, whatever is in it, in any script', () => {
    const long = { ...news, title: 'أ'.repeat(500), line: '😞'.repeat(2000), askAbout: 'ß'.repeat(40) };
    expect(Buffer.byteLength(bodyOf(long, brand, 'ar'))).toBeLessThanOrEqual(2_000);
  });

  test('ok: a topic is at most 32 characters of base64url; news of one parcel replace each other, a case does not', () => {
    expect(topicOf(news)).toMatch(/^[A-Za-z0-9_-]{1,32}$/);
    expect(topicOf({ ...news, kind: 'moving' })).toBe(topicOf(news));
    expect(topicOf({ ...news, kind: 'reply' })).not.toBe(topicOf(news));
    expect(topicOf({ ...news, about: 'shipment-2' })).not.toBe(topicOf(news));
  });
});
