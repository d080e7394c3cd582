/** The chapters that no schema can tell: how to sign in, repeat, fail, and hear from us. */
import { html } from 'hono/html';
import { scopes } from '../auth/index.ts';
import { type FactKind, factKinds } from '../facts.ts';
import { codeList, type Html, prose, shell, table } from './docsMarkup.ts';

export interface Chapter {
  readonly id: string;
  readonly title: string;
  readonly body: Html;
}

export const chapters = ({ base, description }: { base: string; description: string }): readonly Chapter[] => [
  { id: 'start', title: 'Start', body: start(base, description) },
  { id: 'keys', title: 'Keys and scopes', body: keys(base) },
  { id: 'idempotency', title: 'Repeating safely', body: idempotency(base) },
  { id: 'errors', title: 'Errors', body: errors() },
  { id: 'webhooks', title: 'Webhooks', body: webhooks(base) },
];

const leastOrder = `{
  "number": "1001",
  "placedAt": "2026-11-20T09:12:00Z",
  "currency": "EUR",
  "totalMinor": 2580,
  "locale": "de",
  "customer": { "id": "c-1", "email": "c1@example.com", "name": "Naomi Adler", "promoConsent": true },
  "items": [{ "id": "i-1", "productId": "p-1", "name": "Yirgacheffe", "quantity": 2, "unitPriceMinor": 1290 }],
  "shipments": [{ "id": "s-1", "carrier": "DHL", "trackingNumber": "00340434161094042557", "promisedOn": "2026-11-24" }]
}`;

const start = (base: string, description: string): Html => html`
<p>${prose(description)}</p>
<p>${prose('Put an order, and the answer holds the `link` of the page that your confirmation mail points to. Put it again whenever it changes; there is no difference between adding and changing.')}</p>
${shell('The first order', `curl -X PUT '${base}/orders/1001' \\\n  -H 'Authorization: Bearer dsk_…' \\\n  --json '${leastOrder}'`)}
<p>${prose('Amounts are in the minor unit of their currency (`2580` EUR is €25.80, `2580` JPY is ¥2,580). Instants are RFC 3339 with an offset; a day such as `promisedOn` is a day in the shopper’s zone. Fields that are not known here are refused, so a typing error never goes unnoticed.')}</p>`;

const keys = (base: string): Html => html`
<p>${prose('A key belongs to one brand and is shown once, when it is made. It may do everything, or only what its scopes name.')}</p>
${shell('On the server', "npm run -s doorstep -- key add --brand roestwerk --name 'Shop' --scopes orders:write,promos:read")}
${shell('In each request', `curl '${base}/alerts?status=open' -H 'Authorization: Bearer dsk_…'`)}
<ul class="chips">${scopes.map((scope) => html`<li><code>${scope}</code></li>`)}</ul>`;

const idempotency = (base: string): Html => html`
<p>${prose('Every write takes an `Idempotency-Key` of your choice. The same key with the same request gives the first answer again, with `Idempotent-Replayed: true`, for 24 hours; with another request it is refused with 409. What was refused or failed is not kept. After a timeout, send the same request again.')}</p>
${shell(
  'A refund that happens once',
  `curl -X POST '${base}/orders/1001/refunds' \\\n  -H 'Authorization: Bearer dsk_…' \\\n  -H 'Idempotency-Key: refund-8841' \\\n  --json '{"id": "r-8841", "amountMinor": 1290, "currency": "EUR", "refundedAt": "2026-11-26T10:00:00Z"}'`,
)}`;

const errors = (): Html => html`
<p>${prose('Every error is `application/problem+json` (RFC 9457). `code` is stable and made for programs, `detail` is for people, `fields` names what is wrong in the body, and `requestId` finds the line in our log.')}</p>
${shell(
  'A refusal',
  `{
  "type": "about:blank",
  "title": "Unprocessable Content",
  "status": 422,
  "code": "invalid",
  "detail": "The request does not fit its schema",
  "fields": [{ "field": "items.0.quantity", "message": "Too small: expected number to be >=1" }],
  "requestId": "0199a6f2-7c3e-7000-8000-0000000000aa"
}`,
)}
${table(
  ['Status', 'Code', 'When, and what to do'],
  [
    ['400', '`malformed`', 'The body is no JSON. Mend it.'],
    ['401', '`unauthenticated`', 'No key, or one that was revoked.'],
    ['403', '`forbidden`', 'The key lacks the scope that `detail` names.'],
    ['404', '`not_found`', 'Absent, or another brand’s: the two look alike.'],
    ['409', '`conflict`', 'The Idempotency-Key was used for another request, or the id is taken elsewhere.'],
    ['413', '`too_large`', 'More than 2 MB.'],
    ['415', '`unsupported_media_type`', 'A body must be `application/json`.'],
    ['422', '`invalid`', 'It does not fit; `fields` says where. Sending it again changes nothing.'],
    ['429', '`rate_limited`', 'Too many tries. Wait for `Retry-After`.'],
    ['500', '`internal`', 'Our mistake; tell us the `requestId`.'],
    ['503', '`unavailable`', 'Nothing was written. Send it again after `Retry-After`.'],
  ],
)}`;

