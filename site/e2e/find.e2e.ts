/** The way back for whoever lost the link, from the page that a cut-off link leads to, without any script. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { messagesFor } from '../messages/index.ts';
import { openStage, type Stage } from './stage.ts';

const m = messagesFor('de', 'familiar');

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

describe('a lost link', () => {
  test('S10 ok: from the broken link to the mail and back to the order, without script', async () => {
    const { brand, link, story } = stage.personaOf('Naomi');
    const email = story.order.customer.email ?? '';
    const page = await stage.openPage({ javaScriptEnabled: false, locale: 'de-DE' });
    await page.goto(`${brand.origin}/t/cut-off`);
    await page.getByRole('link', { name: m.find.lost }).click();
    await page.getByRole('heading', { level: 1, name: m.find.title }).waitFor();
    await page.getByLabel(m.find.number).fill(story.order.number);
    await page.getByLabel(m.find.proof).fill(email);
    await page.getByRole('button', { name: m.find.send }).click();
    await page.getByRole('heading', { level: 1, name: m.find.sentTitle }).waitFor();
    expect(page.url()).toBe(`${brand.origin}/find?step=sent`);

    const mail = await stage.mailTo(
      email,
      ({ subject }) => subject === m.mail.orderLink.subject({ number: story.order.number }),
    );
    expect(mail.text).toContain(link);
    expect((await page.goto(link))?.status()).toBe(200);
  });

  test('ok: an order that nobody has is answered alike', async () => {
    const { brand } = stage.personaOf('Naomi');
    const page = await stage.openPage({ locale: 'de-DE' });
    await page.goto(`${brand.origin}/find`);
    await page.getByLabel(m.find.number).fill('no-such-order');
    await page.getByLabel(m.find.proof).fill('50667');
    await page.getByRole('button', { name: m.find.send }).click();
    await page.getByRole('heading', { level: 1, name: m.find.sentTitle }).waitFor();
  });
});
