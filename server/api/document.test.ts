/** The OpenAPI document: whole, consistent, and with nothing in it that is ours alone. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scopes } from '../auth/index.ts';
import { openTestHouse, type TestHouse } from '../testing/house.ts';

// biome-ignore lint/suspicious/noExplicitAny: a JSON document, walked over.
type Json = any;

let home: TestHouse;
let document: Json;
beforeAll(async () => {
  home = await openTestHouse();
  const shop = await home.addBrand();
  ({ body: document } = await shop.ask('/api/openapi.json'));
});
afterAll(() => home.close());

/** Every object in the document with the path that leads to it. */
function* walk(value: Json, at = '#'): Generator<readonly [string, Json]> {
  if (typeof value !== 'object' || value === null) return;
  yield [at, value];
  for (const [key, inner] of Object.entries(value)) yield* walk(inner, `${at}/${key}`);
}
const operations = (): readonly (readonly [string, string, Json])[] =>
  Object.entries<Json>(document.paths).flatMap(([path, item]) =>
    Object.entries<Json>(item).map(([method, operation]) => [method, path, operation] as const),
  );

const isStream = ({ requestBody }: Json): boolean => requestBody?.content['application/x-ndjson'] !== undefined;

/** The words that JSON Schema 2020-12 and OpenAPI 3.1 have for a schema, as far as ours go. */
const schemaWords = new Set(
  'type format enum const properties required additionalProperties items anyOf oneOf allOf not minimum maximum exclusiveMinimum exclusiveMaximum minLength maxLength pattern minItems maxItems uniqueItems description example examples default title $ref propertyNames'.split(
    ' ',
  ),
);
const types = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'];

function* schemas(value: Json, at: string): Generator<readonly [string, Json]> {
  if (typeof value !== 'object' || value === null) return;
  yield [at, value];
  for (const [name, inner] of Object.entries<Json>(value.properties ?? {})) yield* schemas(inner, `${at}.${name}`);
  for (const word of ['items', 'additionalProperties', 'not']) yield* schemas(value[word], `${at}.${word}`);
  for (const word of ['anyOf', 'oneOf', 'allOf'])
    for (const inner of value[word] ?? []) yield* schemas(inner, `${at}.${word}`);
}
const allSchemas = (): readonly (readonly [string, Json])[] => {
  const roots: (readonly [string, Json])[] = Object.entries<Json>(document.components.schemas);
  for (const [at, value] of walk(document.paths)) if ('schema' in value) roots.push([at, value.schema]);
  return roots.flatMap(([at, root]) => [...schemas(root, at)]);
};

