/**
 * A form that does not fit comes back as it was sent: its page is drawn again, with everything that was typed in its
 * place and each fault beside its field. Nothing of it goes through a URL or a cookie.
 */
import type { HttpContext } from './context.ts';

export interface Draft {
  /** Which form of the page it is of. */
  readonly form: string;
  readonly values: Readonly<Record<string, string>>;
  /** The names of the fields that do not fit. */
  readonly faults: readonly string[];
  /** Why, in a word that the page has a sentence for, where the field alone does not say it. */
  readonly why?: string | undefined;
  /** What the page is answered with where it is not the fields that are at fault; 422 unless given. */
  readonly status?: 429 | 503 | undefined;
  /** When another try makes sense. */
  readonly retryAfterSeconds?: number | undefined;
}

/** Answers with the page at `path`, drawn around what was sent. */
export type Redraw = (c: HttpContext, path: string, draft: Draft) => Promise<Response>;

/** Every field of a form that holds text; what several boxes of one name say, with a space between. */
export const valuesOf = (form: FormData): Draft['values'] =>
  Object.fromEntries(
    [...new Set(form.keys())].map((name) => [
      name,
      form
        .getAll(name)
        .filter((value) => typeof value === 'string')
        .join(' '),
    ]),
  );
