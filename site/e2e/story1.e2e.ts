/** Story 1, in a real browser: Naomi's parcel arrives damaged, she says so, and a person makes it good. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { messagesFor } from '../messages/index.ts';
import { signInAtDesk } from './desk.ts';
import { eventually, openStage, type Stage, said } from './stage.ts';

const m = messagesFor('de', 'familiar');

interface Case {
  readonly id: string;
  readonly status: string;
  readonly reopenedCount: number;
}

interface Decision {
  readonly allowed: boolean;
  readonly reasons: readonly { readonly code: string }[];
}

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const decisionAbout = (customer: string) => stage.api<Decision>(`/promos/decision?customer=${customer}&product=soap`);
const caseOf = async (order: string): Promise<Case> => {
  for (const status of ['open', 'acknowledged', 'resolved', 'confirmed']) {
    const { alerts } = await stage.api<{ alerts: (Case & { orderId: string })[] }>(`/alerts?status=${status}`);
    const found = alerts.find(({ orderId }) => orderId === order);
    if (found) return found;
  }
  throw new Error(`order ${order} has no case`);
};

/** From the door to the answer sent, as she does it. */
const complain = async (page: Page, comment: string): Promise<void> => {
  await page.getByRole('button', { name: m.ask.faces.one }).click();
  await page.getByRole('heading', { name: m.ask.sorry }).waitFor();
  await page.getByRole('checkbox', { name: m.ask.reasons.damaged }).check();
  await page.getByRole('textbox', { name: m.ask.comment }).fill(comment);
  await page.getByRole('button', { name: m.ask.send, exact: true }).click();
  await page.getByRole('heading', { name: said(m.care.answerBy) }).waitFor();
};

