/**
 * What the shopper's page sends: the same three verbs as forms (answered with 303 back to the page) and as JSON for the
 * islands. A link that opens nothing is the same 404 whichever way it is wrong.
 */
import { z } from '@hono/zod-openapi';
import { type Context, Hono } from 'hono';
import { type Store, StoreUnavailable } from '../db/store.ts';
import { parcelAnchor, paths } from '../site/lib/paths.ts';
import { addShopperMessage, confirmResolution, reopenAlert } from './alerts/index.ts';
import { getCustomer } from './customers/index.ts';
import { Fault, invalidField, notFound } from './faults.ts';
import { glanceOf } from './glance.ts';
import type { HttpEnv } from './http/context.ts';
import { readForm } from './http/formBody.ts';
import { claimOf, type IdempotencyParts, idempotently } from './http/idempotency.ts';
import { readJsonBody } from './http/jsonBody.ts';
import { leadOn } from './http/leadOn.ts';
import type { Clock } from './kit/clock.ts';
import { paragraph } from './kit/schemas.ts';
import type { OrderRow } from './orders/index.ts';
import type { CareView, ShipmentView, TrackingPageView } from './portalView.shared.ts';
import {
  answerSentiment,
  type CurrentAnswer,
  currentAnswers,
  type ShopperAnswerInput,
  shopperAnswerInput,
} from './sentiment/index.ts';
import { commentMaxLength, negativeScoreMax } from './sentiment/sentiment.shared.ts';
import { findShipment } from './shipments/index.ts';
import { findLinkedOrder, type PageParts, readTrackingPage } from './trackingPage.ts';
import type { Work } from './work.ts';

export interface PortalRouteParts extends PageParts, IdempotencyParts {
  readonly store: Store;
  readonly clock: Clock;
}

const words = paragraph(commentMaxLength);
const messageInput = z.strictObject({ text: words.refine((text) => text.trim() !== '', 'must not be empty') });
const confirmationInput = z.strictObject({ resolved: z.boolean(), text: words.default('') });

type Change = (work: Work, order: OrderRow) => Promise<void>;

export const portalRoutes = (parts: PortalRouteParts): Hono<HttpEnv> => {
  /** Runs `change` on the order that the link opens, in one transaction, and once for its Idempotency-Key. */
  const changeOrder = async (c: Context<HttpEnv>, change: Change): Promise<void> => {
    const { brand } = c.var;
    const link = c.req.param('link') ?? '';
    // A forged link takes nobody's turn to write.
    const target = parts.links.readLink(link, brand.id);
    if (!target) throw notFound('The page');
    const claim = await claimOf(c);
    // Keys of different orders, and those of the merchant, never meet.
    const ofOrder = claim && { ...claim, key: `page ${target.orderId} ${claim.key}` };
    const { replayed } = await idempotently(parts, ofOrder, async (work) => {
      const order = await findLinkedOrder(work.tx, parts.links, brand, link);
      if (!order) throw notFound('The page');
      await change(work, order);
      return { status: 200, body: null };
    });
    if (replayed) c.header('Idempotent-Replayed', 'true');
  };

  /** The same, and the page as it is afterwards. */
  const changePage = async (c: Context<HttpEnv>, change: Change): Promise<TrackingPageView> => {
    await changeOrder(c, change);
    const asked = { link: c.req.param('link') ?? '', now: parts.clock() };
    const page = await parts.store.read((reader) => readTrackingPage(reader, parts, c.var.brand, asked));
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
    // Encoded, as a header takes no other letters than those of Latin.
    const anchor = shipmentId === null ? '' : `#${encodeURIComponent(parcelAnchor(shipmentId))}`;
    try {
      await send();
      return c.redirect(`${back}${anchor}`, 303);
    } catch (error) {
      if (error instanceof Fault && error.code === 'not_found') return leadOn(c, 404, back);
      const word = faultWord(error);
      if (word === null) throw error;
      const parcel = shipmentId === null ? '' : `&parcel=${encodeURIComponent(shipmentId)}`;
      const again = `${back}?fault=${word}${parcel}${anchor}`;
      return word === 'unavailable' ? leadOn(c, 503, again) : c.redirect(again, 303);
    }
  };

  return new Hono<HttpEnv>()
    .post('/api/portal/t/:link/sentiment', async (c) => {
      const input = shopperAnswerInput.parse(await readJsonBody(c));
      const source = c.req.query('via') === 'push' ? 'push' : 'page';
      const page = await changePage(c, (work, order) => answer(work, order, input, { source }));
      const shipment = shipmentOf(page, input.shipmentId);
      const { answer: given = null, changeableUntil = null } = shipment.ask ?? {};
      return c.json({ answer: given, changeableUntil, care: shipment.care });
    })
    .get('/api/portal/t/:link/glance', async (c) => {
      const asked = { link: c.req.param('link'), now: parts.clock() };
      const page = await parts.store.read((reader) => readTrackingPage(reader, parts, c.var.brand, asked));
      if (!page) throw notFound('The page');
      return c.json(glanceOf(page, c.req.query('lang')));
    })
    .post('/api/portal/t/:link/cases/:caseId/messages', async (c) => {
      const { text } = messageInput.parse(await readJsonBody(c));
      const caseId = c.req.param('caseId');
      return c.json({ care: careIn(await changePage(c, (work, order) => write(work, order, caseId, text)), caseId) });
    })
    .put('/api/portal/t/:link/cases/:caseId/confirmation', async (c) => {
      const input = confirmationInput.parse(await readJsonBody(c));
      const caseId = c.req.param('caseId');
      return c.json({
        care: careIn(await changePage(c, (work, order) => settle(work, order, caseId, input)), caseId),
      });
    })
    .post('/t/:link/sentiment', async (c) => {
      const form = await readForm(c);
      return submitted(c, text(form, 'shipmentId'), async () => {
        const score = text(form, 'score');
        const input = shopperAnswerInput.parse({
          shipmentId: text(form, 'shipmentId'),
          occasion: text(form, 'occasion') || 'delivered',
          ...(score === '' ? {} : { score: Number(score) }),
          reasons: form.getAll('reasons'),
          comment: text(form, 'comment'),
          contactWish: text(form, 'contactWish') || 'none',
          callNumber: text(form, 'callNumber').trim() || undefined,
        });
        // Without a script a tap on a face is a form of its own, which must not take back words that were sent before.
        const onlyTapped = !form.has('comment');
        const source = text(form, 'via') === 'mail' ? 'mail' : 'page';
        await changeOrder(c, (work, order) => answer(work, order, input, { source, onlyTapped }));
      });
    })
    .post('/t/:link/message', async (c) => {
      const form = await readForm(c);
      return submitted(c, text(form, 'shipmentId') || null, async () => {
        const input = messageInput.parse({ text: text(form, 'text') });
        await changeOrder(c, (work, order) => write(work, order, text(form, 'caseId'), input.text));
      });
    })
    .post('/t/:link/confirmation', async (c) => {
      const form = await readForm(c);
      return submitted(c, text(form, 'shipmentId') || null, async () => {
        const input = confirmationInput.parse({ resolved: text(form, 'resolved') === 'yes', text: text(form, 'text') });
        await changeOrder(c, (work, order) => settle(work, order, text(form, 'caseId'), input));
      });
    });
};

