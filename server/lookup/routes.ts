/**
 * What the look-up page sends. There is one answer to everybody, given no sooner whether or not a mail was written, and
 * limits count what was typed, never what was found.
 */
import { Hono } from 'hono';
import { StoreUnavailable } from '../../db/store.ts';
import { paths } from '../../site/lib/paths.ts';
import { addressBlock } from '../http/clientAddress.ts';
import type { HttpContext, HttpEnv } from '../http/context.ts';
import { refuseCrossSite } from '../http/csrf.ts';
import { type Draft, type Redraw, valuesOf } from '../http/draft.ts';
import { readForm, textIn } from '../http/formBody.ts';
import { unavailableForSeconds } from '../http/problem.ts';
import { createLimiter } from '../http/rateLimit.ts';
import { answerNoSoonerThan } from '../http/steadyAnswer.ts';
import { hours, minutes } from '../kit/clock.ts';
import type { Perform } from '../work.ts';
import { askForLink, plainNumber, type SendLink } from './lookup.ts';

export interface LookupRouteParts {
  readonly perform: Perform;
  readonly sendLink: SendLink;
  readonly redraw: Redraw;
  readonly steadyMs?: number | undefined;
}

/** Longer than rendering and enqueueing the mail takes, which happens only when an order fits. */
const usualSteadyMs = 400;

export const lookupRoutes = (parts: LookupRouteParts): Hono<HttpEnv> => {
  const { perform, sendLink, redraw, steadyMs = usualSteadyMs } = parts;
  const takeOfAddress = createLimiter({ limit: 20, windowMs: minutes(10) });
  const takeOfOrder = createLimiter({ limit: 5, windowMs: hours(1) });
  const takeOfBrand = createLimiter({ limit: 300, windowMs: minutes(10) });

  /** @returns the seconds to wait; 0 when the ask may go on */
  const wait = (c: HttpContext, number: string): number =>
    takeOfAddress(addressBlock(c.var.clientAddress)) ||
    takeOfOrder(`${c.var.brand.id} ${number}`) ||
    takeOfBrand(c.var.brand.id);

  return new Hono<HttpEnv>().post(paths.find, answerNoSoonerThan(steadyMs), refuseCrossSite, async (c) => {
    const form = await readForm(c);
    const [number, proof] = [textIn(form, 'number'), textIn(form, 'proof')];
    const again = (why: Pick<Draft, 'faults'> & Partial<Draft>): Promise<Response> =>
      redraw(c, paths.find, { form: 'find', values: valuesOf(form), ...why });
    const missing = [...(plainNumber(number) === '' ? ['number'] : []), ...(proof.trim() === '' ? ['proof'] : [])];
    if (missing.length > 0) return again({ faults: missing });
    const retryAfterSeconds = wait(c, plainNumber(number));
    if (retryAfterSeconds > 0) return again({ faults: [], why: 'often', status: 429, retryAfterSeconds });
    try {
      await perform((work) => askForLink(work, { brandId: c.var.brand.id, number, proof }, sendLink));
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      return again({ faults: [], why: 'unavailable', status: 503, retryAfterSeconds: unavailableForSeconds });
    }
    return c.redirect(`${paths.find}?step=sent`, 303);
  });
};
