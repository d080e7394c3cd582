/**
 * The OpenAPI document as a page: read on our own origin, without a script, in the brand's colours. Drawn by hand
 * because the kept viewers are megabytes of script that fetch their fonts elsewhere.
 */
import { html } from 'hono/html';
import type { BrandView } from '../portalView.shared.ts';
import { chapters } from './docsChapters.ts';
import { example, type Html, prose, shell } from './docsMarkup.ts';
import { exampleOf, type Schema, schemaTree, typeWords } from './docsSchema.ts';
import type { OpenApiDocument } from './index.ts';

type Described = NonNullable<NonNullable<NonNullable<OpenApiDocument['paths']>[string]>['get']>;

const methods = ['get', 'put', 'post', 'delete'] as const;

interface Operation {
  readonly path: string;
  readonly method: (typeof methods)[number];
  readonly about: Described;
}

export const docsPage = (document: OpenApiDocument, brand: Pick<BrandView, 'name' | 'origin'>): Html => {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    methods.flatMap((method): Operation[] => {
      const about = item[method];
      return about ? [{ path, method, about }] : [];
    }),
  );
  const byTag = [...Map.groupBy(operations, ({ about }) => about.tags?.[0] ?? 'Other')];
  const base = `${brand.origin}/api/v1`;
  const written = chapters({ base, description: document.info.description ?? '' });
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${document.info.title} · ${brand.name}</title>
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/brand.css">
<link rel="stylesheet" href="/docs.css?v=${document.info.version}">
</head>
<body>
<a class="skip" href="#main">Skip to the first chapter</a>
<header class="head">
<p class="mark"><bdi>${brand.name}</bdi></p>
<p class="version">Version ${document.info.version} · <a href="/api/openapi.json">openapi.json</a></p>
</header>
<div class="columns">
<nav class="contents" aria-label="Contents"><details class="fold"><summary>Contents</summary>${contents(written, byTag)}</details>
<div class="beside">${contents(written, byTag)}</div></nav>
<main id="main" tabindex="-1">
<h1>${document.info.title}</h1>
${written.map(({ id, title, body }) => html`<section id="${id}" class="chapter"><h2>${title}</h2>${body}</section>`)}
${byTag.map(
  ([tag, list]) =>
    html`<section id="${idOf(tag)}" class="endpoints"><h2>${tag}</h2>${list.map((one) => operationArticle(one, document, base))}</section>`,
)}
</main>
</div>
</body>
</html>`;
};

const contents = (
  written: readonly { readonly id: string; readonly title: string }[],
  byTag: readonly (readonly [string, readonly Operation[]])[],
): Html =>
  html`<ul class="chapters">${written.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}</ul>
${byTag.map(
  ([tag, list]) =>
    html`<p class="tag"><a href="#${idOf(tag)}">${tag}</a></p><ul>${list.map(
      (one) => html`<li><a href="#${anchor(one)}">${methodMark(one)}<span>${breakable(one.path)}</span></a></li>`,
    )}</ul>`,
)}`;

const idOf = (tag: string): string => `tag-${tag.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;
const anchor = ({ path, method }: Operation): string => `${method}${path.replace(/[^a-z0-9]+/gi, '-')}`;
const methodMark = ({ method }: Operation): Html => html`<b class="method ${method}">${method.toUpperCase()}</b>`;
/** A long path may break behind a slash. */
const breakable = (path: string): Html =>
  html`${path.split(/(?<=\/)/).map((part, at) => (at === 0 ? part : html`<wbr>${part}`))}`;

const operationArticle = (one: Operation, document: OpenApiDocument, base: string): Html => {
  const { about, path, method } = one;
  const parameters = ((about.parameters ?? []) as readonly Parameter[]).filter(({ in: place }) => place !== 'header');
  const body = schemaOf(about.requestBody);
  const answer = schemaOf(about.responses?.['200']);
  const scope = about.security?.[0]?.key?.[0];
  return html`<article id="${anchor(one)}">
<div class="what">
<h3>${about.summary ?? path}</h3>
<p class="route">${methodMark(one)}<code>/api/v1${path}</code></p>
${about.description ? html`<p>${prose(about.description)}</p>` : ''}
${scope ? html`<p class="scope">Scope <code>${scope}</code></p>` : ''}
${parameters.length > 0 ? parameterTable(parameters) : ''}
${body ? html`<h4>Body</h4>${schemaTree(body, document)}` : ''}
${answer ? html`<details class="answer"><summary><h4>Answer</h4></summary>${schemaTree(answer, document)}</details>` : ''}
</div>
<div class="how">${shell('Request', curlOf({ method, url: base + sampleUrl(path, parameters), data: dataOf(about.requestBody, document) }))}
${answer ? example('200 OK', json(exampleOf(answer, document, 'all'))) : ''}</div>
</article>`;
};

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: Schema;
}

