import { randomUUID } from 'node:crypto';
import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { orders, outboxMessages, redemptions, shipments } from '../../db/schema/index.ts';
import {
  acknowledgeAlert,
  addShopperMessage,
  escalateOverdueAlerts,
  raiseAlert,
  reopenAlert,
  replyToShopper,
  resolveAlert,
} from '../alerts/index.ts';
import { addStaff, createLinks, disableStaff } from '../auth/index.ts';
import { putBrand } from '../brands/index.ts';
import { brandTokens } from '../brands/theme.ts';
import { type Fact, type FactKind, factKinds } from '../facts.ts';
import { days } from '../kit/clock.ts';
import { createSealer } from '../kit/seal.ts';
import { putOrder, recordRefund } from '../orders/index.ts';
import { answerSentiment } from '../sentiment/index.ts';
import { openWorkshop, type Workshop } from '../testing/workshop.ts';
import type { React } from '../work.ts';
import type { EmailPayload, SlackPayload, WebhookPayload } from './channel.ts';
import { slackUrlPurpose, webhookBodyMaxBytes } from './channels/index.ts';
import { createWebhookChannel } from './channels/webhook/channel.ts';
import { connectSlack, createNotificationReactions, putWebhook } from './index.ts';

const secret = 'a secret of at least 32 characters';
const sealer = createSealer(secret);
const links = createLinks(secret);
const reactions = createNotificationReactions({ linkOf: links.linkOf, tokensOf: brandTokens, openCode: () => null });

const tellings = {
  'alert.opened': reactions.tellSupport,
  'alert.reopened': reactions.tellSupport,
  'alert.escalated': reactions.tellSupport,
  'alert.replied': reactions.passOnReply,
  'alert.resolved': reactions.askWhetherSolved,
};
const react: React = async (work, fact) => {
  // Each stands at its own kind, which TypeScript cannot follow across a union.
  const tell = (tellings as Partial<Record<FactKind, unknown>>)[fact.kind] as React | undefined;
  await tell?.(work, fact);
  await reactions.sendWebhooks(work, fact);
};

let workshop: Workshop;
let brandId: string;
beforeAll(async () => {
  workshop = await openWorkshop(react);
});
afterAll(() => workshop.close());

interface Scene {
  readonly orderId: string;
  readonly customerId: string;
  readonly shipmentId: string;
  readonly pageUrl: string;
}

/** A brand with an order that is delivered; nothing waits to be sent. */
const openScene = async (
  with_: { settings?: unknown; email?: string | null; locale?: string } = {},
): Promise<Scene> => {
  const email = with_.email === undefined ? 'naomi@example.com' : with_.email;
  const order = await workshop.perform(async (work) => {
    await putBrand(work, {
      id: brandId,
      name: 'Röstwerk Köln',
      origin: `https://${brandId}.example`,
      locale: 'de',
      timeZone: 'Europe/Berlin',
      settings: { support: { email: 'hallo@roestwerk.example' }, ...((with_.settings ?? {}) as object) },
    });
    const told = await putOrder(
      work,
      brandId,
      'o-1',
      {
        number: '1001',
        placedAt: new Date('2026-11-18T09:00:00Z'),
        currency: 'EUR',
        totalMinor: 2580,
        locale: with_.locale ?? 'en',
        customer: { id: 'c-1', name: 'Naomi Klein', ...(email === null ? {} : { email }) },
        items: [{ id: 'i-1', name: 'Yirgacheffe', quantity: 2, unitPriceMinor: 1290 }],
        shipments: [
          {
            id: 's-1',
            carrier: 'DHL',
            trackingNumber: '00340434161094042557',
            promisedOn: '2026-11-19',
            itemIds: ['i-1'],
          },
        ],
      },
      'test',
    );
    return told.order;
  });
  const [shipment] = await workshop.store.read((reader) =>
    reader.select().from(shipments).where(eq(shipments.orderId, order.id)),
  );
  const link = links.linkOf({ brandId, orderId: order.id, version: 1 });
  return {
    orderId: order.id,
    customerId: order.customerId,
    shipmentId: shipment?.id ?? '',
    pageUrl: `https://${brandId}.example/t/${link}`,
  };
};

