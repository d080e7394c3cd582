/** Story 2, in a real browser: Chrissy learns what her points are worth and when they go, and redeems some. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { messagesFor } from '../messages/index.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const email = 'chrissy@example.com';
const rewardsOf = (person: string): string => `${stage.personaOf(person).link}/rewards`;

/** The digits of the newest mail with some, other than those that were used already. */
const digitsFor = async (used: readonly string[]): Promise<string> => {
  const codeIn = (subject: string | undefined): string => /\d{6}/.exec(subject ?? '')?.[0] ?? '';
  const mail = await stage.mailTo(email, ({ subject }) => codeIn(subject) !== '' && !used.includes(codeIn(subject)));
  return codeIn(mail.subject);
};

/** From the hint in the room through the digits of the mail and back. @returns the digits */
const signIn = async (page: Page, locale: string, used: readonly string[]): Promise<string> => {
  const m = messagesFor(locale, 'familiar');
  await page.getByRole('complementary').getByRole('link', { name: m.rooms.signIn.button }).click();
  await page.getByRole('button', { name: m.access.signIn.send }).click();
  const digits = await digitsFor(used);
  // The sixth digit sends the form.
  await page.getByLabel(m.access.signIn.codeLabel).fill(digits);
  await page.waitForURL(({ pathname }) => pathname.endsWith('/rewards'));
  return digits;
};

/** Each redeems another reward, in another language and a browser of its own. */
const told = [
  {
    locale: 'de',
    word: 'Bohnen',
    balance: /^800\sBohnen, 8,00\s€ wert$/,
    expiry: /^87\sBohnen verfallen nicht, solange dein Paket unterwegs ist$/,
    goes: ['87'],
    forecast: /127\sBohnen frei\. Damit bist du Gold\.$/,
    counted: /^Für deine Stufe zählen bisher 500\sBohnen: was du in zwölf Monaten gesammelt hast, seit dem /,
    early: /^Für dich .+ offen, weil du Silber bist\. Alle anderen .+\.$/,
    reward: 'Versand geschenkt',
    after: /^650\sBohnen/,
  },
  {
    locale: 'en',
    word: 'beans',
    balance: /^650\sbeans, worth €6\.50$/,
    // What went first was spent first, and the next lot in part.
    expiry: /^137\sbeans will not expire while your parcel is on its way$/,
    goes: ['137'],
    forecast: /127\sbeans unlock .+, which makes you Gold\.$/,
    counted: /^What counts for your tier: 500\sbeans\. That is what you have collected in twelve months, since /,
    early: /^Opens for you .+, because you are Silver\. Everybody else .+\.$/,
    reward: 'Free shipping',
    after: /^500\sbeans/,
  },
  {
    locale: 'ar',
    word: 'حبّات',
    balance: /^٥٠٠\sحبّة بقيمة /,
    expiry: /^لا تنتهي ٢٠٠\sحبّة ما دام طردك في الطريق$/,
    // In one month with what her friend brought, or not.
    goes: ['٢٠٠', '٥٠٠'],
    forecast: /وبها تبلغ الفئة ذهبي\.$/,
    counted: /^يُحسب لفئتك ٥٠٠\sحبّة، وهو ما جمعته خلال اثني عشر شهرًا منذ /,
    early: /^يُتاح لك .+ لأنك في الفئة فضي\. وللبقية .+\.$/,
    reward: 'شحن مجاني',
    after: /^٣٥٠\sحبّة/,
  },
] as const;

describe('story 2', () => {
  const used: string[] = [];

  test.each(told)('ok: balance, worth, expiry, forecast, a reward and its code, in $locale', async (words) => {
    const { locale } = words;
    const m = messagesFor(locale, 'familiar');
    const page = await stage.openPage();
    await page.goto(`${stage.personaOf('Chrissy').link}?lang=${locale}`);
    const glance = page.getByRole('link', { name: m.loyalty.glance.open });
    await glance.getByText(words.expiry).waitFor();
    await glance.getByText(words.forecast).waitFor();
    await glance.click();

    await page.getByRole('heading', { level: 1, name: words.balance }).waitFor();
    await page.getByText(words.forecast).waitFor();
    await page.getByText(words.counted).waitFor();
    await page.getByRole('listitem').filter({ hasText: 'Panama Geisha' }).getByText(words.early).waitFor();
    const months = page.getByRole('list', { name: m.loyalty.expiry.chart(words.word) });
    const said = (await months.innerText()).split(/\s+/);
    expect(words.goes.some((points) => said.includes(points))).toBe(true);
    expect(await page.getByRole('heading', { name: m.loyalty.lots.title }).count()).toBe(0);

    used.push(await signIn(page, locale, used));
    await page.getByRole('heading', { name: m.loyalty.lots.title }).waitFor();
    const reward = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: words.reward }) });
    await reward.locator('summary').click();
    await reward.getByRole('button', { name: m.loyalty.rewards.confirm }).click();

    await page.getByRole('status').filter({ hasText: m.loyalty.done.redeemed }).waitFor();
    await page.getByRole('heading', { level: 1, name: words.after }).waitFor();
    expect(await page.locator('code').first().innerText()).toMatch(/^BOTE-[0-9A-F]{8}$/);
    const lot = page.getByRole('group').filter({ hasText: m.loyalty.lots.order('977') });
    await lot.locator('summary').click();
    await lot.getByText(m.loyalty.lots.pausedFor.delivery).waitFor();
  });

  test('ok: without scripts she redeems as well', async () => {
    const page = await stage.openPage({ javaScriptEnabled: false });
    await page.goto(`${rewardsOf('أمل')}?lang=ar`);
    const m = messagesFor('ar');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByRole('complementary').getByRole('link', { name: m.rooms.signIn.button }).click();
    await page.getByRole('button', { name: m.access.signIn.send }).click();
    const mail = await stage.mailTo('amal@example.com', ({ subject }) => /\d{6}/.test(subject ?? ''));
    await page.getByLabel(m.access.signIn.codeLabel).fill(/\d{6}/.exec(mail.subject ?? '')?.[0] ?? '');
    await page.getByRole('button', { name: m.access.signIn.open, exact: true }).click();
    const reward = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'علبة هدية' }) });
    await reward.locator('summary').click();
    await reward.getByRole('button', { name: m.loyalty.rewards.confirm }).click();
    await page.getByRole('status').filter({ hasText: m.loyalty.done.redeemed }).waitFor();
    expect(await page.locator('code').first().innerText()).toMatch(/^HADIYA-/);
  });

  test('refuses to redeem for whoever merely has the link', async () => {
    const { link, brand } = stage.personaOf('Chrissy');
    const body = new URLSearchParams({ reward: 'shipping' });
    const answer = await fetch(`${link}/rewards/redeem`, {
      method: 'POST',
      body,
      redirect: 'manual',
      headers: { origin: brand.origin },
    });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toContain('/sign-in?next=');
  });
});
