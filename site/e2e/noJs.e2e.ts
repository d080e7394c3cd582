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
  await stage.deliver('Jonas');
  await stage.deliver('أمل');
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

  test('refuses a comment that is too long, kindly and without losing a word', async () => {
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
    expect((await comment.inputValue()).length).toBe(commentMaxLength + 1);

    await comment.fill('Kürzer: alles kaputt.');
    await page.getByRole('button', { name: m.ask.send, exact: true }).click();
    await page.getByRole('heading', { name: said(m.care.answerBy) }).waitFor();
    expect(new URL(page.url()).search).toBe('');
  });

  test('refuses a number that cannot be called, beside it, and keeps all that was said', async () => {
    const page = await stage.openPage({ javaScriptEnabled: false });
    await page.goto(stage.personaOf('Jonas').link);
    await page.getByRole('button', { name: m.ask.faces.two, exact: true }).click();
    await page.getByRole('checkbox', { name: m.ask.reasons.late, exact: true }).check();
    await page.getByRole('checkbox', { name: m.ask.reasons.packaging, exact: true }).check();
    await page.getByRole('textbox', { name: m.ask.comment }).fill('Bitte ruft an.');
    await page.getByRole('radio', { name: m.ask.contactWishes.phone }).check();
    const number = page.getByRole('textbox', { name: m.ask.callNumber });
    await number.fill('0151 99');
    await page.getByRole('button', { name: m.ask.send, exact: true }).click();
    await page.getByText(m.rooms.fields.phone).waitFor();

    expect(await number.inputValue()).toBe('0151 99');
    expect(await number.getAttribute('aria-invalid')).toBe('true');
    expect(await number.evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await page.getByRole('textbox', { name: m.ask.comment }).inputValue()).toBe('Bitte ruft an.');
    expect(await page.getByRole('radio', { name: m.ask.contactWishes.phone }).isChecked()).toBe(true);
    expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(2);
    expect(page.url()).not.toContain('0151');

    await number.fill('0151 12345678');
    await page.getByRole('button', { name: m.ask.send, exact: true }).click();
    await page.getByRole('heading', { name: said(m.care.answerBy) }).waitFor();
  });

  test('refuses a reply that is too long inside its own form, with every word of it', async () => {
    const page = await stage.openPage({ javaScriptEnabled: false });
    await stage.complain('أمل', { score: 1, comment: 'مكسور' });
    await page.goto(`${stage.personaOf('أمل').link}?lang=ar`);
    const words = messagesFor('ar', 'familiar');
    await page.getByText(words.care.reply, { exact: true }).first().click();
    const reply = page.getByRole('textbox', { name: words.care.replyHint });
    await reply.evaluate((field) => field.removeAttribute('maxlength'));
    await reply.fill('م'.repeat(commentMaxLength + 1));
    await page.getByRole('button', { name: words.care.replySend, exact: true }).click();
    await page.getByRole('alert').waitFor();
    expect(await reply.isVisible()).toBe(true);
    expect((await reply.inputValue()).length).toBe(commentMaxLength + 1);
  });
});
