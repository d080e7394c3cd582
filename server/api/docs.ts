/**
 * The OpenAPI document as a page: read on our own origin, without a script, in the brand's colours. Drawn by hand
 * because the kept viewers are megabytes of script that fetch their fonts elsewhere.
 */
import { html, raw } from 'hono/html';
import type { BrandView } from '../portalView.shared.ts';
import type { OpenApiDocument } from './index.ts';

type Operation = NonNullable<NonNullable<NonNullable<OpenApiDocument['paths']>[string]>['get']>;

const methods = ['get', 'put', 'post', 'delete'] as const;

export const docsPage = (document: OpenApiDocument, brand: Pick<BrandView, 'name' | 'origin'>) => {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    methods.flatMap((method) => (item[method] ? [{ path, method, operation: item[method] as Operation }] : [])),
  );
  const byTag = Map.groupBy(operations, ({ operation }) => operation.tags?.[0] ?? 'Other');
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${document.info.title} · ${brand.name}</title>
<link rel="stylesheet" href="/brand.css">
<link rel="stylesheet" href="/docs.css">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
</head>
<body>
<header><h1>${document.info.title}</h1><p>Version ${document.info.version} · <a href="/api/openapi.json">openapi.json</a></p>
<p>${document.info.description ?? ''}</p>
<pre><code>curl ${brand.origin}/api/v1/alerts -H 'Authorization: Bearer dsk_…'</code></pre></header>
<div class="columns">
<nav aria-label="Contents">${[...byTag].map(
    ([tag, list]) =>
      html`<h2>${tag}</h2><ul>${list.map((one) => html`<li><a href="#${anchor(one)}"><b class="${one.method}">${one.method.toUpperCase()}</b> ${one.path}</a></li>`)}</ul>`,
  )}</nav>
<main>${[...byTag].map(
    ([tag, list]) => html`<section><h2>${tag}</h2>${list.map((one) => operationSection(one, document))}</section>`,
  )}</main>
</div>
</body>
</html>`;
};

const anchor = ({ path, method }: { path: string; method: string }): string =>
  `${method}${path.replace(/[^a-z0-9]+/gi, '-')}`;

const operationSection = (one: { path: string; method: string; operation: Operation }, document: OpenApiDocument) => {
  const { operation } = one;
  const parameters = (operation.parameters ?? []) as readonly Parameter[];
  const body = schemaOf(operation.requestBody);
  const answer = schemaOf(operation.responses?.['200']);
  const scope = operation.security?.[0]?.key?.[0];
  return html`<article id="${anchor(one)}">
<h3><b class="${one.method}">${one.method.toUpperCase()}</b> <code>/api/v1${one.path}</code></h3>
<p class="summary">${operation.summary ?? ''}</p>
${operation.description ? html`<p>${operation.description}</p>` : ''}
${scope ? html`<p class="scope">Scope <code>${scope}</code></p>` : ''}
${
  parameters.length > 0
    ? html`<table><caption>Parameters</caption>${parameters.map(
        (parameter) =>
          html`<tr><th scope="row"><code>${parameter.name}</code></th><td>${parameter.in}${parameter.required ? ', required' : ''}</td><td>${typeWords(parameter.schema)}</td></tr>`,
      )}</table>`
    : ''
}
${body ? html`<details open><summary>Body</summary>${fields(body, document, 0)}</details>` : ''}
${answer ? html`<details><summary>Answer</summary>${fields(answer, document, 0)}</details>` : ''}
</article>`;
};

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: Schema;
}

/** The JSON schema inside a request body or a response, whose types allow references that we never make. */
const schemaOf = (holder: unknown): Schema | undefined =>
  (holder as { content?: Record<string, { schema?: Schema }> } | undefined)?.content?.['application/json']?.schema;

const resolved = (schema: Schema, document: OpenApiDocument): Schema => {
  const name = schema.$ref?.split('/').at(-1);
  const found = name === undefined ? undefined : (document.components?.schemas?.[name] as Schema | undefined);
  return found ?? schema;
};

const depthMax = 4;

const fields = (schema: Schema, document: OpenApiDocument, depth: number): ReturnType<typeof html> | string => {
  const own = resolved(schema, document);
  const of = own.items ? resolved(own.items, document) : own;
  const inner = of.anyOf?.map((one) => resolved(one, document)).find((one) => one.properties) ?? of;
  if (!inner.properties || depth === depthMax) return '';
  return html`<dl>${Object.entries(inner.properties).map(
    ([name, value]) =>
      html`<dt><code>${name}</code>${inner.required?.includes(name) ? raw(' <i>required</i>') : ''}</dt><dd>${typeWords(resolved(value, document))}${value.description ? ` · ${value.description}` : ''}${fields(value, document, depth + 1)}</dd>`,
  )}</dl>`;
};

const typeWords = (schema: Schema | undefined): string => {
  if (!schema) return '';
  if (schema.enum) return schema.enum.map(String).join(' · ');
  const union = schema.anyOf ?? schema.oneOf;
  if (union) return [...new Set(union.map(typeWords))].filter((word) => word !== '').join(' or ');
  const type = [schema.type ?? ''].flat().join(' or ');
  if (schema.items) return `list of ${typeWords(schema.items) || 'objects'}`;
  return schema.format ? `${type}, ${schema.format}` : type;
};
