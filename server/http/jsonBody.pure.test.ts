import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testApp } from '../testing/httpApp.ts';
import { parseStrictJson, strictJsonBody } from './jsonBody.ts';

const parse = (text: string) => parseStrictJson(Buffer.from(text));
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

describe('strict JSON', () => {
  it('ok: reads what JSON.stringify wrote', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 20 }), (value) => {
        const text = JSON.stringify(value);
        expect(parse(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('ok F27: emoji joiners, RTL and NUL arrive without loss', () => {
    for (const text of ['👩‍👩‍👧', 'شكراً 🌸', 'a\u0000b', '\\"{[,:'])
      expect(parse(JSON.stringify({ text }))).toEqual({ text });
    expect(parse('{"a":"\\ud83d\\ude00"}')).toEqual({ a: '😀' });
  });

  it('ok: the same key in different objects, and as a value', () => {
    expect(parse('[{"a":{"a":"a"}},{"a":["a","a"]},"a"]')).toHaveLength(3);
    expect(parse(nested(32))).toHaveLength(1);
  });

  it.each([
    ['', 'is not JSON'],
    ['{"a":1', 'is not JSON'],
    ["{'a':1}", 'is not JSON'],
    ['{"a":NaN}', 'is not JSON'],
    [nested(33), 'is nested deeper than 32'],
    [nested(200_000), 'is nested deeper than 32'],
    ['{"a":'.repeat(50_000), 'is not JSON'],
    ['{"score":5,"score":1}', 'has the key "score" twice'],
    ['{"score":5, "\\u0073core" : 1}', 'has the key "score" twice'],
    ['[{"x":{"a":[],"b":{},"a":null}}]', 'has the key "a" twice'],
    ['{"a":"\\ud83d"}', 'holds half of a surrogate pair'],
    ['{"\\udc00":1}', 'holds half of a surrogate pair'],
  ])('refuses F28: %.40s', (text, why) => {
    expect(() => parse(text)).toThrow(why);
  });

  it('refuses F28: bytes that are no UTF-8', () => {
    expect(() => parseStrictJson(Buffer.from([0x22, 0xff, 0x22]))).toThrow('is not UTF-8');
  });
});

describe('strictJsonBody', () => {
  const app = testApp()
    .use(strictJsonBody)
    .all('/', async (c) => c.text(await c.req.text()));
  const put = (body: string, type: string | null = 'application/json') =>
    app.request('/', {
      method: 'PUT',
      body: Buffer.from(body),
      headers: type === null ? {} : { 'Content-Type': type },
    });

  it('ok: hands on what is strict JSON, and the empty body', async () => {
    expect(await (await put('{"a":1}')).text()).toBe('{"a":1}');
    expect((await put('{}', 'application/merge-patch+json; charset=utf-8')).status).toBe(200);
    expect((await app.request('/', { method: 'PUT' })).status).toBe(200);
    expect((await app.request('/')).status).toBe(200);
  });

  it('refuses F28: malformed, deep and ambiguous bodies with 400', async () => {
    for (const body of ['{', nested(100), '{"a":1,"a":2}']) {
      const response = await put(body);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ code: 'malformed' });
    }
  });

  it('refuses a body that says to be something else, or nothing', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', null]) {
      expect((await put('{}', type)).status).toBe(415);
    }
  });
});
