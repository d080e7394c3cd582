/**
 * What leaves the house because something happened: every handler turns a fact into outbox messages, in the transaction
 * that recorded it. A message is named by the occurrence and its target, so that a handler may run twice.
 */
import { and, asc, eq, isNull } from 'drizzle-orm';
import { webhookEndpoints } from '../../db/schema/index.ts';
import { paths } from '../../site/lib/paths.ts';
import { type Brand, getBrand } from '../brands/index.ts';
import type { Fact, FactKind, FactOf } from '../facts.ts';
import { fingerprint } from '../kit/fingerprint.ts';
import { secretsValidAt } from '../kit/rotation.ts';
import type { OrderRow } from '../orders/index.ts';
import { type CaseOutcome, caseOutcomes } from '../portalView.shared.ts';
import { answersAbout } from '../sentiment/index.ts';
import { findShipmentById } from '../shipments/index.ts';
import type { Work } from '../work.ts';
import { type AskReactions, createAskReactions } from './asks/reactions.ts';
import { type CancellationReactions, createCancellationReactions } from './cancellation.ts';
import { alertForSupport, type CaseNews, caseUrl, findMessage, orderOfPage, readCase } from './caseNews.ts';
import { messageIdOf } from './channels/index.ts';
import { type MailBrand, mailBrandOf, type TokensOf } from './mailBrand.ts';
import {
  alertMail,
  alertSlack,
  type MailReader,
  type RenderedMail,
  replyMail,
  resolvedMail,
  signInCodeMail,
} from './mails/index.ts';
import { messageMail } from './messageMail.ts';
import { enterNotice } from './notices/enter.ts';
import { withdrawSilenced } from './notices/silence.ts';
import { enqueue, type NewMessage } from './outbox.ts';
import { createPushReactions, type PushReactions } from './push/reactions.ts';
import { findAgent, type Recipient, senderOf, shopperRecipient, spokenBy, supportRecipients } from './readers.ts';
import { findSlackUrl } from './slack.ts';
import { createTroubleReactions, type TroubleReactions } from './trouble.ts';
import { fittingBody } from './webhookBody.ts';
import { webhookDataOf } from './webhookData.ts';

export interface NotificationParts {
  /** The capability for an order's page. */
  readonly linkOf: (order: { brandId: string; orderId: string; version: number }) => string;
  readonly tokensOf: TokensOf;
  /** Opens the sealed code of a redemption. */
  readonly openCode: (sealed: string) => string | null;
}

export interface NotificationReactions extends PushReactions, AskReactions, TroubleReactions, CancellationReactions {
  /** To support by mail and Slack: a case is there, is there again, or nobody has answered it in time. */
  tellSupport(work: Work, fact: FactOf<'alert.opened' | 'alert.reopened' | 'alert.escalated'>): Promise<void>;
  /** Words that came after the first tap, to whoever has the case. */
  tellMore(work: Work, fact: FactOf<'alert.joined'>): Promise<void>;
  /** What support wrote goes to the shopper, what she wrote to the agent who has the case. */
  passOnReply(work: Work, fact: FactOf<'alert.replied'>): Promise<void>;
  /** Asks the shopper whether her case is solved. */
  askWhetherSolved(work: Work, fact: FactOf<'alert.resolved'>): Promise<void>;
  /** Puts news of the account down, to be told in a moment. */
  readonly enterNotice: typeof enterNotice;
  /** Keeps here what she is not to be told while she is unhappy. */
  readonly withdrawSilenced: typeof withdrawSilenced;
  /** To every endpoint of the brand that subscribes to this kind of fact. */
  sendWebhooks(work: Work, fact: Fact): Promise<void>;
  /** Not a reaction to a fact: sign-in hands it its code. */
  sendSignInCode(work: Work, code: SignInCodeToSend): Promise<void>;
}

export interface SignInCodeToSend {
  readonly brandId: string;
  readonly audience: 'staff' | 'shopper';
  /** Without a locale that the brand speaks, the brand's own is taken. */
  readonly to: { readonly id: string; readonly email: string; readonly name: string; readonly locale: string };
  readonly code: string;
  readonly codeId: string;
  readonly expiresAt: Date;
}

/** What somebody's safety or mood hangs on goes before everything else, to machines as well. */
const pressing: ReadonlySet<FactKind> = new Set(['alert.opened', 'alert.reopened', 'alert.escalated', 'hold.set']);

