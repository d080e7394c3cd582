/** What a form lacks is said beside the field, in the language of the page and not of the browser. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { messagesFor } from '../messages/index.ts';
import { openStage, type Stage } from './stage.ts';

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

  test('ok: without scripts the server says it', async () => {
    const page = await stage.openPage({ locale: 'en-GB', javaScriptEnabled: false });
    await page.goto(`${stage.personaOf('Naomi').brand.origin}/find?lang=de`);
    await page.getByRole('button', { name: m.find.send }).click();
    await page.getByRole('alert').getByText(m.find.missing).waitFor();
  });
});
