/** The way into the desk, as staff take it: an address, then the six digits from the mail. */
import type { Page } from 'playwright-core';
import { messagesFor } from '../messages/index.ts';
import type { Stage } from './stage.ts';

const words = messagesFor('de', 'familiar').desk.signIn;

/** Opens `url`, signs in on the way, and arrives there. */
export const signInAtDesk = async (stage: Stage, page: Page, { url, email }: { url: string; email: string }) => {
  await page.goto(url);
  const askedAt = Date.now();
  await page.getByRole('textbox', { name: words.emailLabel }).fill(email);
  await page.getByRole('button', { name: words.emailSend }).click();
  await page.getByRole('textbox', { name: words.codeLabel }).waitFor();

  const isNew = (date = '') => Date.parse(date) >= Math.floor(askedAt / 1_000) * 1_000;
  const mail = await stage.mailTo(email, ({ subject, date }) => /^\d{6} /.test(subject ?? '') && isNew(date));
  await page.getByRole('textbox', { name: words.codeLabel }).fill(mail.subject?.slice(0, 6) ?? '');
  await page.getByRole('button', { name: words.codeSend }).click();
  await page.waitForURL((shown) => shown.pathname === new URL(url).pathname);
};
