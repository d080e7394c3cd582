/** A form that was sent and does not fit: what was typed goes back into its fields, and the first at fault is focused. */
import type { AstroGlobal } from 'astro';
import type { Draft } from '../../server/http/draft.ts';

export interface FormState {
  /** What was typed, or else what is known. */
  value(name: string, known: string | null): string;
  /** A choice among others: which of them was made. */
  isFaulty(name: string): boolean;
  /** What a field says of itself to whoever cannot see the words beside it. `id` of those words is the field's and `-fault`. */
  marks(name: string, id: string, hint?: string): Marks;
  readonly draft: Draft | null;
}

export interface Marks {
  readonly 'aria-invalid': 'true' | undefined;
  readonly 'aria-describedby': string | undefined;
  readonly autofocus: boolean;
}

/** What was typed into a form of this page that does not fit; the page is answered as what it says then. */
export function draftOf({ locals, response }: Pick<AstroGlobal, 'locals' | 'response'>): Draft | null {
  const { draft } = locals;
  if (draft === null) return null;
  response.status = draft.status ?? 422;
  if (draft.retryAfterSeconds !== undefined) response.headers.set('Retry-After', String(draft.retryAfterSeconds));
  return draft;
}

/** @param form which form of the page; the draft may be of another. @param order the fields as they stand in it */
export function stateOf(draft: Draft | null, form: string, order: readonly string[]): FormState {
  const mine = draft?.form === form ? draft : null;
  const faults = new Set(mine?.faults);
  const first = order.find((name) => faults.has(name));
  return {
    draft: mine,
    value: (name, known) => mine?.values[name] ?? known ?? '',
    isFaulty: (name) => faults.has(name),
    marks: (name, id, hint) => ({
      'aria-invalid': faults.has(name) ? 'true' : undefined,
      'aria-describedby': [faults.has(name) ? `${id}-fault` : null, hint].filter(Boolean).join(' ') || undefined,
      autofocus: name === first,
    }),
  };
}