describe('the OpenAPI document', () => {
  test('ok: is 3.1 with what every operation must have', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(document.info).toMatchObject({ title: expect.any(String), version: expect.stringMatching(/^\d+\.\d+/) });
    const names = new Set<string>();
    for (const [method, path, operation] of operations()) {
      const name = `${method} ${path}`;
      expect(names.has(name)).toBe(false);
      names.add(name);
      expect(operation, name).toMatchObject({ summary: expect.any(String), tags: [expect.any(String)] });
      const [scope] = operation.security[0].key;
      expect(scopes, name).toContain(scope);
      for (const status of ['200', '401', '403', '404', '422', '503'])
        expect(operation.responses, name).toHaveProperty(status);
      for (const [status, response] of Object.entries<Json>(operation.responses)) {
        expect(response.description, name).toEqual(expect.any(String));
        const answered = isStream(operation) ? 'application/x-ndjson' : 'application/json';
        const type = status === '200' ? answered : 'application/problem+json';
        expect(Object.keys(response.content), `${name} ${status}`).toEqual([type]);
      }
    }
  });

  test('ok: every path parameter is declared, required, and nothing else is', () => {
    for (const [method, path, operation] of operations()) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const declared = (operation.parameters ?? []).filter((one: Json) => one.in === 'path');
      expect(
        declared.map((one: Json) => one.name),
        `${method} ${path}`,
      ).toEqual(inPath);
      for (const parameter of declared) expect(parameter.required).toBe(true);
      // A stream is no one request that could be answered again.
      if (method !== 'get' && !isStream(operation))
        expect(operation.parameters.map((one: Json) => one.name)).toContain('Idempotency-Key');
    }
  });

  test('ok: every reference leads somewhere, and every component is referred to', () => {
    const used = new Set<string>();
    for (const [, value] of walk(document)) {
      if (typeof value.$ref !== 'string') continue;
      const found = value.$ref
        .split('/')
        .slice(1)
        .reduce((at: Json, part: string) => at?.[part], document);
      expect(found, value.$ref).toBeDefined();
      used.add(value.$ref.split('/').at(-1));
    }
    expect([...used].sort()).toEqual(Object.keys(document.components.schemas).sort());
  });

  test('ok: every schema is one of JSON Schema 2020-12', () => {
    for (const [at, schema] of allSchemas()) {
      for (const word of Object.keys(schema)) expect(schemaWords, `${at}: ${word}`).toContain(word);
      for (const type of [schema.type ?? []].flat()) expect(types, at).toContain(type);
      // Words of OpenAPI 3.0 that 3.1 no longer knows.
      expect(schema, at).not.toHaveProperty('nullable');
      expect(typeof schema.exclusiveMinimum, at).not.toBe('boolean');
      for (const name of schema.required ?? []) expect(schema.properties, `${at}.${name}`).toHaveProperty([name]);
      if (schema.pattern !== undefined) expect(() => new RegExp(schema.pattern, 'u'), at).not.toThrow();
    }
  });

  test('ok: what is sent in takes no field that it does not name', () => {
    for (const [method, path, operation] of operations()) {
      const { requestBody } = operation;
      // What else stands in a line of a stream comes back with it.
      if (requestBody === undefined || isStream(operation)) continue;
      const { schema } = requestBody.content['application/json'];
      const own = schema.$ref ? document.components.schemas[schema.$ref.split('/').at(-1)] : schema;
      for (const [at, inner] of schemas(own, `${method} ${path}`)) {
        // Words by locale have any locale for a name, and a schema of their own for each.
        const isRecord = typeof inner.additionalProperties === 'object';
        if (inner.type === 'object' && !isRecord) expect(inner.additionalProperties, at).toBe(false);
      }
    }
  });

  test('S4 ok: names no field that is ours alone', () => {
    const internal =
      /^(brandId|emailKey|trackingKey|linkVersion|sourceUpdatedAt|identity|subject|hash|sealed\w*|fence|alertEntries)$/;
    for (const [at, schema] of allSchemas()) {
      for (const name of Object.keys(schema.properties ?? {})) expect(name, at).not.toMatch(internal);
    }
  });

  test('ok: the docs page has every operation and no script', async () => {
    const shop = await home.addBrand();
    const page = await shop.ask('/api/docs');
    expect(page.status).toBe(200);
    for (const [, path] of operations()) expect(page.text).toContain(`/api/v1${path}`);
    // Examples name addresses; nothing may be loaded from them.
    expect(page.text).not.toMatch(/<script|javascript:|(?:src|<link[^>]* href)=["']?https?:/);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
  });

  test('ok: every request on the docs page can be sent as it stands', async () => {
    const shop = await home.addBrand({ locales: ['de', 'en'], loyalty: {} });
    const { text } = await shop.ask('/api/docs');
    const blocks = [...text.matchAll(/<pre><code>(curl .*?)<\/code><\/pre>/gs)].map(([, code = '']) =>
      code.replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
    );
    expect(blocks.length).toBeGreaterThan(operations().length);
    for (const block of blocks) {
      const [, method = 'GET', path = ''] = /^curl(?: -X (\w+))? '[^']*?\/api\/v1\/([^']*)'/.exec(block) ?? [];
      const [, form = '', data] = /--(json|data-binary) '([^']*)'/.exec(block) ?? [];
      const named = [...block.matchAll(/-H '([^:]+): ([^']*)'/g)].map(([, name = '', value = '']) => [name, value]);
      const headers = {
        ...(form === 'json' ? { 'content-type': 'application/json' } : {}),
        ...Object.fromEntries(named),
        Authorization: `Bearer ${shop.key}`,
      };
      const answer = await shop.ask(`/api/v1/${path}`, { method, body: data, headers });
      // What it is about may be missing here, or not far enough; the request itself is to be understood.
      expect([200, 404, 409], `${block}\n${answer.text}`).toContain(answer.status);
      expect(answer.text, block).not.toContain('The route was not found');
      expect(path, block).not.toMatch(/[{}]/);
    }
  });
});