const parameterTable = (parameters: readonly Parameter[]): Html =>
  html`<h4>Parameters</h4><dl class="tree">${parameters.map(
    ({ name, in: place, required, description, schema }) =>
      html`<div><dt><code>${name}</code>${required ? html` <i>required</i>` : ''}</dt><dd><span class="type">${place} · ${typeWords(schema)}</span>${description ? html`<p>${prose(description)}</p>` : ''}</dd></div>`,
  )}</dl>`;

const sampleUrl = (path: string, parameters: readonly Parameter[]): string => {
  const asked = parameters.filter(({ in: place, required }) => place === 'query' && required);
  const query = asked.map(({ name }) => `${name}=${name === 'customer' ? 'c-1' : '1001'}`).join('&');
  const filled = path
    .replace('{id}', sampleIds.find(([prefix]) => path.startsWith(prefix))?.[1] ?? '1001')
    .replace('{changeId}', sampleOwnId)
    .replace('{code}', 'H7KQ2M9TXW4RC');
  return query === '' ? filled : `${filled}?${query}`;
};

const ndjson = 'application/x-ndjson';

/** What Doorstep itself names. */
const sampleOwnId = '0199a6f2-7c3e-7000-8000-0000000000aa';
const sampleIds: readonly (readonly [prefix: string, id: string])[] = [
  ['/customers', 'c-1'],
  ['/shipments', 's-1'],
  ['/webhooks', 'support'],
  ['/suppressions', 'complaint-7'],
  ['/alerts', sampleOwnId],
  ['/campaigns', 'spring-1'],
  ['/rewards', 'five-off'],
  ['/redemptions', 'r-1'],
];

const curlOf = (asked: { readonly method: string; readonly url: string; readonly data: readonly string[] }): string => {
  const { method, url, data } = asked;
  const lines = [
    method === 'get' ? `curl '${url}'` : `curl -X ${method.toUpperCase()} '${url}'`,
    `-H 'Authorization: Bearer dsk_…'`,
    ...data,
  ];
  return lines.join(' \\\n  ');
};

/** What is sent along, as `curl` is told it: a body, or lines for the one endpoint that reads them as they come. */
const dataOf = (requestBody: unknown, document: OpenApiDocument): readonly string[] => {
  const body = schemaOf(requestBody);
  if (body) return [`--json '${json(exampleOf(body, document, 'required'))}'`];
  const lines = schemaOf(requestBody, ndjson)?.example;
  return typeof lines === 'string' ? [`-H 'Content-Type: ${ndjson}'`, `--data-binary '${lines}'`] : [];
};

const json = (value: unknown): string => JSON.stringify(value, null, 2);

/** The JSON schema inside a request body or a response, whose types allow references that we never make. */
const schemaOf = (holder: unknown, type = 'application/json'): Schema | undefined =>
  (holder as { content?: Record<string, { schema?: Schema }> } | undefined)?.content?.[type]?.schema;
