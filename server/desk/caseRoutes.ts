/**
 * What an agent does with a case: take it, write back, resolve it. Forms alone, answered with 303 back to the case, with
 * a word for what was wrong when something was.
 */
import { z } from '@hono/zod-openapi';
import { Hono } from 'hono';
import { paths } from '../../site/lib/paths.ts';
import { acknowledgeAlert, getAlertRow, replyToShopper, resolveAlert } from '../alerts/index.ts';
import { pointsMax } from '../brands/index.ts';
import type { HttpContext, HttpEnv } from '../http/context.ts';
import { rateLimit } from '../http/rateLimit.ts';
import { staffOf } from '../http/session.ts';
import { minutes } from '../kit/clock.ts';
import { paragraph } from '../kit/schemas.ts';
import { adjustPoints } from '../loyalty/index.ts';
import { caseOutcomes } from '../portalView.shared.ts';
import { commentMaxLength } from '../sentiment/sentiment.shared.ts';
import type { Perform, Work } from '../work.ts';
import { answerForm, type FormStep, fromForm } from './answerForm.ts';

const said = paragraph(commentMaxLength);
const replyInput = z.strictObject({ text: said.refine((text) => text.trim() !== '', 'must not be empty') });
const resolutionInput = z.strictObject({ outcome: z.enum(caseOutcomes), text: said });
/** What one may give: an agent so much as the shop allows in one go, an administrator what she likes. */
const goodwillInput = (mostPoints: number) =>
  z.strictObject({
    points: z.coerce.number().int().min(1).max(mostPoints),
    text: said.refine((text) => text.trim() !== '', 'must not be empty'),
    /** Of the form: sent twice, it gives once. */
    key: z.string().min(1).max(100),
  });

interface Step extends FormStep {
  readonly alertId: string;
}

export const caseRoutes = ({ perform }: { readonly perform: Perform }): Hono<HttpEnv> => {
  const answer = (
    c: HttpContext,
    alertId: string,
    take: (step: Step) => (work: Work) => Promise<unknown>,
    done?: string,
  ): Promise<Response> =>
    answerForm(c, { perform, back: paths.desk.case(alertId), done }, (step) => take({ ...step, alertId }));

  const limit = rateLimit({ limit: 120, windowMs: minutes(1), key: (c) => staffOf(c).sessionId });

  return new Hono<HttpEnv>()
    .on('POST', '/desk/cases/*', limit)
    .post('/desk/cases/:id/acknowledge', (c) =>
      answer(c, c.req.param('id'), (step) => (work) => acknowledgeAlert(work, step)),
    )
    .post('/desk/cases/:id/reply', (c) =>
      answer(c, c.req.param('id'), (step) => {
        const { text } = replyInput.parse({ text: fromForm(step.field('text')) });
        return (work) => replyToShopper(work, { ...step, text });
      }),
    )
    .post('/desk/cases/:id/goodwill', (c) => {
      const { role } = staffOf(c, 'agent', 'admin');
      const { goodwillPointsMax } = c.var.brand.settings.policy;
      return answer(
        c,
        c.req.param('id'),
        ({ brandId, alertId, agent, field }) => {
          const { points, text, key } = goodwillInput(role === 'admin' ? pointsMax : goodwillPointsMax).parse({
            points: field('points'),
            text: fromForm(field('reason')),
            key: field('key'),
          });
          return async (work) => {
            const { customerId } = await getAlertRow(work.tx, brandId, alertId);
            const id = `case:${alertId}:${key}`;
            await adjustPoints(work, { brandId, customerId, points, id, note: text, by: agent.name });
          };
        },
        'goodwill',
      );
    })
    .post('/desk/cases/:id/resolve', (c) =>
      answer(c, c.req.param('id'), (step) => {
        const { outcome, text } = resolutionInput.parse({
          outcome: step.field('outcome'),
          text: fromForm(step.field('note')),
        });
        return (work) => resolveAlert(work, { ...step, outcome, note: text === '' ? null : text });
      }),
    );
};
