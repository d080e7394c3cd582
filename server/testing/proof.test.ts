/**
 * What must hold under faults (F) and attacks (S), row by row. A row is proven by the tests that bear its number in their
 * names, `git grep -nw F16 -- '*.test.ts' '*.e2e.ts'`; this one fails when a row has none, and when a name bears a number
 * that is no row.
 */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const faults = {
  F1: 'kill -9 × 200 during ingest: every 2xx event present exactly once; integrity check ok',
  F2: 'kill -9 between send and mark: sent again within lease + 10 s, same idempotency key and push Topic',
  F3: 'the same webhook × 50 at once: one effect, 50 × 2xx',
  F4: 'all 720 orders of 6 tracking events: identical final state; never back from delivered',
  F5: 'an event 24 h late: timeline corrected, no stale notification',
  F6: 'same Idempotency-Key, other body: 409',
  F7: 'a fault in mid-transaction: nothing written, retry succeeds',
  F8: 'clock ± 5 min: signatures accepted within tolerance; ± 1 day refused and reported',
  F9: 'clock jumps back 1 h: no double expiry, no stolen lease',
  F10: 'DST gap and overlap in New York, Berlin, Lord Howe, Chatham: points expire once, at the end of the programme’s local day',
  F11: 'earned on 29 February or the 31st: month arithmetic as documented, property-tested',
  F12: 'expiry races redemption: exactly one wins',
  F13: 'disk full (PRAGMA max_page_count): 503, never 2xx; reads go on; recovers without restart',
  F14: 'an outside writer holds the SQLite lock for 10 s: event loop p99 < 200 ms; bounded retry, then 503',
  F15: 'a long read: the WAL stays bounded, checkpoint resumes',
  F16: 'PostgreSQL backend terminated in mid-commit: outcome resolved by id, no duplicate',
  F17: 'PostgreSQL away for 30 s: readiness fails, liveness ok, the backlog drains',
  F18: 'pool exhausted: 503 within 2 s, no deadlock',
  F19: 'two nodes, 10,000 outbox messages: each delivered once at the sink',
  F20: 'a paused worker (SIGSTOP) outlives its lease: fencing refuses its late write',
  F21: 'push 404/410: subscription removed, no retry',
  F22: 'push 429 with Retry-After, 503: honoured, jittered, breaker per origin',
  F23: 'push black hole: abort ≤ 10 s, other origins unaffected',
  F24: 'push 413 or 401: no retry, operator told',
  F25: 'SMTP down for 6 h (simulated clock): nothing lost, one mail each afterwards',
  F26: 'poison message: dead letter after N, the others keep their p95, replay by hand works',
  F27: '1 MB comment, emoji joiners, RTL, NUL: capped with 413/422, else stored without loss',
  F28: 'malformed, deep or duplicate-key JSON: 400, no crash',
  F29: '10,000 event-stream clients, then a restart: ≤ 600 MB, jittered reconnect, Last-Event-ID leaves no gap',
  F30: 'a stuck stream reader: cut at the buffer cap',
  F31: 'restart with 100,000 outbox messages: ready in 5 s, drains by priority, alerts first',
  F32: 'SIGTERM: stop accepting, drain ≤ 25 s, exit 0',
  F33: 'killed during each migration statement: the next start completes it or finds it unchanged',
  F34: 'two nodes migrate together: one runs',
  F35: 'backup under 500 writes/s, restored elsewhere: integrity ok, invariants hold',
  F36: 'the previous release on the new schema: no error',
  F37: 'a rejected background promise: logged, counted, the process restarts cleanly',
  F38: 'negative sentiment commits during a running campaign: no promotion is sent after the commit; one alert',
  F39: 'the support endpoint is down for 24 h: the alert arrives once, its age visible',
  F40: 'a webhook never came: reconciliation heals within 15 min where the source can be polled',
} as const;

