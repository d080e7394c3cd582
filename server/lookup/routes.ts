/**
 * What the look-up page sends. There is one answer to everybody, given no sooner whether or not a mail was written, and
 * limits count what was typed, never what was found.
 */
import { Hono } from 'hono';
import { paths } from '../../site/lib/paths.ts';
import { addressBlock } from '../http/clientAddress.ts';
import type { HttpContext, HttpEnv } from '../http/context.ts';
import { refuseCrossSite } from '../http/csrf.ts';
import { readForm, textIn } from '../http/formBody.ts';
import { createLimiter } from '../http/rateLimit.ts';
import { answerNoSoonerThan } from '../http/steadyAnswer.ts';
import { hours, minutes } from '../kit/clock.ts';
import type { Perform } from '../work.ts';
import { askForLink, plainNumber, type SendLink } from './lookup.ts';

export interface LookupRouteParts {
  readonly perform: Perform;
  readonly sendLink: SendLink;
  readonly steadyMs?: number | undefined;
}

/** Longer than rendering and enqueueing the mail takes, which happens only when an order fits. */
const usualSteadyMs = 400;

export const lookupRoutes = ({ perform, sendLink, steadyMs = usualSteadyMs }: LookupRouteParts): Hono<HttpEnv> => {
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
    if (plainNumber(number) === '' || proof.trim() === '') return c.redirect(`${paths.find}?fault=missing`, 303);
    const waitSeconds = wait(c, plainNumber(number));
    if (waitSeconds > 0) {
      c.header('Retry-After', String(waitSeconds));
      return c.redirect(`${paths.find}?fault=often`, 303);
    }
    await perform((work) => askForLink(work, { brandId: c.var.brand.id, number, proof }, sendLink));
    return c.redirect(`${paths.find}?step=sent`, 303);
  });
};
