import { describe, expect, it } from 'vitest';
import { testApp } from '../testing/httpApp.ts';
import { refuseCrossSite } from './csrf.ts';

const app = testApp()
  .use(refuseCrossSite)
  .all('/desk', (c) => c.text('done'));
const own = 'https://track.example.com';

const post = async (headers: Record<string, string>, method = 'POST') =>
  (await app.request('/desk', { method, headers })).status;

describe('cross-site requests', () => {
  it.each([
    ['our own page, by its origin', { origin: own }],
    ['our own page, by both', { origin: own, 'sec-fetch-site': 'same-origin' }],
    ['our own no-referrer page, whose forms say null', { origin: 'null', 'sec-fetch-site': 'same-origin' }],
  ])('ok: %s', async (_, headers) => {
    expect(await post(headers)).toBe(200);
  });

  it('ok: what changes nothing may come from anywhere', async () => {
    for (const method of ['GET', 'HEAD', 'OPTIONS']) {
      expect(await post({ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, method)).toBe(200);
    }
  });

  it.each<[string, Record<string, string>]>([
    ['a form of another site', { origin: 'https://evil.example', 'content-type': 'application/x-www-form-urlencoded' }],
    ['JSON of another site', { origin: 'https://evil.example', 'content-type': 'application/json' }],
    ['a missing Origin', {}],
    ['a null Origin', { origin: 'null' }],
    ['a null Origin from a sandbox', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
    ['a sibling subdomain', { origin: 'https://shop.example.com', 'sec-fetch-site': 'same-site' }],
    ['an address bar that posts', { 'sec-fetch-site': 'none' }],
    ['our host over http', { origin: 'http://track.example.com' }],
    ['our host on another port', { origin: `${own}:8443` }],
    ['our host as a prefix', { origin: `${own}.evil.example` }],
    ['two that contradict each other', { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }],
    ['a Host that agrees with the wrong Origin', { origin: 'https://evil.example', host: 'evil.example' }],
  ])('refuses S14: %s', async (_, headers) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) expect(await post(headers, method)).toBe(403);
  });
});
