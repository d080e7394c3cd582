/**
 * An unhappy shopper, told to the people who can help: by mail and for Slack, from the same data. Complete enough to
 * decide whether to drop everything, and never with more of the shopper than a name.
 */
import { createFormat, type Format } from '../../../site/lib/format.ts';
import { type AlertWords, type Messages, messagesFor } from '../../../site/messages/index.ts';
import type { ContactWish, Score, SentimentReason } from '../../sentiment/sentiment.shared.ts';
import type { ShipmentStatus } from '../../shipments/status.shared.ts';
import type { SlackPayload } from '../channel.ts';
import {
  buttons,
  card,
  type Fact,
  facts,
  type MailBrand,
  type MailReader,
  paragraph,
  type RenderedMail,
  renderMail,
  verdict,
  voice,
} from './layout.ts';
import { cleanText, safeLink } from './markup.ts';

export interface Alert {
  /** `escalated`: nobody took it in time; `reopened`: the shopper says that it is not solved. */
  readonly occasion: 'opened' | 'escalated' | 'reopened';
  /** The case on the desk, absolute. */
  readonly caseUrl: string;
  readonly orderNumber: string;
  readonly customerName: string | null;
  /** Null when the alert came from the shipment and not from an answer. */
  readonly score: Score | null;
  readonly reasons: readonly SentimentReason[];
  readonly comment: string | null;
  readonly contactWish: ContactWish;
  readonly answerBy: Date;
  readonly items: readonly { readonly name: string; readonly quantity: number }[];
  readonly shipment: {
    readonly status: ShipmentStatus;
    readonly carrier: string | null;
    readonly trackingNumber: string | null;
    readonly promisedOn: string | null;
    readonly firstPromisedOn: string | null;
    readonly deliveredAt: Date | null;
    /** Whole days after the first promise, 0 when on time, null while unknown. */
    readonly lateDays: number | null;
  } | null;
}

const itemsShown = 6;

const clip = (text: string, max: number): string =>
  text.length <= max ? text : `${text.slice(0, max - 1).trimEnd()}…`;

/** In one piece, so that a narrow column breaks before it and not within. */
const lateness = (days: number | null, m: Messages): string | null =>
  days === null ? null : (days > 0 ? m.deskCounts.lateDays(days) : m.desk.case.onTime).replaceAll(' ', '\u00a0');

const joined = (parts: readonly (string | null)[]): string => parts.filter((part) => part !== null).join(' · ');

const shipmentFacts = (shipment: NonNullable<Alert['shipment']>, m: Messages, f: Format): readonly Fact[] => {
  const { status, carrier, trackingNumber, promisedOn, firstPromisedOn, deliveredAt, lateDays } = shipment;
  const words = m.desk.case;
  const late = lateness(lateDays, m);
  const lateTone = lateDays !== null && lateDays > 0 ? ({ tone: 'bad' } as const) : {};
  const slipped = firstPromisedOn !== null && firstPromisedOn !== promisedOn;
  return [
    {
      label: words.shipment,
      value: [joined([m.desk.statusesOfShipment[status], carrier]), trackingNumber ?? ''].join('\n').trim(),
    },
    ...(slipped ? [{ label: words.firstPromised, value: f.dayWithDate(firstPromisedOn) }] : []),
    ...(promisedOn === null
      ? []
      : [
          deliveredAt === null
            ? { label: words.promised, value: joined([f.dayWithDate(promisedOn), late]), ...lateTone }
            : { label: words.promised, value: f.dayWithDate(promisedOn) },
        ]),
    ...(deliveredAt === null
      ? []
      : [{ label: words.delivered, value: joined([f.stamp(deliveredAt), late]), ...lateTone }]),
  ];
};

const factsOf = (alert: Alert, m: Messages, f: Format): readonly Fact[] => {
  const items = alert.items.slice(0, itemsShown).map(({ name, quantity }) => `${f.number(quantity)} × ${name}`);
  const more = alert.items.length > itemsShown ? ['…'] : [];
  return [
    { label: m.desk.list.columns.answerBy, value: f.stamp(alert.answerBy), tone: 'bad' },
    { label: m.desk.case.customer, value: alert.customerName ?? m.desk.list.anonymous },
    { label: m.desk.case.order, value: [alert.orderNumber, ...items, ...more].join('\n') },
    ...(alert.shipment === null ? [] : shipmentFacts(alert.shipment, m, f)),
  ];
};

interface Told {
  readonly m: Messages;
  readonly f: Format;
  readonly reasons: string | null;
  readonly scoreWords: string | null;
  readonly comment: string | null;
  readonly subject: string;
  readonly body: string;
  readonly headline: string;
  readonly preheader: string;
}

