/** Answers a form of the desk: 303 back to where it stands, with a word for what was wrong when something was. */
import { z } from '@hono/zod-openapi';
import { StoreUnavailable } from '../../db/store.ts';
import type { Agent } from '../alerts/index.ts';
import { Fault } from '../faults.ts';
import type { HttpContext } from '../http/context.ts';
import { staffOf } from '../http/session.ts';
import type { Perform, Work } from '../work.ts';
import { readForm } from './form.ts';
import type { CaseFault } from './view.shared.ts';

export interface FormStep {
  readonly brandId: string;
  readonly agent: Agent;
  readonly field: (name: string) => string;
}

export interface FormAnswer {
  readonly perform: Perform;
  /** The page that the form stands on. */
  readonly back: string;
  /** The word for what has come of it, where the page has one. */
  readonly done?: string | undefined;
}

/** @throws Fault `forbidden` for whoever only reads, and whatever the page has no sentence for */
export const answerForm = async (
  c: HttpContext,
  { perform, back, done }: FormAnswer,
  take: (step: FormStep) => (work: Work) => Promise<unknown>,
): Promise<Response> => {
  const { id, name } = staffOf(c, 'agent', 'admin');
  const field = await readForm(c);
  try {
    await perform(take({ brandId: c.var.brand.id, agent: { id, name }, field }));
  } catch (error) {
    const fault = faultOf(error);
    if (fault === null) throw error;
    return c.redirect(`${back}?fault=${fault}#${actionsAnchor}`, 303);
  }
  return c.redirect(`${back}${done === undefined ? '' : `?done=${done}`}#${actionsAnchor}`, 303);
};

/** Where the page comes back to. */
const actionsAnchor = 'actions';

/** Forms send their line breaks as CRLF, which the field did not count towards its length. */
export const fromForm = (text: string): string => text.replaceAll('\r\n', '\n').trim();

/** The word that the page knows a sentence for; null when the request is to be answered with its status. */
const faultOf = (error: unknown): CaseFault | null => {
  if (error instanceof StoreUnavailable) return 'unavailable';
  if (error instanceof Fault) return error.code === 'conflict' ? 'closed' : null;
  if (!(error instanceof z.ZodError)) return null;
  const [issue] = error.issues;
  if (issue?.path[0] === 'points') return 'points-wrong';
  if (issue?.path[0] === 'outcome') return 'outcome-missing';
  return issue?.code === 'too_big' ? 'text-too-long' : 'text-missing';
};