const answer = ({ orderId, customerId, shipmentId }: Scene, comment = 'Eine Tüte ist aufgerissen') =>
  workshop.perform((work) =>
    answerSentiment(work, {
      brandId,
      customerId,
      orderId,
      shipmentId,
      occasion: 'delivered',
      score: 1,
      reasons: ['damaged'],
      comment,
      contactWish: 'email',
      source: 'page',
    }),
  );

const openCase = async (scene: Scene, comment?: string): Promise<string> => {
  const { answerId } = await answer(scene, comment);
  const { orderId, customerId, shipmentId } = scene;
  const raised = await workshop.perform((work) =>
    raiseAlert(work, { brandId, customerId, orderId, shipmentId, severity: 'high', answerId, text: null }),
  );
  return raised.alertId;
};

const staffOf = (email: string, role: string, locale = 'de') =>
  workshop.perform((work) =>
    addStaff(work, { brandId, email: `${email}@roestwerk.example`, role, locale, name: email }),
  );

const outbox = () =>
  workshop.store.read((reader) =>
    reader.select().from(outboxMessages).where(eq(outboxMessages.brandId, brandId)).orderBy(asc(outboxMessages.id)),
  );
const mails = async () =>
  (await outbox()).flatMap((row) => (row.channel === 'email' ? [{ ...row, mail: row.payload as EmailPayload }] : []));
const webhooks = async () =>
  (await outbox()).flatMap((row) =>
    row.channel === 'webhook' ? [{ ...row, hook: row.payload as WebhookPayload }] : [],
  );
const clear = () => workshop.perform(({ tx }) => tx.delete(outboxMessages).where(eq(outboxMessages.brandId, brandId)));
const mara = { id: '', name: 'Mara Vogt' };

beforeEach(() => {
  brandId = randomUUID();
});

