/** The page without any script: every step of the answer is a form that works by itself. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commentMaxLength } from '../../server/sentiment/sentiment.shared.ts';
import { messagesFor } from '../messages/index.ts';
import { openStage, type Stage, said } from './stage.ts';

const m = messagesFor('de', 'familiar');

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.deliver('Naomi');
  await stage.deliver('Marshall');
});
afterAll(() => stage.close());

describe('without script', () => {
  test('ok: she answers, says what was wrong, writes again and closes the case', async () => {
    const page = await stage.openPage({ javaScriptEnabled: false });
    await page.goto(stage.personaOf('Naomi').link);
    await page.getByRole('button', { name: m.ask.faces.two, exact: true }).click();
    await page.getByRole('heading', { name: m.ask.sorry }).waitFor();

    await page.getByRole('checkbox', { name: m.ask.reasons.damaged }).check();
    await page.getByRole('textbox', { name: m.ask.comment }).fill('Die Tüte ist offen.\nDer Karton auch.');
    await page.getByRole('radio', { name: m.ask.contactWishes.email }).check();
    await page.getByRole('button', { name: m.ask.send, exact: true }).click();
    await page.getByRole('heading', { name: said(m.care.answerBy) }).waitFor();
    await page.getByText(m.care.paused).waitFor();
    const talk = page.getByRole('list', { name: m.care.messages });
    await talk.getByText('Die Tüte ist offen.').waitFor();

    await page.getByText(m.care.reply, { exact: true }).first().click();
    await page.getByRole('textbox', { name: m.care.replyHint }).fill('Ein Foto kommt per Mail.');
    await page.getByRole('button', { name: m.care.replySend, exact: true }).click();
    await talk.getByText('Ein Foto kommt per Mail.').waitFor();
    expect(new URL(page.url()).hash).toBe('#parcel-s-1001');

    await stage.resolve('1001', 'refunded');
    await page.reload();
    await page.getByRole('button', { name: m.care.yes }).click();
    await page.getByRole('heading', { name: m.care.confirmed }).waitFor();
  });

  test('refuses a comment that is too long, kindly and without losing the answer', async () => {
    const page = await stage.openPage({ javaScriptEnabled: false });
    await page.goto(stage.personaOf('Marshall').link);
    await page.getByRole('button', { name: m.ask.faces.one }).click();
    await page.getByRole('heading', { name: m.ask.sorry }).waitFor();

    const comment = page.getByRole('textbox', { name: m.ask.comment });
    // Browsers hold to it, save those that count otherwise than we do.
    await comment.evaluate((field) => field.removeAttribute('maxlength'));
    await comment.fill('x'.repeat(commentMaxLength + 1));
    await page.getByRole('button', { name: m.ask.send, exact: true }).click();
    await page.getByRole('alert').getByText(said(m.form.commentTooLong)).waitFor();

    await comment.fill('Kürzer: alles kaputt.');
    await page.getByRole('button', { name: m.ask.send, exact: true }).click();
    await page.getByRole('heading', { name: said(m.care.answerBy) }).waitFor();
    expect(new URL(page.url()).search).toBe('');
  });
});