const aboutOrder = 'orderId, orderNumber, customerId';
const payloads = {
  order: `${aboutOrder}, placedAt, currency, totalMinor, cancelledAt`,
  refund: `${aboutOrder}, refundId, amountMinor, currency, reason, refundedAt`,
  shipment: `${aboutOrder}, shipmentId, carrier, trackingNumber, status, reason, actionRequired, promisedOn, estimateOn, lastEventAt, deliveredAt`,
  subscription: 'customerId, subscriptionId, status, productIds, nextChargeOn, updatedAt',
  change: 'customerId, subscriptionId, changeId, action, change, before, after, by, status, why, requestedAt, answerBy',
  renewal: 'customerId, subscriptionId, chargeOn, productIds, troubled',
  answer: `${aboutOrder}, shipmentId, answerId, occasion, score, negative, reasons, comment, contactWish, source, answeredAt`,
  account: 'customerId, and what the kind names',
  hold: 'customerId, suppressionId, reason, channel, productId, source, from, until, liftedAt, liftedBy, liftedWhy',
} as const;

interface Told {
  readonly when: string;
  readonly data: keyof typeof payloads | 'alert';
  /** Fields that only this kind has. */
  readonly more?: string;
}

/** A kind that is missing here does not compile. */
const told: Readonly<Record<FactKind, Told>> = {
  'order.placed': { when: 'An order came in.', data: 'order' },
  'order.changed': { when: 'It was put again.', data: 'order' },
  'order.cancelled': { when: 'It was cancelled.', data: 'order' },
  'refund.made': { when: 'A refund was recorded.', data: 'refund' },
  'shipment.registered': { when: 'A parcel, or its tracking number, is new.', data: 'shipment' },
  'shipment.moved': { when: 'Its status changed.', data: 'shipment', more: 'from, to, occurredAt' },
  'shipment.scanned': { when: 'A scan that changed no status.', data: 'shipment' },
  'shipment.estimated': { when: 'The carrier expects it at another time.', data: 'shipment' },
  'shipment.watched': { when: 'It came onto the watch list.', data: 'shipment', more: 'watchReasons' },
  'shipment.acknowledged': { when: 'Somebody took care of it: it is off the watch list.', data: 'shipment' },
  'shipment.acknowledgement_withdrawn': { when: 'It is back on the watch list.', data: 'shipment' },
  'promise.slipped': { when: 'The promised day moved.', data: 'shipment', more: 'was' },
  'subscription.changed': { when: 'A subscription began, changed or ended.', data: 'subscription' },
  'sentiment.answered': { when: 'The shopper said how it went, or changed it.', data: 'answer' },
  'hold.set': { when: 'Promotions to someone stopped.', data: 'hold' },
  'hold.released': { when: 'They may go out again.', data: 'hold' },
  'alert.opened': { when: 'A case needs a person.', data: 'alert' },
  'alert.joined': { when: 'More bad news on an open case.', data: 'alert' },
  'alert.acknowledged': { when: 'Somebody has it.', data: 'alert' },
  'alert.confirmed': { when: 'The shopper says that it is solved.', data: 'alert' },
  'alert.reopened': { when: 'The shopper says that it is not.', data: 'alert' },
  'alert.escalated': { when: 'The time to answer ran out.', data: 'alert' },
  'alert.replied': { when: 'Support or the shopper wrote.', data: 'alert', more: 'by, text' },
  'alert.resolved': { when: 'Support closed it with an outcome.', data: 'alert' },
  'points.earned': { when: 'Points were earned.', data: 'account', more: 'points, earnedFor, spendableAt' },
  'points.unlocked': { when: 'Pending points can be spent.', data: 'account', more: 'points' },
  'points.expiring': {
    when: '30, 7 and 1 day before they go.',
    data: 'account',
    more: 'points, expiresOn, daysBefore',
  },
  'points.expired': { when: 'They went.', data: 'account', more: 'points, expiredOn' },
  'points.reversed': { when: 'A refund took points back.', data: 'account', more: 'points, refundId' },
  'points.adjusted': { when: 'Support gave or took points.', data: 'account', more: 'points, by' },
  'redemption.held': { when: 'A reward is asked for: make its code.', data: 'account', more: 'redemptionId, points' },
  'redemption.redeemed': { when: 'Its code was handed over.', data: 'account', more: 'redemptionId, points' },
  'redemption.released': {
    when: 'It did not come about; the points are back.',
    data: 'account',
    more: 'redemptionId, points',
  },
  'redemption.expired': { when: 'Nobody made its code in time.', data: 'account', more: 'redemptionId, points' },
  'tier.raised': { when: 'A higher tier was reached.', data: 'account', more: 'from, to' },
  'tier.lowered': { when: 'A period ended below the mark.', data: 'account', more: 'from, to' },
  'tier.at_risk': { when: 'A period ends soon below the mark.', data: 'account', more: 'tier, missing, untilOn' },
  'subscription.change_requested': {
    when: 'The shopper changed a subscription: make it so, and answer with `PUT subscriptions/{id}/changes/{changeId}`.',
    data: 'change',
  },
  'subscription.change_confirmed': { when: 'The shop has made it so.', data: 'change' },
  'subscription.change_rolled_back': { when: 'The shop refused it, or changed it otherwise.', data: 'change' },
  'subscription.renewal_ahead': {
    when: 'A charge comes soon. `troubled`: the last delivery went wrong, say first that this one can wait.',
    data: 'renewal',
  },
  'referral.invited': { when: 'A friend took the invitation.', data: 'account', more: 'referralId' },
  'referral.ordered': { when: 'An invited friend ordered.', data: 'account', more: 'referralId' },
  'referral.on_its_way': { when: 'The friend’s parcel is on its way.', data: 'account', more: 'referralId' },
  'referral.rewarded': { when: 'Both sides got their reward.', data: 'account', more: 'referralId' },
  'referral.held': { when: 'A person should look at it.', data: 'account', more: 'referralId' },
  'referral.refused': { when: 'It was looked at and refused.', data: 'account', more: 'referralId' },
  'referral.cancelled': { when: 'The friend’s order went back.', data: 'account', more: 'referralId' },
  'customer.joined': { when: 'The shopper signed in for the first time.', data: 'account' },
  'customer.changed': { when: 'The shopper changed her profile.', data: 'account' },
  'customer.erased': { when: 'Her data was erased.', data: 'account' },
  'consent.changed': {
    when: 'She allowed or forbade a topic on a channel.',
    data: 'account',
    more: 'topic, channel, given',
  },
};