describe('support', () => {
  test('ok: every agent and admin is told, each in their language, with a link to the case', async () => {
    const scene = await openScene();
    await staffOf('agent', 'agent', 'de');
    await staffOf('admin', 'admin', 'en');
    await staffOf('marketer', 'marketer');
    const { id } = await staffOf('gone', 'agent');
    await workshop.perform((work) => disableStaff(work, { brandId, id }));
    const alertId = await openCase(scene);
    const told = await mails();
    expect(told.map(({ mail }) => mail.to.address)).toEqual(['agent@roestwerk.example', 'admin@roestwerk.example']);
    expect(told.every(({ priority, customerId }) => priority === 0 && customerId === scene.customerId)).toBe(true);
    expect(told[0]?.mail.subject).not.toBe(told[1]?.mail.subject);
    for (const { mail } of told) {
      expect(mail.text).toContain(`https://${brandId}.example/desk/cases/${alertId}`);
      expect(mail.text).toContain('Eine Tüte ist aufgerissen');
      expect(mail.text).toContain('1001');
      expect(mail.text).not.toContain('naomi@example.com');
      expect(mail.from).toEqual({ name: 'Röstwerk Köln', address: 'hallo@roestwerk.example' });
    }
  });

  test('ok: where the brand names addresses, they are told instead, an agent among them in their language', async () => {
    const scene = await openScene({ settings: { alertEmails: ['Team@roestwerk.example', 'admin@roestwerk.example'] } });
    await staffOf('admin', 'admin', 'en');
    await staffOf('agent', 'agent');
    await openCase(scene);
    const told = await mails();
    expect(told.map(({ mail }) => mail.to)).toEqual([
      { name: null, address: 'team@roestwerk.example' },
      { name: 'admin', address: 'admin@roestwerk.example' },
    ]);
    expect(told[0]?.mail.subject).not.toBe(told[1]?.mail.subject);
  });

  test('ok: while nobody is on the staff, the address of support is told, else the usual one of the domain', async () => {
    await openCase(await openScene());
    expect((await mails()).map(({ mail }) => mail.to.address)).toEqual(['hallo@roestwerk.example']);
    brandId = randomUUID();
    await openCase(await openScene({ settings: { support: {} } }));
    expect((await mails()).map(({ mail }) => mail.to.address)).toEqual([`support@${brandId}.example`]);
  });

  test('ok: Slack gets one message, with its URL sealed', async () => {
    const url = 'https://hooks.slack.com/services/T0/B0/secret';
    const scene = await openScene();
    const outbound = { checkTargetUrl: () => null };
    await workshop.perform((work) => connectSlack(work, { sealer, outbound }, { brandId, url }));
    const alertId = await openCase(scene);
    const slack = (await outbox()).filter(({ channel }) => channel === 'slack');
    expect(slack).toHaveLength(1);
    const payload = slack[0]?.payload as SlackPayload;
    expect(sealer.open(payload.sealedUrl, slackUrlPurpose)).toBe(url);
    expect(JSON.stringify(payload)).not.toContain('hooks.slack.com');
    expect(payload.text).toContain(`/desk/cases/${alertId}`);
  });

  test('ok: overdue and reopened cases are told again, each time anew and in one thread', async () => {
    const scene = await openScene();
    await staffOf('agent', 'agent');
    const alertId = await openCase(scene);
    workshop.clock.advance(days(4));
    await workshop.perform((work) => escalateOverdueAlerts(work, { brandId, limit: 10 }));
    const resolve = () =>
      workshop.perform((work) =>
        resolveAlert(work, { brandId, alertId, agent: mara, outcome: 'replaced', note: null }),
      );
    const reopen = (text: string | null) =>
      workshop.perform((work) => reopenAlert(work, { brandId, orderId: scene.orderId, alertId, text }));
    await resolve();
    await reopen('Die zweite Tüte ist auch kaputt');
    workshop.clock.advance(days(1));
    await resolve();
    await reopen(null);
    const told = (await mails()).filter(({ mail }) => mail.to.address === 'agent@roestwerk.example');
    expect(told).toHaveLength(4);
    expect(new Set(told.map(({ mail }) => mail.inReplyTo)).size).toBe(1);
    expect(told[2]?.mail.text).toContain('Die zweite Tüte ist auch kaputt');
    expect(told[3]?.mail.text).toContain('Eine Tüte ist aufgerissen');
  });

  test('ok: the same fact twice in one transaction is told once', async () => {
    const scene = await openScene();
    await staffOf('agent', 'agent');
    const alertId = await openCase(scene);
    const { customerId, orderId } = scene;
    await workshop.perform((work) => work.record({ kind: 'alert.opened', brandId, alertId, customerId, orderId }));
    expect(await mails()).toHaveLength(1);
  });
});

