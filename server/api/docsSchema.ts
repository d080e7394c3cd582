/** JSON schemas for readers: as a tree of fields whose depth is folded away, and as an example to copy. */
import { html } from 'hono/html';
import { type Html, prose } from './docsMarkup.ts';
import type { OpenApiDocument } from './index.ts';

export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly example?: unknown;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

/** No schema of ours is deeper; one that refers to itself would be. */
const depthMax = 5;

const resolved = (schema: Schema, document: OpenApiDocument): Schema => {
  const name = schema.$ref?.split('/').at(-1);
  const found = name === undefined ? undefined : (document.components?.schemas?.[name] as Schema | undefined);
  if (found) return found;
  const parts = schema.allOf?.map((part) => resolved(part, document));
  return parts
    ? {
        type: 'object',
        properties: Object.assign({}, ...parts.map((part) => part.properties ?? {})),
        required: parts.flatMap((part) => part.required ?? []),
      }
    : schema;
};

const unionOf = (schema: Schema): readonly Schema[] | undefined => schema.anyOf ?? schema.oneOf;

/** The object whose fields a value holds: itself, each item of a list, or the one alternative that has fields. */
const objectIn = (schema: Schema, document: OpenApiDocument): Schema | null => {
  const own = resolved(schema, document);
  const of = own.items ? resolved(own.items, document) : own;
  const object =
    unionOf(of)
      ?.map((one) => resolved(one, document))
      .find((one) => one.properties) ?? of;
  return object.properties ? object : null;
};

export const schemaTree = (schema: Schema, document: OpenApiDocument, depth = 0): Html | '' => {
  const object = objectIn(schema, document);
  if (!object?.properties || depth === depthMax) return '';
  return html`<dl class="tree">${Object.entries(object.properties).map(([name, field]) => {
    const inner = objectIn(field, document);
    const own = resolved(field, document);
    const description = field.description ?? own.description;
    const count = Object.keys(inner?.properties ?? {}).length;
    return html`<div><dt><code>${name}</code>${object.required?.includes(name) ? html` <i>required</i>` : ''}</dt><dd><span class="type">${typeWords(own, document)}</span>${
      description ? html`<p>${prose(description)}</p>` : ''
    }${
      inner
        ? html`<details><summary>${count === 1 ? 'one field' : `${count} fields`}<span class="hidden"> of ${name}</span></summary>${schemaTree(field, document, depth + 1)}</details>`
        : ''
    }</dd></div>`;
  })}</dl>`;
};

const formats: Readonly<Record<string, string>> = {
  'date-time': 'instant',
  date: 'day',
  email: 'e-mail address',
  uri: 'URL',
};

/** A type as it is said: `list of objects`, `day`, `one of delivered · problem`. */
export const typeWords = (schema: Schema | undefined, document?: OpenApiDocument): string => {
  if (!schema) return '';
  const own = document ? resolved(schema, document) : schema;
  if (own.const !== undefined) return String(own.const);
  if (own.enum) return `one of ${own.enum.map(String).join(' · ')}`;
  const union = unionOf(own);
  if (union) return [...new Set(union.map((one) => typeWords(one, document)))].filter(Boolean).join(' or ');
  if (own.items) {
    const of = typeWords(own.items, document);
    return `list of ${of === 'object' || of === '' ? 'objects' : of.startsWith('one of') ? of.slice(7) : `${of}s`}`;
  }
  const types = [own.type ?? ''].flat();
  return types
    .map((type) => (type === 'string' && own.format ? (formats[own.format] ?? own.format) : type))
    .join(' or ');
};

/** What a field of that name holds in the one order that all examples tell of. */
const samples: Readonly<Record<string, unknown>> = {
  number: '1001',
  orderNumber: '1001',
  orderId: '1001',
  customerId: 'c-1',
  shipmentId: 's-1',
  productId: 'p-1',
  itemId: 'i-1',
  name: 'Äthiopien Yirgacheffe',
  totalMinor: 2580,
  unitPriceMinor: 1290,
  amountMinor: 1290,
  quantity: 2,
  currency: 'EUR',
  score: 1,
  comment: 'The bag was torn.',
  url: 'https://shop.example/doorstep',
  link: 'https://track.example/t/…',
  trackingNumber: '00340434161094042557',
  carrier: 'DHL',
  city: 'Köln',
  countryCode: 'DE',
  email: 'naomi@example.com',
  locale: 'de',
  timeZone: 'Europe/Berlin',
  source: 'trustpilot',
  by: 'Mara',
};

/** Ids by what they are of. */
const idsIn: Readonly<Record<string, string>> = { 'customer.id': 'c-1', 'items.id': 'i-1', 'shipments.id': 's-1' };

/**
 * A value that fits the schema. `required` leaves out what may be left out; `all` shows every field, lists with one item.
 * Where fields depend on each other, which no schema says, the schema brings an example of its own.
 */
export const exampleOf = (
  schema: Schema,
  document: OpenApiDocument,
  which: 'required' | 'all',
  name = '',
  depth = 0,
): unknown => {
  const own = resolved(schema, document);
  if (own.const !== undefined) return own.const;
  if (typeof own.example === 'object') return own.example;
  const union = unionOf(own);
  if (union) {
    const first = union.find((one) => resolved(one, document).type !== 'null') ?? union[0];
    return first ? exampleOf(first, document, which, name, depth) : null;
  }
  if (own.enum) return own.enum[0];
  if (own.items) return depth >= 3 ? [] : [exampleOf(own.items, document, which, name, depth + 1)];
  if (own.properties) {
    const fields = Object.entries(own.properties).filter(
      ([field]) => (which === 'all' && depth < 2) || own.required?.includes(field),
    );
    return Object.fromEntries(
      fields.map(([field, of]) => [
        field,
        exampleOf(of, document, which, field === 'id' ? `${name}.id` : field, depth + 1),
      ]),
    );
  }
  return leafOf(own, name);
};

const leafOf = (own: Schema, name: string): unknown => {
  const type = [own.type ?? 'string'].flat().find((one) => one !== 'null');
  if (type === 'boolean') return own.default ?? false;
  if (type === 'object') return {};
  if (type === 'integer' || type === 'number') {
    const sample = samples[name];
    return typeof sample === 'number' ? sample : (own.minimum ?? 1);
  }
  if (own.format === 'date-time') return '2026-11-20T09:12:00Z';
  if (own.format === 'date') return '2026-11-24';
  const sample = samples[name];
  if (typeof sample === 'string') return sample;
  if (own.format === 'email') return 'naomi@example.com';
  if (own.format === 'uri') return 'https://shop.example';
  if (name.endsWith('.id')) return idsIn[name] ?? 'r-1';
  return typeof own.example === 'string' ? own.example : '…';
};
