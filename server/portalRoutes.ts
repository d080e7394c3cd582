/**
 * What the shopper's page sends: the same three verbs as forms (answered with 303 back to the page) and as JSON for the
 * islands. A link that opens nothing is the same 404 whichever way it is wrong.
 */
import { z } from '@hono/zod-openapi';
import { type Context, Hono } from 'hono';
import { type Store, StoreUnavailable } from '../db/store.ts';
import { parcelAnchor, paths } from '../site/lib/paths.ts';
import { addShopperMessage, confirmResolution, reopenAlert } from './alerts/index.ts';
import type { Brand } from './brands/index.ts';
import { getCustomer } from './customers/index.ts';
import { Fault, invalidField, notFound } from './faults.ts';
import { glanceOf } from './glance.ts';
import type { HttpEnv } from './http/context.ts';
import { type Draft, type Redraw, valuesOf } from './http/draft.ts';
import { readForm, textIn as text } from './http/formBody.ts';
import { claimOf, type IdempotencyParts, idempotently } from './http/idempotency.ts';
import { readJsonBody } from './http/jsonBody.ts';
import { leadOn } from './http/leadOn.ts';
import type { Clock } from './kit/clock.ts';
import { countryOfZone } from './kit/countries.shared.ts';
import { phoneNumber } from './kit/phone.ts';
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
  readonly redraw: Redraw;
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

  /**
   * Answers a form: back to the parcel, with a word for what was wrong when something was; or the page again around what
   * was sent, where a field of it does not fit.
   */
  const submitted = async (
    c: Context<HttpEnv>,
    { form, shipmentId }: { readonly form: string; readonly shipmentId: string | null },
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
      const values = valuesOf(await readForm(c));
      const unfit = unfitField(error, values);
      if (unfit !== null) return parts.redraw(c, back, { form, values, faults: [unfit.field], why: unfit.why });
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
      const page = await changePage(c, (work, order) => answer(work, c.var.brand, order, input, { source }));
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
      return submitted(c, { form: 'sentiment', shipmentId: text(form, 'shipmentId') }, async () => {
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
        await changeOrder(c, (work, order) => answer(work, c.var.brand, order, input, { source, onlyTapped }));
      });
    })
    .post('/t/:link/message', async (c) => {
      const form = await readForm(c);
      return submitted(c, { form: 'message', shipmentId: text(form, 'shipmentId') || null }, async () => {
        const input = messageInput.parse({ text: text(form, 'text') });
        await changeOrder(c, (work, order) => write(work, order, text(form, 'caseId'), input.text));
      });
    })
    .post('/t/:link/confirmation', async (c) => {
      const form = await readForm(c);
      return submitted(c, { form: 'confirmation', shipmentId: text(form, 'shipmentId') || null }, async () => {
        const input = confirmationInput.parse({ resolved: text(form, 'resolved') === 'yes', text: text(form, 'text') });
        await changeOrder(c, (work, order) => settle(work, order, text(form, 'caseId'), input));
      });
    });
};

const answer = async (
  work: Work,
  brand: Pick<Brand, 'timeZone'>,
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
    callNumber: await numberToCall(work, brand, order, said, before),
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
 * The number that she gives, as networks write it, or gave before: the page never shows it again, so leaving the field
 * empty keeps it. Null where the one that the shop knows serves. Without a country of its own it is of the one that the
 * order goes to, or else of the brand's.
 * @throws Fault `invalid` for a number that nobody was given, and for the wish for a call without any
 */
const numberToCall = async (
  work: Work,
  brand: Pick<Brand, 'timeZone'>,
  order: OrderRow,
  said: Pick<ShopperAnswerInput, 'contactWish' | 'callNumber'>,
  before: CurrentAnswer | undefined,
): Promise<string | null> => {
  if (said.contactWish !== 'phone') return null;
  if (said.callNumber !== undefined) {
    const country = order.shippingAddress?.countryCode ?? countryOfZone(brand.timeZone);
    const number = phoneNumber(said.callNumber, country);
    if (number === null) throw invalidField('callNumber', 'is no phone number');
    return number;
  }
  if (before && before.callNumber !== null) return before.callNumber;
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

/** The field that does not fit, with the word that the page knows a sentence for; null when it is about something else. */
const unfitField = (
  error: unknown,
  values: Draft['values'],
): { readonly field: string; readonly why: string } | null => {
  const issue = error instanceof z.ZodError ? error.issues[0] : undefined;
  const field = issue
    ? String(issue.path[0])
    : error instanceof Fault && error.code === 'invalid'
      ? error.fields[0]?.field
      : undefined;
  if (field === undefined) return null;
  if (field === 'callNumber') return { field, why: values[field]?.trim() ? 'number_unfit' : 'number_missing' };
  if (field !== 'text' && field !== 'comment') return { field, why: 'score_missing' };
  return { field, why: issue?.code === 'too_big' ? 'comment_too_long' : 'text_missing' };
};

/** The word that the page knows a sentence for; null when the request is to be answered with its status. */
const faultWord = (error: unknown): string | null => {
  if (error instanceof StoreUnavailable) return 'unavailable';
  return error instanceof Fault && error.code === 'conflict' ? 'closed' : null;
};
