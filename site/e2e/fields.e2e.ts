/** What a form lacks is said beside the field, in the language of the page and not of the browser. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { messagesFor } from '../messages/index.ts';
import { openStage, type Stage, said } from './stage.ts';

const m = messagesFor('de', 'familiar');

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

describe('a form that lacks something', () => {
  test('ok: names each field, puts the cursor into the first, and takes back what is mended', async () => {
    const page = await stage.openPage({ locale: 'en-GB' });
    await page.goto(`${stage.personaOf('Naomi').brand.origin}/find?lang=de`);
    const number = page.getByRole('textbox', { name: m.find.number });
    const proof = page.getByRole('textbox', { name: m.find.proof });
    await page.getByRole('button', { name: m.find.send }).click();
    const faults = page.getByText(m.rooms.fields.missing);
    await faults.nth(1).waitFor();
    expect(await number.evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await number.getAttribute('aria-invalid')).toBe('true');
    await number.fill('1001');
    expect(await faults.count()).toBe(1);
    expect(await number.getAttribute('aria-invalid')).toBe(null);
    expect(await number.getAttribute('aria-describedby')).toBe('number-hint');
    // The other one is not lost with it: what was typed is still there.
    await page.getByRole('button', { name: m.find.send }).click();
    expect(await proof.evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await number.inputValue()).toBe('1001');
  });

  test('ok: what does not fit is said in its own words', async () => {
    const page = await stage.openPage({ locale: 'en-GB' });
    await page.goto(`${stage.personaOf('Naomi').brand.origin}/sign-in?lang=de`);
    await page.getByRole('textbox', { name: m.access.signIn.emailLabel }).fill('naomi');
    await page.getByRole('button', { name: m.access.signIn.send }).click();
    await page.getByText(m.access.signIn.faults.address).waitFor();
  });

  test('ok: without scripts the server says it in the same place, and what was typed is still there', async () => {
    const page = await stage.openPage({ locale: 'en-GB', javaScriptEnabled: false });
    await page.goto(`${stage.personaOf('Naomi').brand.origin}/find?lang=de`);
    const number = page.getByRole('textbox', { name: m.find.number });
    const proof = page.getByRole('textbox', { name: m.find.proof });
    await proof.fill('naomi@example.com');
    const answer = page.waitForResponse((response) => response.request().method() === 'POST');
    await page.getByRole('button', { name: m.find.send }).click();
    expect((await answer).status()).toBe(422);
    await page.getByText(m.rooms.fields.missing).waitFor();
    expect(await number.getAttribute('aria-invalid')).toBe('true');
    expect(await number.evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await proof.inputValue()).toBe('naomi@example.com');
    expect(page.url()).not.toContain('naomi');
    // What is mended goes through as if nothing had been wrong.
    await number.fill('no-such-order');
    await page.getByRole('button', { name: m.find.send }).click();
    await page.getByRole('heading', { level: 1, name: m.find.sentTitle }).waitFor();
  });

  test('ok: without scripts the address that does not fit can be mended where it was typed', async () => {
    const page = await stage.openPage({ locale: 'en-GB', javaScriptEnabled: false });
    await page.goto(`${stage.personaOf('Naomi').brand.origin}/sign-in?lang=de`);
    const email = page.getByRole('textbox', { name: m.access.signIn.emailLabel });
    await email.fill('naomi@example');
    await page.getByRole('button', { name: m.access.signIn.send }).click();
    await page.getByText(m.access.signIn.faults.address).waitFor();
    expect(await email.inputValue()).toBe('naomi@example');
    expect(await email.getAttribute('aria-invalid')).toBe('true');
    expect(page.url()).not.toContain('naomi');
    expect(JSON.stringify(await page.context().cookies())).not.toContain('naomi');
    await email.fill('naomi@example.com');
    await page.getByRole('button', { name: m.access.signIn.send }).click();
    await page.getByRole('textbox', { name: m.access.signIn.codeLabel }).waitFor();
  });

  test('ok: a number that cannot be called is said beside it, and nothing that was typed is lost', async () => {
    await stage.deliver('Jonas');
    const page = await stage.openPage({ locale: 'de-DE' });
    await page.goto(stage.personaOf('Jonas').link);
    await page.getByRole('button', { name: m.ask.faces.two, exact: true }).click();
    await page.getByRole('heading', { name: m.ask.sorry }).waitFor();
    const comment = page.getByRole('textbox', { name: m.ask.comment });
    await comment.fill('Bitte ruft an.');
    await page.getByRole('radio', { name: m.ask.contactWishes.phone }).check();
    const number = page.getByRole('textbox', { name: m.ask.callNumber });
    await number.fill('0151 99');
    const send = page.getByRole('button', { name: m.ask.send, exact: true });
    await send.click();
    const fault = page.getByText(m.rooms.fields.phone);
    await fault.waitFor();
    expect(await number.getAttribute('aria-invalid')).toBe('true');
    expect(await number.evaluate((field) => field === document.activeElement)).toBe(true);
    expect([await comment.inputValue(), await number.inputValue()]).toEqual(['Bitte ruft an.', '0151 99']);
    // Mended half, it is said again.
    await number.fill('0151 999');
    expect(await fault.count()).toBe(0);
    await send.click();
    await fault.waitFor();
    await number.fill('0151 12345678');
    await send.click();
    await page.getByRole('heading', { name: said(m.care.answerBy) }).waitFor();
    await stage.watch.take([/sentiment/]);
  });
});