describe('story 1', () => {
  test('ok: from the printed link to a confirmed resolution', async () => {
    const { link } = stage.personaOf('Naomi');
    const page = await stage.openPage();
    await page.goto(link);
    await page.getByRole('heading', { level: 1, name: /heute|morgen/i }).waitFor();

    await stage.deliver('Naomi');
    await page.reload();
    await page.getByRole('heading', { level: 1, name: /heute um .+ angekommen/i }).waitFor();
    await page.getByRole('heading', { name: m.ask.question }).waitFor();
    expect(await decisionAbout('c-naomi')).toMatchObject({ allowed: true });

    await complain(page, 'Zwei Tüten sind aufgerissen.');
    await page.getByText(m.care.paused).waitFor();
    const denied = await decisionAbout('c-naomi');
    expect(denied.allowed).toBe(false);
    expect(denied.reasons.map(({ code }) => code)).toContain('negative_sentiment');

    const mail = await stage.mailTo('mara@roestwerk.example');
    expect(mail.subject).toContain('1001');
    expect(mail.text).toContain('/desk/cases/');
    expect(await caseOf('1001')).toMatchObject({
      status: 'open',
      sentiment: { score: 1, reasons: ['damaged'], comment: 'Zwei Tüten sind aufgerissen.' },
    });

    const desk = await stage.openPage({ locale: 'de-DE' });
    const url = /http\S+\/desk\/cases\/\S+/.exec(mail.text ?? '')?.[0] ?? '';
    await signInAtDesk(stage, desk, { url, email: 'mara@roestwerk.example' });
    const timeline = desk.getByRole('article');
    await timeline.getByText('Zwei Tüten sind aufgerissen.').first().waitFor();
    await timeline.getByText('c-naomi', { exact: false }).or(timeline.getByText('naomi@example.com')).first().waitFor();

    await desk.getByRole('button', { name: m.desk.actions.take }).click();
    await page.reload();
    await page.getByRole('heading', { name: /Mara/ }).waitFor();

    await desk
      .getByRole('textbox', { name: said(m.desk.actions.replyLabel) })
      .fill('Zwei neue Tüten gehen heute raus.');
    await desk.getByRole('button', { name: m.desk.actions.replySend }).click();
    await timeline.getByText('Zwei neue Tüten gehen heute raus.').waitFor();
    await stage.mailTo('naomi@example.com', ({ text }) => text?.includes('Zwei neue Tüten gehen heute raus.') ?? false);
    await page.reload();
    await page.getByRole('list', { name: m.care.messages }).getByText('Zwei neue Tüten gehen heute raus.').waitFor();

    await desk.getByRole('button', { name: m.desk.actions.resolve }).click();
    await desk.getByRole('radio', { name: m.desk.outcomes.replaced }).check();
    await desk.getByRole('button', { name: m.desk.actions.resolveSend }).click();
    await timeline.getByText(m.desk.statuses.resolved).first().waitFor();
    await page.reload();
    await page.getByRole('heading', { name: m.care.resolvedTitle }).waitFor();
    const subject = m.mail.resolved.subject({ number: '1001' });
    await stage.mailTo('naomi@example.com', (one) => one.subject === subject);

    await page.getByRole('button', { name: m.care.yes }).click();
    await page.getByRole('heading', { name: m.care.confirmed }).waitFor();
    expect(await caseOf('1001')).toMatchObject({ status: 'confirmed', reopenedCount: 0 });
    await page.reload();
    await page.getByRole('heading', { name: m.care.confirmed }).waitFor();

    // What was settled may break again: the way back to a person stays open.
    await page.getByText(m.ask.change, { exact: true }).click();
    await page.getByRole('textbox', { name: m.ask.comment }).fill('Auch die neuen sind zerrissen.');
    await page.getByRole('button', { name: m.ask.send, exact: true }).click();
    await page.getByRole('heading', { name: said(m.care.answerBy) }).waitFor();
    expect(await caseOf('1001')).toMatchObject({
      status: 'open',
      sentiment: { comment: 'Auch die neuen sind zerrissen.' },
    });
  });

  test('ok: a “not yet” opens the case again and tells support', async () => {
    await stage.deliver('Jonas');
    const page = await stage.openPage();
    await page.goto(stage.personaOf('Jonas').link);
    await complain(page, 'Der Filter hat einen Sprung.');
    await stage.resolve('1004', 'replaced');

    await page.reload();
    await page.getByText(m.care.no, { exact: true }).click();
    await page.getByRole('textbox', { name: m.care.noHint }).fill('Der neue ist auch gesprungen.');
    await page.getByRole('button', { name: m.care.replySend, exact: true }).click();
    await page.getByText('Der neue ist auch gesprungen.').waitFor();
    expect(await caseOf('1004')).toMatchObject({ status: 'open', reopenedCount: 1 });
    await stage.mailTo(
      'mara@roestwerk.example',
      ({ text }) => text?.includes('Der neue ist auch gesprungen.') ?? false,
    );
    expect((await decisionAbout('c-jonas')).allowed).toBe(false);
  });

  test('ok: what was sent while the line was down is kept and can be sent again', async () => {
    await stage.deliver('Marshall');
    const page = await stage.openPage();
    await page.goto(stage.personaOf('Marshall').link);
    // Of the answer alone: the page asks for its live news at a time of its own.
    await page.route('**/api/portal/**/sentiment', (route) => route.abort());
    await page.getByRole('button', { name: m.ask.faces.five }).click();
    const alert = page.getByRole('alert');
    await alert.getByText(m.ask.failed).waitFor();
    // Chromium notes each failed request; nothing else may have gone wrong.
    await stage.watch.take([/net::ERR_FAILED/]);

    await page.unroute('**/api/portal/**/sentiment');
    await alert.getByRole('button', { name: m.errors.retry }).click();
    await alert.waitFor({ state: 'detached' });
    await page.reload();
    await page.getByRole('heading', { name: m.ask.thanks }).waitFor();
    await eventually(async () => expect(await decisionAbout('c-marshall')).toMatchObject({ allowed: true }));
  });
});