export const createNotificationReactions = ({
  linkOf,
  tokensOf,
  openCode,
}: NotificationParts): NotificationReactions => {
  const pageUrl = (brand: Brand, order: OrderRow): string =>
    brand.origin + paths.tracking(linkOf({ brandId: brand.id, orderId: order.id, version: order.linkVersion }));

  const mail = (
    work: Work,
    letter: {
      readonly brand: Brand;
      readonly to: Recipient;
      readonly timeZone: string;
      readonly render: (brand: MailBrand, reader: MailReader) => RenderedMail;
      readonly occurrence: string;
      readonly priority: NewMessage['priority'];
      /** The case that the mails of a thread are about. */
      readonly alertId?: string;
      readonly answerable?: boolean;
      readonly customerId?: string;
    },
  ) => {
    const { brand, to, alertId } = letter;
    const from = senderOf(brand);
    const rendered = letter.render(mailBrandOf(brand, tokensOf), {
      locale: to.locale,
      timeZone: letter.timeZone,
      now: work.now,
    });
    return enqueue(work, {
      brandId: brand.id,
      channel: 'email',
      priority: letter.priority,
      payload: {
        from,
        to: { name: to.name, address: to.address },
        replyTo: letter.answerable ? brand.settings.support.email : null,
        ...rendered,
        // No mail has this id, but all mails of the case name it: that is enough for a thread.
        inReplyTo: alertId === undefined ? null : messageIdOf(`case-${alertId}`, from.address),
      },
      deduplicationKey: `email ${letter.occurrence} ${to.address}`,
      customerId: letter.customerId ?? null,
    });
  };

  const mailSupport = async (
    work: Work,
    { brand, alert }: CaseNews,
    occurrence: string,
    recipients: readonly Recipient[],
    render: (brand: MailBrand, reader: MailReader) => RenderedMail,
    priority: NewMessage['priority'],
  ): Promise<void> => {
    const { id: alertId, customerId } = alert;
    for (const to of recipients) {
      await mail(work, { brand, to, timeZone: brand.timeZone, render, occurrence, priority, alertId, customerId });
    }
  };

  const mailShopper = async (
    work: Work,
    { brand, alert, customer }: CaseNews,
    order: OrderRow,
    occurrence: string,
    render: (brand: MailBrand, reader: MailReader) => RenderedMail,
  ): Promise<void> => {
    const to = shopperRecipient(brand, customer, order);
    if (to === null) return;
    const timeZone = customer.timeZone ?? brand.timeZone;
    const about = { alertId: alert.id, customerId: customer.id };
    await mail(work, { brand, to, timeZone, render, occurrence, priority: 'awaited', answerable: true, ...about });
  };

  const slackSupport = async (
    work: Work,
    { brand, alert }: CaseNews,
    occurrence: string,
    told: Parameters<typeof alertSlack>[0],
  ): Promise<void> => {
    const sealedUrl = await findSlackUrl(work.tx, brand.id);
    if (sealedUrl === null) return;
    const reader = { locale: brand.locale, timeZone: brand.timeZone, now: work.now };
    await enqueue(work, {
      brandId: brand.id,
      channel: 'slack',
      priority: 'alert',
      payload: { sealedUrl, ...alertSlack(told, brand.settings, reader) },
      deduplicationKey: `slack ${occurrence}`,
      customerId: alert.customerId,
    });
  };

  const tellAgent = async (work: Work, news: CaseNews, occurrence: string, text: string): Promise<void> => {
    const { brand, alert, order, customer } = news;
    const agent = alert.agentId === null ? null : await findAgent(work.tx, brand.id, alert.agentId);
    const message = {
      orderNumber: order?.number ?? '—',
      customerName: customer.name,
      text,
      caseUrl: caseUrl(brand, alert.id),
    };
    await mailSupport(
      work,
      news,
      occurrence,
      agent === null ? await supportRecipients(work.tx, brand) : [agent],
      (mailBrand, reader) => messageMail(message, mailBrand, reader),
      'awaited',
    );
  };

  const pushed = createPushReactions({ linkOf });
  return {
    ...pushed,
    enterNotice,
    withdrawSilenced,
    ...createTroubleReactions({ linkOf, tokensOf, onDevices: pushed.troubleOnDevices }),
    ...createCancellationReactions({ linkOf, tokensOf }),
    ...createAskReactions({ linkOf, tokensOf, onDevices: pushed.askOnDevices }),

    async tellSupport(work, fact) {
      const news = await readCase(work.tx, fact);
      const { brand } = news;
      const occurrence = occurrenceOf(fact, work);
      const told = await alertForSupport(work.tx, news, supportOccasions[fact.kind], work.now);
      const recipients = await supportRecipients(work.tx, brand);
      const render = (mailBrand: MailBrand, reader: MailReader) => alertMail(told, mailBrand, reader);
      await mailSupport(work, news, occurrence, recipients, render, 'alert');
      await slackSupport(work, news, occurrence, told);
    },

    async tellMore(work, fact) {
      const news = await readCase(work.tx, fact);
      const { answer } = news;
      if (answer === null || answer.comment.trim() === '') return;
      const said = await answersAbout(work.tx, { ...fact, orderId: news.order?.id ?? null });
      if (said.some(({ id, comment }) => id !== answer.id && comment === answer.comment)) return;
      await tellAgent(work, news, `${fact.kind} ${answer.id}`, answer.comment);
    },

    async passOnReply(work, fact) {
      const news = await readCase(work.tx, fact);
      const message = await findMessage(work.tx, fact);
      if (message === null) return;
      const occurrence = `${fact.kind} ${fact.entryId}`;
      if (fact.by === 'shopper') {
        // What she writes into a closed case opens it again, and that is told with these words.
        if (news.alert.status === 'resolved' || news.alert.status === 'confirmed') return;
        await tellAgent(work, news, occurrence, message.text);
        return;
      }
      const order = await orderOfPage(work.tx, news);
      if (order === null) return;
      const reply = {
        orderNumber: order.number,
        agentName: firstName(message.by),
        text: message.text,
        pageUrl: pageUrl(news.brand, order),
      };
      await mailShopper(work, news, order, occurrence, (brand, reader) => replyMail(reply, brand, reader));
    },

    async askWhetherSolved(work, fact) {
      const news = await readCase(work.tx, fact);
      const order = await orderOfPage(work.tx, news);
      if (order === null) return;
      const { brand, alert } = news;
      const shipment = alert.shipmentId === null ? null : await findShipmentById(work.tx, brand.id, alert.shipmentId);
      const at = shipment?.externalId ?? null;
      const link = linkOf({ brandId: brand.id, orderId: order.id, version: order.linkVersion });
      const outcome = caseOutcomes.find((each) => each === fact.outcome) ?? null;
      const resolved: { orderNumber: string; outcome: CaseOutcome | null; yesUrl: string; noUrl: string } = {
        orderNumber: order.number,
        outcome,
        yesUrl: brand.origin + paths.solved(link, at, 'yes'),
        noUrl: brand.origin + paths.solved(link, at, 'no'),
      };
      const occurrence = occurrenceOf(fact, work);
      await mailShopper(work, news, order, occurrence, (mailBrand, reader) =>
        resolvedMail(resolved, mailBrand, reader),
      );
    },

    async sendWebhooks(work, fact) {
      const endpoints = (
        await work.tx
          .select()
          .from(webhookEndpoints)
          .where(and(eq(webhookEndpoints.brandId, fact.brandId), isNull(webhookEndpoints.disabledAt)))
          .orderBy(asc(webhookEndpoints.id))
      ).filter(({ kinds }) => kinds.length === 0 || kinds.includes(fact.kind));
      if (endpoints.length === 0) return;
      const body = fittingBody({
        type: fact.kind,
        timestamp: work.now.toISOString(),
        data: await webhookDataOf(work.tx, fact, openCode),
      });
      for (const { id: endpointId, url, sealedSecrets } of endpoints) {
        await enqueue(work, {
          brandId: fact.brandId,
          channel: 'webhook',
          priority: pressing.has(fact.kind) ? 'alert' : 'rest',
          payload: { url, sealedSecrets: secretsValidAt(sealedSecrets, work.now), body },
          // The same words about the same instant are the same news.
          deduplicationKey: `webhook ${endpointId} ${fingerprint(JSON.stringify(body))}`,
          customerId: fact.customerId,
          endpointId,
        });
      }
    },

    async sendSignInCode(work, { brandId, audience, to, code, codeId, expiresAt }) {
      const brand = await getBrand(work.tx, brandId);
      const isShopper = audience === 'shopper';
      const validForMinutes = Math.round((expiresAt.getTime() - work.now.getTime()) / 60_000);
      await mail(work, {
        brand,
        to: {
          name: to.name || null,
          address: to.email,
          locale: isShopper ? spokenBy(brand, [to.locale]) : to.locale,
        },
        timeZone: brand.timeZone,
        render: (mailBrand, reader) => signInCodeMail({ code, validForMinutes, audience }, mailBrand, reader),
        occurrence: `code ${codeId}`,
        priority: 'awaited',
        ...(isShopper ? { customerId: to.id } : {}),
      });
    },
  };
};

const supportOccasions = {
  'alert.opened': 'opened',
  'alert.reopened': 'reopened',
  'alert.escalated': 'escalated',
} as const;

/** A case opens once; everything else can happen to it again. */
const occurrenceOf = (fact: { kind: FactKind; alertId: string }, { now }: Work): string =>
  fact.kind === 'alert.opened' ? `${fact.kind} ${fact.alertId}` : `${fact.kind} ${fact.alertId} ${now.toISOString()}`;

const firstName = (name: string | null): string | null => name?.trim().split(/\s+/)[0] || null;