const answer = async (
  work: Work,
  order: OrderRow,
  input: ShopperAnswerInput,
  { source, onlyTapped = false }: { readonly source: 'page' | 'push' | 'mail'; readonly onlyTapped?: boolean },
): Promise<void> => {
  const shipment = await findShipment(work.tx, order.brandId, input.shipmentId, order.id);
  if (!shipment) throw notFound('The parcel');
  const before = await answerBefore(work, shipment, input);
  const { shipmentId: _named, ...said } = onlyTapped ? withEarlierWords(before, input) : input;
  await answerSentiment(work, {
    brandId: order.brandId,
    customerId: order.customerId,
    orderId: order.id,
    shipmentId: shipment.id,
    source,
    ...said,
    callNumber: await numberToCall(work, order, said, before),
  });
};

const answerBefore = async (
  work: Work,
  shipment: { readonly id: string; readonly brandId: string },
  input: ShopperAnswerInput,
): Promise<CurrentAnswer | undefined> => {
  const answers = await currentAnswers(work.tx, { brandId: shipment.brandId, shipmentIds: [shipment.id] });
  return answers.find((one) => one.occasion === input.occasion);
};

/** The answer with the words that were given before, as long as it stays an unhappy or a happy one. */
const withEarlierWords = (before: CurrentAnswer | undefined, input: ShopperAnswerInput): ShopperAnswerInput => {
  if (!before || input.score === undefined) return input;
  if (before.score <= negativeScoreMax !== input.score <= negativeScoreMax) return input;
  const { reasons, comment, contactWish } = before;
  return { ...input, reasons, comment, contactWish };
};

/**
 * The number that she gives, or gave before: the page never shows it again, so leaving the field empty keeps it. Null
 * where the one that the shop knows serves.
 * @throws Fault `invalid` for the wish for a call that nobody could fulfil
 */
const numberToCall = async (
  work: Work,
  order: OrderRow,
  said: Pick<ShopperAnswerInput, 'contactWish' | 'callNumber'>,
  before: CurrentAnswer | undefined,
): Promise<string | null> => {
  if (said.contactWish !== 'phone') return null;
  const given = said.callNumber ?? before?.callNumber ?? null;
  if (given !== null) return given;
  const { phone } = await getCustomer(work.tx, order.brandId, order.customerId);
  if (phone === null) throw invalidField('callNumber', 'is required for a call');
  return null;
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
  if (error instanceof Fault) return faultWordOf(error);
  if (!(error instanceof z.ZodError)) return null;
  const [issue] = error.issues;
  if (issue?.path[0] === 'callNumber') return 'number_missing';
  const isText = issue?.path[0] === 'text' || issue?.path[0] === 'comment';
  if (isText) return issue?.code === 'too_big' ? 'comment_too_long' : 'text_missing';
  return 'score_missing';
};

const faultWordOf = ({ code, fields }: Fault): string | null => {
  if (code === 'conflict') return 'closed';
  return fields.some(({ field }) => field === 'callNumber') ? 'number_missing' : null;
};
