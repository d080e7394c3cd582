/**
 * What the shopper's page sends: the same three verbs as forms (answered with 303 back to the page) and as JSON for the
 * islands. A link that opens nothing is the same 404 whichever way it is wrong.
 */
import { z } from '@hono/zod-openapi';
import { type Context, Hono } from 'hono';
import { type Store, StoreUnavailable } from '../db/store.ts';
import { parcelAnchor, paths } from '../site/lib/paths.ts';
import { addShopperMessage, confirmResolution, reopenAlert } from './alerts/index.ts';
import { Fault, notFound } from './faults.ts';
import type { HttpEnv } from './http/context.ts';
import { readJsonBody } from './http/jsonBody.ts';
import type { Clock } from './kit/clock.ts';
import { paragraph } from './kit/schemas.ts';
import type { OrderRow } from './orders/index.ts';
import type { CareView, ShipmentView, TrackingPageView } from './portalView.shared.ts';
import { answerSentiment, currentAnswers, type ShopperAnswerInput, shopperAnswerInput } from './sentiment/index.ts';
import { commentMaxLength, negativeScoreMax } from './sentiment/sentiment.shared.ts';
import { findShipment } from './shipments/index.ts';
import { findLinkedOrder, type PageParts, readTrackingPage } from './trackingPage.ts';
import type { Perform, Work } from './work.ts';

export interface PortalRouteParts extends PageParts {
  readonly store: Store;
  readonly perform: Perform;
  readonly clock: Clock;
}

const words = paragraph(commentMaxLength);
const messageInput = z.strictObject({ text: words.refine((text) => text.trim() !== '', 'must not be empty') });
const confirmationInput = z.strictObject({ resolved: z.boolean(), text: words.default('') });

type Change = (work: Work, order: OrderRow) => Promise<void>;

export const portalRoutes = (parts: PortalRouteParts): Hono<HttpEnv> => {
  /** Runs `change` on the order that the link opens, in one transaction, and reads the page anew. */
  const changeOrder = async (c: Context<HttpEnv>, change: Change): Promise<TrackingPageView> => {
    const { brand } = c.var;
    const link = c.req.param('link') ?? '';
    await parts.perform(async (work) => {
      const order = await findLinkedOrder(work.tx, parts.links, brand, link);
      if (!order) throw notFound('The page');
      await change(work, order);
    });
    const page = await parts.store.read((reader) =>
      readTrackingPage(reader, parts, brand, { link, now: parts.clock() }),
    );
    if (!page) throw notFound('The page');
    return page;
  };

  /** Answers a form: back to the parcel, with a word for what was wrong when something was. */
  const submitted = async (
    c: Context<HttpEnv>,
    shipmentId: string | null,
    send: () => Promise<unknown>,
  ): Promise<Response> => {
    const back = paths.tracking(c.req.param('link') ?? '');
    const anchor = shipmentId === null ? '' : `#${parcelAnchor(shipmentId)}`;
    try {
      await send();
      return c.redirect(`${back}${anchor}`, 303);
    } catch (error) {
      const word = faultWord(error);
      if (word === null) throw error;
      return c.redirect(
        `${back}?fault=${word}${shipmentId === null ? '' : `&parcel=${encodeURIComponent(shipmentId)}`}${anchor}`,
        303,
      );
    }
  };

  return new Hono<HttpEnv>()
    .post('/api/portal/t/:link/sentiment', async (c) => {
      const input = shopperAnswerInput.parse(await readJsonBody(c));
      const page = await changeOrder(c, (work, order) => answer(work, order, input));
      const shipment = shipmentOf(page, input.shipmentId);
      const { answer: given = null, changeableUntil = null } = shipment.ask ?? {};
      return c.json({ answer: given, changeableUntil, care: shipment.care });
    })
    .post('/api/portal/t/:link/cases/:caseId/messages', async (c) => {
      const { text } = messageInput.parse(await readJsonBody(c));
      const caseId = c.req.param('caseId');
      return c.json({ care: careIn(await changeOrder(c, (work, order) => write(work, order, caseId, text)), caseId) });
    })
    .put('/api/portal/t/:link/cases/:caseId/confirmation', async (c) => {
      const input = confirmationInput.parse(await readJsonBody(c));
      const caseId = c.req.param('caseId');
      return c.json({
        care: careIn(await changeOrder(c, (work, order) => settle(work, order, caseId, input)), caseId),
      });
    })
    .post('/t/:link/sentiment', async (c) => {
      const form = await c.req.formData();
      return submitted(c, text(form, 'shipmentId'), async () => {
        const score = text(form, 'score');
        const input = shopperAnswerInput.parse({
          shipmentId: text(form, 'shipmentId'),
          occasion: text(form, 'occasion') || 'delivered',
          ...(score === '' ? {} : { score: Number(score) }),
          reasons: form.getAll('reasons'),
          comment: text(form, 'comment'),
          contactWish: text(form, 'contactWish') || 'none',
        });
        // Without a script a tap on a face is a form of its own, which must not take back words that were sent before.
        const onlyTapped = !form.has('comment');
        await changeOrder(c, (work, order) => answer(work, order, input, onlyTapped));
      });
    })
    .post('/t/:link/message', async (c) => {
      const form = await c.req.formData();
      return submitted(c, text(form, 'shipmentId') || null, async () => {
        const input = messageInput.parse({ text: text(form, 'text') });
        await changeOrder(c, (work, order) => write(work, order, text(form, 'caseId'), input.text));
      });
    })
    .post('/t/:link/confirmation', async (c) => {
      const form = await c.req.formData();
      return submitted(c, text(form, 'shipmentId') || null, async () => {
        const input = confirmationInput.parse({ resolved: text(form, 'resolved') === 'yes', text: text(form, 'text') });
        await changeOrder(c, (work, order) => settle(work, order, text(form, 'caseId'), input));
      });
    });
};