describe('the shopper', () => {
  const reply = (alertId: string, text = 'Ein neues Paket ist unterwegs.') =>
    workshop.perform((work) => replyToShopper(work, { brandId, alertId, agent: mara, text }));
  /** Without those that told support of her case. */
  const mailsToHer = async () => (await mails()).filter(({ mail }) => mail.to.address !== 'hallo@roestwerk.example');

  test('ok: what support wrote reaches her with the link of her page, in the language of her order', async () => {
    const scene = await openScene();
    await reply(await openCase(scene));
    const [told] = await mailsToHer();
    expect(told).toMatchObject({ priority: 1, customerId: scene.customerId });
    expect(told?.mail.to).toEqual({ name: 'Naomi Klein', address: 'naomi@example.com' });
    expect(told?.mail.replyTo).toBe('hallo@roestwerk.example');
    expect(told?.mail.subject).toBe('We have answered you (order 1001)');
    expect(told?.mail.text).toContain(scene.pageUrl);
    expect(told?.mail.text).toContain('Ein neues Paket ist unterwegs.');
    expect(told?.mail.text).toContain('Mara');
    expect(told?.mail.text).not.toContain('Vogt');
  });

  test('ok: a language that the brand does not speak becomes the language of the brand', async () => {
    const scene = await openScene({ locale: 'sv' });
    await reply(await openCase(scene));
    const [told] = await mailsToHer();
    expect(told?.mail.html).toContain('lang="de"');
  });

  test('ok: a link that was revoked is not given out again', async () => {
    const scene = await openScene();
    const alertId = await openCase(scene);
    await workshop.perform(({ tx }) => tx.update(orders).set({ linkVersion: 2 }).where(eq(orders.id, scene.orderId)));
    await reply(alertId);
    const [told] = await mailsToHer();
    expect(told?.mail.text).not.toContain(scene.pageUrl);
    expect(told?.mail.text).toContain(links.linkOf({ brandId, orderId: scene.orderId, version: 2 }));
  });

  test('ok: when her case is resolved she is asked whether it is', async () => {
    const scene = await openScene();
    const alertId = await openCase(scene);
    await workshop.perform((work) =>
      resolveAlert(work, { brandId, alertId, agent: mara, outcome: 'replaced', note: 'nur für uns' }),
    );
    const [told] = await mailsToHer();
    expect(told?.mail.subject).toBe('Is it solved? (order 1001)');
    for (const answer of ['yes', 'no']) {
      expect(told?.mail.text).toContain(`${scene.pageUrl}?solved=${answer}&parcel=s-1#ask-s-1`);
    }
    expect(told?.mail.text).not.toContain('nur für uns');
  });

  test('ok: without an address nothing is mailed to her', async () => {
    const alertId = await openCase(await openScene({ email: null }));
    await reply(alertId);
    await workshop.perform((work) =>
      resolveAlert(work, { brandId, alertId, agent: mara, outcome: 'refunded', note: null }),
    );
    expect(await mailsToHer()).toEqual([]);
  });

  test('ok: what she writes reaches the agent who has the case, and nobody else', async () => {
    const scene = await openScene();
    const agent = await staffOf('agent', 'agent');
    await staffOf('colleague', 'agent');
    const alertId = await openCase(scene);
    await workshop.perform((work) => acknowledgeAlert(work, { brandId, alertId, agent: { id: agent.id, name: 'A' } }));
    await clear();
    const say = (text: string) =>
      workshop.perform((work) => addShopperMessage(work, { brandId, orderId: scene.orderId, alertId, text }));
    await say('Danke, ich warte.');
    const told = await mails();
    expect(told.map(({ mail }) => mail.to.address)).toEqual(['agent@roestwerk.example']);
    expect(told[0]?.mail.text).toContain('Danke, ich warte.');
    expect(told[0]?.mail.text).toContain(`/desk/cases/${alertId}`);
  });

  test('ok: what she writes into a case that no member of staff has reaches all of support', async () => {
    const scene = await openScene();
    await staffOf('agent', 'agent');
    await staffOf('colleague', 'agent');
    const alertId = await openCase(scene);
    await clear();
    await workshop.perform((work) =>
      addShopperMessage(work, { brandId, orderId: scene.orderId, alertId, text: 'Hallo?' }),
    );
    expect(await mails()).toHaveLength(2);
  });

  test('ok: what she writes into a closed case is told once, as reopening it', async () => {
    const scene = await openScene();
    await staffOf('agent', 'agent');
    const alertId = await openCase(scene);
    await workshop.perform((work) =>
      resolveAlert(work, { brandId, alertId, agent: mara, outcome: 'replaced', note: null }),
    );
    await clear();
    await workshop.perform((work) =>
      addShopperMessage(work, { brandId, orderId: scene.orderId, alertId, text: 'Wieder zerbrochen' }),
    );
    const told = await mails();
    expect(told).toHaveLength(1);
    expect(told[0]?.mail.text).toContain('Wieder zerbrochen');
  });
});