const attacks = {
  S1: 'another shopper’s order, subscription or ledger id: 404, same body, same timing class',
  S2: 'brand A’s session or key on brand B: 404 on every route (a generated matrix over the route table)',
  S3: 'a tracking link used to redeem or change: 401 step-up',
  S4: 'every public response serialised: no e-mail, phone, full address, cost or internal note',
  S5: 'extra fields (points, tier, brandId): 422',
  S6: '1,000 guesses from one address and from 100: throttled per address, per order, globally; identical answers',
  S7: 'known and unknown e-mail at sign-in: same status, length, time ± 10 %',
  S8: '10 wrong codes: dead; the real shopper can ask anew; no lock-out',
  S9: 'a code replayed, or used in another browser: refused',
  S10: 'a mail scanner’s GET/HEAD on a link: consumes nothing',
  S11: 'a poisoned Host when asking for a link: the mail shows the configured origin',
  S12: 'spoofed X-Forwarded-For × 100: the limiter is not fooled',
  S13: 'session fixation: the id changes at step-up, the old one is dead',
  S14: 'cross-site form and JSON POST, missing or null Origin: 403',
  S15: 'framing: refused',
  S16: '<script>, javascript:, </script> in carrier text, names, comments: inert in HTML, island props, mail, push, CSV, desk',
  S17: 'the CSP report collector is empty over the whole browser run; an injected inline script is blocked',
  S18: 'malicious brand SVG, CSS or URL: refused or cleaned',
  S19: 'push endpoint at http, localhost, 10/8, 169.254/16, [::ffff:127.0.0.1], odd ports: 422; allow-list of push hosts (checked by parsing only; nothing is dialled)',
  S20: 'merchant webhook URL: the same, and DNS rebinding: checked at connect, address pinned',
  S21: 'a webhook answered with a redirect inward: not followed, counted as failed',
  S22: 'a webhook answered with an endless body: cut at 64 kB',
  S23: 'inbound signature one bit off, wrong length, missing, not base64: 401, no exception',
  S24: 'replay after 6 min, re-serialised body: 401 where the scheme carries a time, else deduplicated',
  S25: 'secret rotation: both valid in the window, the old one refused after',
  S26: '100 parallel redemptions of one balance: exactly balance ÷ price succeed, on both engines',
  S27: 'negative, fractional, 2^53, NaN amounts: 422',
  S28: 'refund after redemption: taken back by policy, balance reconciles',
  S29: 'self-referral by plus-address, same address, device or payment hash: held, not paid',
  S30: 'referral reward before the return window: pending only',
  S31: 'referral codes brute-forced: ≥ 60 bits or limited',
  S32: 'chunked body over the limit: 413, the handler never runs',
  S33: '//desk, %2fdesk, double-encoded, trailing slash: same verdict',
  S34: 'x-astro-path, x-forwarded-* fuzzed: no change of route',
  S35: 'CORS with credentials from an evil origin: no header back',
  S36: 'link page: Referrer-Policy: no-referrer, no third-party request, the link is absent from logs',
  S37: 'signed-in pages no-store; caches and IndexedDB empty after sign-out, offline too',
  S38: 'a revoked session’s event stream ends within 5 s; connections capped per link and address',
  S39: 'slow headers, 1,000 headers: bounded',
  S40: 'a corpus of hostile tracking numbers: recognition < 10 ms',
  S41: 'CSV cells starting = + - @ tab: neutralised. CRLF in names: no extra mail header',
  S42: 'personal-data export: every table with the subject, own data only, behind step-up',
  S43: 'erase: no identifier left in database, outbox, logs; the ledger stays balanced under a pseudonym; reapplied after a restore',
  S44: 'a database dump holds no usable API key, session, code or webhook secret',
  S45: 'error pages: no stack, version or SQL. /metrics and /api/docs follow their access setting',
  S46: 'npm audit --omit=dev clean; lock file enforced; SBOM written',
} as const;

const rows = { ...faults, ...attacks };
type Row = keyof typeof rows;

/** What the tests of a row leave to something else, and why. A row without any test belongs here as well. */
const shownElsewhere: Partial<Record<Row, string>> = {
  F1: 'ten kills a run: two hundred take minutes, and are the same once more',
  F19: '200 messages: 10,000 take longer and show the same',
  F29: '100 pages: 10,000 and their memory are `npm run bench -- live 10000`',
  F31: 'the order in which the backlog drains: how soon a start is ready with 100,000 messages is no question of right or wrong, and depends on the machine',
  F35: 'as many writes a second as the machine manages: how many those are is `npm run bench`',
  S1: 'the timing class is what the store does for each id, statement by statement, as a measured time proves nothing on a busy machine',
  S17: 'that the collector stays empty is looked at when any browser test closes its stage',
  S46: 'known vulnerabilities are asked for by `.ci/run`, as a registry that answers is needed',
};

const root = fileURLToPath(new URL('../..', import.meta.url));
const files = globSync(['{server,db,site}/**/*.test.ts', 'site/e2e/**/*.e2e.ts'], { cwd: root });

/** A name is the first of what `test`, `it`, `describe` or what `each` made of them is called with. */
const names = /\(\s*(['`])((?:\\.|(?!\1)[^\\])*?)\1,/g;
/** S10 is also how the world's posts call their numbers. */
const speaksOfPosts = /^server\/shipments\/recognition\//;

const named = new Map<string, string[]>();
for (const file of files) {
  for (const [, , name = ''] of readFileSync(`${root}/${file}`, 'utf8').matchAll(names)) {
    for (const [row] of name.matchAll(/\b[FS]\d+\b/g)) {
      if (row === 'S10' && speaksOfPosts.test(file)) continue;
      named.set(row, [...(named.get(row) ?? []), `${file}: ${name}`]);
    }
  }
}

test('ok: the rows are F1 to F40 and S1 to S46', () => {
  const numbers = (letter: string, count: number) => Array.from({ length: count }, (_, at) => `${letter}${at + 1}`);
  expect(Object.keys(rows)).toEqual([...numbers('F', 40), ...numbers('S', 46)]);
});

test('ok: every row is proven by a test that bears its number, or it is said here why not', () => {
  expect(Object.keys(rows).filter((row) => !named.has(row) && !(row in shownElsewhere))).toEqual([]);
});

test('refuses a number that is no row: a row that was struck out, or a slip', () => {
  expect([...named].filter(([row]) => !(row in rows))).toEqual([]);
});