const answer = async (work: Work, order: OrderRow, input: ShopperAnswerInput, onlyTapped = false): Promise<void> => {
  const shipment = await findShipment(work.tx, order.brandId, input.shipmentId);
  if (!shipment || shipment.orderId !== order.id) throw notFound('The parcel');
  const { shipmentId: _named, ...said } = onlyTapped ? await withEarlierWords(work, shipment, input) : input;
  await answerSentiment(work, {
    brandId: order.brandId,
    customerId: order.customerId,
    orderId: order.id,
    shipmentId: shipment.id,
    source: 'page',
    ...said,
  });
};

/** The answer with the words that were given before, as long as it stays an unhappy or a happy one. */
const withEarlierWords = async (
  work: Work,
  shipment: { readonly id: string; readonly brandId: string },
  input: ShopperAnswerInput,
): Promise<ShopperAnswerInput> => {
  const answers = await currentAnswers(work.tx, { brandId: shipment.brandId, shipmentIds: [shipment.id] });
  const before = answers.find((one) => one.occasion === input.occasion);
  if (!before || input.score === undefined) return input;
  if (before.score <= negativeScoreMax !== input.score <= negativeScoreMax) return input;
  const { reasons, comment, contactWish } = before;
  return { ...input, reasons, comment, contactWish };
};

const write = async (work: Work, order: OrderRow, alertId: string, text: string): Promise<void> => {
  await addShopperMessage(work, { brandId: order.brandId, orderId: order.id, alertId, text });
};

const settle = async (
  work: Work,
  order: OrderRow,
  alertId: string,
  { resolved, text }: z.infer<typeof confirmationInput>,
): Promise<void> => {
  const hers = { brandId: order.brandId, orderId: order.id, alertId };
  if (resolved) await confirmResolution(work, hers);
  else await reopenAlert(work, { ...hers, text: text.trim() === '' ? null : text });
};

const shipmentOf = (page: TrackingPageView, id: string): ShipmentView => {
  const shipment = page.shipments.find((one) => one.id === id);
  if (!shipment) throw notFound('The parcel');
  return shipment;
};

/** The case, or the one that it went on in. */
const careIn = (page: TrackingPageView, caseId: string): CareView | null => {
  const cases = page.shipments.flatMap((shipment) => shipment.care ?? []);
  return cases.find((one) => one.caseId === caseId) ?? cases[0] ?? null;
};

const text = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
};

/** The word that the page knows a sentence for; null when the request is to be answered with its status. */
const faultWord = (error: unknown): string | null => {
  if (error instanceof StoreUnavailable) return 'unavailable';
  if (error instanceof Fault) return error.code === 'conflict' ? 'closed' : null;
  if (!(error instanceof z.ZodError)) return null;
  const [issue] = error.issues;
  const isText = issue?.path[0] === 'text' || issue?.path[0] === 'comment';
  if (isText) return issue?.code === 'too_big' ? 'comment_too_long' : 'text_missing';
  return 'score_missing';
};
