/** What an agent does with a watched parcel: say that it is taken care of, and take that back. */
import { Hono } from 'hono';
import { paths } from '../../site/lib/paths.ts';
import { notFound } from '../faults.ts';
import type { HttpEnv } from '../http/context.ts';
import { rateLimit } from '../http/rateLimit.ts';
import { staffOf } from '../http/session.ts';
import { minutes } from '../kit/clock.ts';
import { paragraph } from '../kit/schemas.ts';
import { getOrder } from '../orders/index.ts';
import { commentMaxLength } from '../sentiment/sentiment.shared.ts';
import { acknowledgeWatch, findShipment, withdrawAcknowledgement } from '../shipments/index.ts';
import type { Perform, Work } from '../work.ts';
import { answerForm, fromForm } from './answerForm.ts';

const noteInput = paragraph(commentMaxLength);

export const watchRoutes = ({ perform }: { readonly perform: Perform }): Hono<HttpEnv> => {
  const limit = rateLimit({ limit: 120, windowMs: minutes(1), key: (c) => staffOf(c).sessionId });
  const formOf = (id: string) => ({ perform, back: paths.desk.watched(id) });

  return new Hono<HttpEnv>()
    .on('POST', '/desk/watch/*', limit)
    .post('/desk/watch/:id/acknowledge', (c) =>
      answerForm(c, formOf(c.req.param('id')), ({ brandId, agent, field }) => {
        const note = noteInput.parse(fromForm(field('note')));
        return async (work) => {
          const about = await aboutShipment(work, brandId, c.req.param('id'));
          await acknowledgeWatch(work, { ...about, by: agent, note: note === '' ? null : note });
        };
      }),
    )
    .post('/desk/watch/:id/withdraw', (c) =>
      answerForm(c, formOf(c.req.param('id')), ({ brandId, agent }) => async (work) => {
        const about = await aboutShipment(work, brandId, c.req.param('id'));
        await withdrawAcknowledgement(work, { ...about, by: agent });
      }),
    );
};

const aboutShipment = async (work: Work, brandId: string, id: string) => {
  const shipment = await findShipment(work.tx, brandId, id);
  if (!shipment) throw notFound('The shipment');
  const { customerId } = await getOrder(work.tx, brandId, shipment.orderId);
  return { shipment, customerId };
};