describe('webhooks', () => {
  const subscribe = (id: string, kinds: string[] = []) =>
    workshop.perform((work) => putWebhook(work, sealer, { brandId, id, url: `https://${id}.example/hook`, kinds }));

  test('ok: an endpoint gets the kinds that it asked for, or all; none of another brand', async () => {
    const scene = await openScene();
    await subscribe('all');
    await subscribe('cases', ['alert.opened', 'alert.resolved']);
    const ours = brandId;
    brandId = randomUUID();
    await openScene();
    await subscribe('another brand');
    await clear();
    brandId = ours;
    await openCase(scene);
    const sentTo = (await webhooks()).map(({ hook }) => [new URL(hook.url).host, hook.body.type]);
    expect(sentTo).toEqual([
      ['all.example', 'sentiment.answered'],
      ['all.example', 'alert.opened'],
      ['cases.example', 'alert.opened'],
    ]);
  });

  test('ok: says what happened by the ids of the merchant, and nothing that names the shopper', async () => {
    const scene = await openScene();
    await subscribe('all');
    const alertId = await openCase(scene);
    const [answered, opened] = await webhooks();
    expect(answered).toMatchObject({ priority: 2, customerId: scene.customerId });
    expect(answered?.hook.body).toEqual({
      type: 'sentiment.answered',
      timestamp: workshop.clock().toISOString(),
      data: expect.objectContaining({
        customerId: 'c-1',
        orderId: 'o-1',
        orderNumber: '1001',
        shipmentId: 's-1',
        score: 1,
        negative: true,
        reasons: ['damaged'],
        comment: 'Eine Tüte ist aufgerissen',
        contactWish: 'email',
      }),
    });
    expect(opened).toMatchObject({ priority: 0 });
    expect(opened?.hook.body.data).toMatchObject({
      id: alertId,
      status: 'open',
      customerId: 'c-1',
      orderId: 'o-1',
      shipmentId: 's-1',
      url: `https://${brandId}.example/desk/cases/${alertId}`,
      sentiment: { score: 1, reasons: ['damaged'] },
    });
    const all = JSON.stringify([answered?.hook.body, opened?.hook.body]);
    for (const personal of ['naomi@example.com', 'Naomi', scene.customerId]) expect(all).not.toContain(personal);
  });

  test('ok: every kind of fact has a body', async () => {
    const scene = await openScene();
    const alertId = await openCase(scene);
    await workshop.perform((work) =>
      recordRefund(work, brandId, 'o-1', {
        id: 'r-1',
        amountMinor: 1290,
        currency: 'EUR',
        refundedAt: workshop.clock(),
        reason: 'torn',
      }),
    );
    await workshop.perform((work) => replyToShopper(work, { brandId, alertId, agent: mara, text: 'Hallo' }));
    const happened = workshop.facts.filter((fact) => fact.brandId === brandId);
    const [refund, replied, answered] = (['refund.made', 'alert.replied', 'sentiment.answered'] as const).map((kind) =>
      happened.find((fact) => fact.kind === kind),
    );
    const redemptionId = workshop.newId();
    await workshop.perform((work) =>
      work.tx.insert(redemptions).values({
        id: redemptionId,
        brandId,
        customerId: scene.customerId,
        points: 500,
        status: 'redeemed',
        promise: { kind: 'free_shipping', title: { de: 'Versand' } },
        createdAt: work.now,
      }),
    );
    await subscribe('all');
    await clear();
    const about = { brandId, orderId: scene.orderId, customerId: scene.customerId };
    const more = {
      shipmentId: scene.shipmentId,
      alertId,
      subscriptionId: 'sub-1',
      holdId: 'h-1',
      reason: 'negative_sentiment',
      outcome: 'other',
      changeId: 'change-1',
      redemptionId,
      referralId: 'referral-1',
    };
    const moved = {
      from: 'in_transit',
      to: 'delivered',
      occurredAt: '2026-11-20T08:00:00Z',
      promisedOn: '2026-11-21',
      was: '2026-11-20',
    };
    await workshop.perform(async (work) => {
      for (const kind of factKinds) {
        const known = [refund, replied, answered].find((fact) => fact?.kind === kind);
        // Whatever the kind needs is among these.
        await reactions.sendWebhooks(work, known ?? ({ ...about, ...more, ...moved, kind } as Fact));
      }
    });
    const sent = await webhooks();
    expect(sent.map(({ hook }) => hook.body.type)).toEqual([...factKinds]);
    expect(sent.every(({ hook }) => (hook.body.data as { customerId: string }).customerId === 'c-1')).toBe(true);
    const dataOf = (kind: string) => sent.find(({ hook }) => hook.body.type === kind)?.hook.body.data;
    expect(dataOf('refund.made')).toMatchObject({ refundId: 'r-1', amountMinor: 1290, reason: 'torn' });
    expect(dataOf('alert.replied')).toMatchObject({ by: 'support', text: 'Hallo' });
    expect(dataOf('shipment.moved')).toMatchObject({ shipmentId: 's-1', from: 'in_transit', to: 'delivered' });
    expect(dataOf('promise.slipped')).toMatchObject({ promisedOn: '2026-11-19', was: '2026-11-20' });
  });

  test.each([
    ['control characters', '\u0001'],
    ['halves of surrogate pairs', '\ud83d'],
    ['emoji', '🫠'],
  ])('ok: words that are nothing but %s are delivered, cut where they must be', async (_, sign) => {
    const scene = await openScene();
    await subscribe('all');
    const words = sign.repeat(4_000).slice(0, 4_000);
    const alertId = await openCase(scene, words);
    await workshop.perform((work) => replyToShopper(work, { brandId, alertId, agent: mara, text: words }));
    const bytes: number[] = [];
    const channel = createWebhookChannel(
      {
        async post(_url, { body }) {
          bytes.push(Buffer.byteLength(body));
          return { status: 204, headers: {}, body: '' };
        },
      },
      sealer,
    );
    const sent = await webhooks();
    expect(sent.map(({ hook }) => hook.body.type)).toEqual(['sentiment.answered', 'alert.opened', 'alert.replied']);
    for (const { id, hook } of sent) {
      expect(await channel.send({ id, payload: hook, now: workshop.clock() })).toEqual({ outcome: 'sent' });
      expect(JSON.stringify(hook.body.data)).toContain(JSON.stringify(sign.toWellFormed().repeat(100)).slice(1, -1));
    }
    expect(Math.max(...bytes)).toBeLessThanOrEqual(webhookBodyMaxBytes);
  });

  test('ok: the same news twice is one webhook, other news at the same instant is another', async () => {
    const scene = await openScene();
    await subscribe('all');
    const about = { brandId, orderId: scene.orderId, customerId: scene.customerId };
    const record = () => workshop.perform((work) => work.record({ kind: 'order.changed', ...about }));
    await record();
    await record();
    expect(await webhooks()).toHaveLength(1);
    await workshop.perform(({ tx }) => tx.update(orders).set({ totalMinor: 1 }).where(eq(orders.id, scene.orderId)));
    await record();
    expect(await webhooks()).toHaveLength(2);
  });

  test('ok: during a rotation it is signed with both secrets, afterwards with the new one', async () => {
    const scene = await openScene();
    await subscribe('all');
    await workshop.perform((work) =>
      putWebhook(work, sealer, { brandId, id: 'all', url: 'https://all.example/hook', rotate: true }),
    );
    await answer(scene, 'one');
    workshop.clock.advance(days(2));
    await answer(scene, 'two');
    expect((await webhooks()).map(({ hook }) => hook.sealedSecrets.length)).toEqual([2, 1]);
  });
});

test('ok: a sign-in code is mailed to the address as we hold it, before everything that can wait', async () => {
  await openScene();
  await workshop.perform((work) =>
    reactions.sendSignInCode(work, {
      brandId,
      audience: 'staff',
      to: { id: 'staff-1', email: 'agent@roestwerk.example', name: 'Mara', locale: 'en' },
      code: '042137',
      codeId: 'code-1',
      expiresAt: new Date(work.now.getTime() + 600_000),
    }),
  );
  const [told] = await mails();
  expect(told).toMatchObject({ priority: 1 });
  expect(told?.mail.subject).toBe('042137 is your code for Röstwerk Köln');
  expect(told?.mail.text).toContain('10 minutes');
});