const verification = `import { Webhook } from 'standardwebhooks';

const doorstep = new Webhook(process.env.DOORSTEP_WEBHOOK_SECRET); // whsec_…
// rawBody: the bytes as they came, before any JSON parser. It throws when the signature is not ours.
const { type, timestamp, data } = doorstep.verify(rawBody, request.headers);
if (await isNew(request.headers['webhook-id'])) await handle(type, data);`;

const byHand = `const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': given } = request.headers;
const mac = createHmac('sha256', Buffer.from(secret.replace('whsec_', ''), 'base64')).update(\`\${id}.\${at}.\${rawBody}\`).digest();
const ours = given.split(' ').map((one) => Buffer.from(one.replace('v1,', ''), 'base64'));
const genuine = ours.some((one) => one.length === mac.length && timingSafeEqual(one, mac));
if (!genuine || Math.abs(Date.now() / 1000 - at) > 300) throw new Error('not from Doorstep');`;

const webhooks = (base: string): Html => html`
<p>${prose('Register an address, and every fact is posted to it as soon as it is committed. The answer to the first PUT shows the signing secret, once.')}</p>
${shell('Register', `curl -X PUT '${base}/webhooks/support' \\\n  -H 'Authorization: Bearer dsk_…' \\\n  --json '{"url": "https://shop.example/doorstep", "kinds": ["alert.opened", "hold.set", "hold.released"]}'`)}
${shell(
  'What arrives',
  `POST /doorstep
webhook-id: 0199a6f2-7c3e-7000-8000-0000000000aa
webhook-timestamp: 1795252740
webhook-signature: v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=

{ "type": "hold.set", "timestamp": "2026-11-21T09:19:00.000Z", "data": { "customerId": "c-1", "reason": "negative_sentiment", … } }`,
)}
<h3>Verify it</h3>
<p>They follow <a href="https://www.standardwebhooks.com" rel="noreferrer">Standard Webhooks</a>, so any library of theirs will do. During a rotation the secret before signs along for a day: one good signature out of the list is enough.</p>
${shell('With the library', verification)}
${shell('With nothing but Node', byHand)}
<h3>Delivery</h3>
<p>${prose('Any 2xx within the time limit counts as taken. Otherwise we try again after 5 seconds, 5 minutes, 30 minutes, 2, 5, 10, 14, 20 and 24 hours, always under the same `webhook-id`; 410 ends it at once, and 429 or 503 with `Retry-After` is respected. Delivery is at least once and the order is not promised: tell repetitions by `webhook-id`, and news from old by `timestamp`. A body is at most 20 kB; longer free texts are cut and end in an ellipsis.')}</p>
<h3>What we tell</h3>
<p>${prose('Ids of orders, customers, shipments, refunds and suppressions are your own, those of alerts and answers ours. No name, address or phone number is ever in a webhook.')}</p>
${table(
  ['Kind', 'When', 'In `data`'],
  factKinds.map((kind) => {
    const { when, data, more } = told[kind];
    return [`\`${kind}\``, when, more === undefined ? data : `${data}, and ${codeList(more)}`];
  }),
)}
<dl class="tree">${Object.entries(payloads).map(
  ([name, fields]) => html`<div><dt>${name}</dt><dd>${prose(codeList(fields))}</dd></div>`,
)}<div><dt>alert</dt><dd>${prose('What `GET /alerts/{id}` answers, with `orderNumber` and the `url` of the case on the desk.')}</dd></div></dl>`;