const tell = (alert: Alert, reader: MailReader, address: MailBrand['address']): Told => {
  const m = messagesFor(reader.locale, address);
  const f = createFormat(reader);
  const reasons = alert.reasons.length === 0 ? null : alert.reasons.map((reason) => m.ask.reasons[reason]).join(' · ');
  const words: AlertWords = {
    orderNumber: alert.orderNumber,
    customerName: alert.customerName === null ? null : clip(alert.customerName, 60),
    reasons,
    answerBy: f.moment(alert.answerBy),
  };
  const mail = m.mail.alert;
  const byOccasion = {
    opened: { subject: mail.subject(words), headline: mail.headline(words), body: mail.body(words) },
    escalated: {
      subject: mail.escalatedSubject(words),
      headline: mail.escalatedSubject(words),
      body: mail.escalatedBody(words),
    },
    reopened: {
      subject: mail.reopenedSubject(words),
      headline: mail.reopenedSubject(words),
      body: mail.reopenedBody(words),
    },
  }[alert.occasion];
  return {
    m,
    f,
    reasons,
    scoreWords: alert.score === null ? null : mail.score(f.number(alert.score)),
    comment: alert.comment === null || alert.comment.trim() === '' ? null : alert.comment.trim(),
    preheader: mail.preheader(words),
    ...byOccasion,
  };
};

export const alertMail = (alert: Alert, brand: MailBrand, reader: MailReader): RenderedMail => {
  const { m, f, reasons, scoreWords, comment, subject, headline, preheader, body } = tell(alert, reader, brand.address);
  const wish = alert.contactWish === 'none' ? [] : [paragraph(m.desk.case.contact[alert.contactWish], 'soft')];
  const score = alert.score === null || scoreWords === null ? null : { value: alert.score, words: scoreWords };
  const answer = [
    ...(score === null && reasons === null ? [] : [verdict(score, reasons)]),
    ...(comment === null ? [] : [voice(comment, m.mail.alert.comment)]),
    ...wish,
  ];
  return renderMail(
    {
      subject,
      preheader,
      headline,
      about: m.mail.order(alert.orderNumber),
      blocks: [
        paragraph(body),
        ...(answer.length === 0 ? [] : [card('bad-tint', answer)]),
        buttons([{ label: m.mail.alert.button, url: alert.caseUrl }], m.mail.plainLink),
        card('card', [facts(factsOf(alert, m, f))]),
      ],
      why: m.mail.alert.why(brand.name),
    },
    brand,
    reader.locale,
  );
};

/** Slack refuses a message in which a header, a field or another text is longer, as it counts: with its entities. */
const slackMax = { header: 150, field: 1900, text: 2900 };
/** A zero-width space keeps Mattermost from hearing `@channel`. */
const slackSigns: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '@': '@\u200b' };

const slackText = (text: string, max = slackMax.text, lineBreak = '\n'): string => {
  let told = '';
  for (const sign of cleanText(text)) {
    const next = sign === '\n' ? lineBreak : (slackSigns[sign] ?? sign);
    if (told.length + next.length > max - 1) return `${told}…`;
    told += next;
  }
  return told;
};

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } });

const slackButton = (label: string, url: string) => ({
  type: 'actions',
  elements: [
    { type: 'button', style: 'primary', url, text: { type: 'plain_text', text: slackText(label, 75), emoji: false } },
  ],
});

/** The same for an incoming webhook: blocks for Slack, and a text that is whole without them. */
export const alertSlack = (
  alert: Alert,
  brand: Pick<MailBrand, 'address'>,
  reader: MailReader,
): Pick<SlackPayload, 'text' | 'blocks'> => {
  const { m, f, reasons, scoreWords, comment, subject, body } = tell(alert, reader, brand.address);
  const label = m.mail.alert.button;
  const link = safeLink(alert.caseUrl);
  const linked = link === null ? null : `<${link.replace(/[|<>]/g, encodeURIComponent)}|${slackText(label)}>`;
  const judged = joined([scoreWords, reasons]);
  const said = [
    judged === '' ? null : `*${slackText(judged, 400)}*`,
    comment === null ? null : `> ${slackText(comment, 2400, '\n> ')}`,
  ].filter((part) => part !== null);
  const fields = factsOf(alert, m, f)
    .slice(0, 10)
    .map((fact) => ({
      type: 'mrkdwn',
      text: `*${slackText(fact.label, 90)}*\n${slackText(fact.value, slackMax.field - 100)}`,
      verbatim: true,
    }));
  const lines = [`*${slackText(subject, 400)}*`, slackText(body), ...said, linked];
  return {
    text: lines.filter((line) => line !== null).join('\n'),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: slackText(subject, slackMax.header), emoji: false } },
      section(slackText(body)),
      ...(said.length === 0 ? [] : [section(said.join('\n'))]),
      { type: 'section', fields },
      ...(link === null ? [] : [slackButton(label, link)]),
    ],
  };
};
