/** A friend is brought: from her link to both rewards, with the clock moved, in three languages, with and without script. */
import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getBrand, putBrand } from '../../server/brands/index.ts';
import { after, days } from '../../server/kit/clock.ts';
import { payDueReferrals } from '../../server/referrals/index.ts';
import { messagesFor } from '../messages/index.ts';
import { openStage, resizeTo, type Stage, said } from './stage.ts';

const m = messagesFor('de', 'familiar');
const words = m.refer;

let moved = 0;
const clock = () => after(new Date(), moved);

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ clock });
});
afterAll(() => stage.close());

const referOf = (name: string, lang = 'de') => `${stage.personaOf(name).link}/refer?lang=${lang}`;

/** The link as it stands on her page. */
const linkOn = async (page: Page): Promise<string> =>
  `http://${(await page.locator('.refer-link').innerText()).trim()}`;

/** An order of somebody new, told by the shop as any other. */
const order = (id: string, codes: readonly string[], changes: object = {}) =>
  stage.api(`/orders/${id}`, {
    method: 'PUT',
    body: JSON.stringify({
      number: id,
      placedAt: clock().toISOString(),
      currency: 'EUR',
      totalMinor: 3180,
      customer: { id: `c-${id}` },
      // Everybody lives somewhere else: who shares a door with somebody is looked at.
      shippingAddress: { line1: `Waldweg 1 ${id}`, postalCode: '10115', countryCode: 'DE' },
      items: [{ id: 'i-1', productId: 'espresso', name: 'Espresso', quantity: 1, unitPriceMinor: 3180 }],
      shipments: [{ id: `s-${id}` }],
      codes,
      ...changes,
    }),
  });

const scan = (id: string, status: string) =>
  stage.api(`/shipments/s-${id}/events`, {
    method: 'POST',
    body: JSON.stringify({ events: [{ status, occurredAt: clock().toISOString() }] }),
  });

const pay = () => stage.house.perform((work) => payDueReferrals(work, { brandId: 'roestwerk', limit: 50 }));

/** A number as the pages write it. */
const formatOf = (lang: string) => (count: number) =>
  new Intl.NumberFormat(lang === 'ar' ? 'ar-u-nu-arab' : lang).format(count);

/** How many of her friends are at that step. */
const atStep = (page: Page, step: string): Promise<number> =>
  page.locator('.friend-step').getByText(step, { exact: true }).count();

const faultsOf = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<AxeResults>(
    'axe.run(document, { resultTypes: ["violations"], preload: false })',
  );
  return violations.map(({ id, nodes }) => `${page.url()} ${id}: ${nodes[0]?.html.slice(0, 200)}`);
};

describe('a friend', () => {
  test('S30 ok: from the link to the reward: invited, ordered, on its way, arrived, and paid after the window', async () => {
    const hers = await stage.openPage({ locale: 'de-DE', permissions: ['clipboard-read', 'clipboard-write'] });
    await hers.goto(referOf('Chrissy'));
    const link = await linkOn(hers);
    await hers.getByRole('button', { name: words.share.copy }).click();
    await hers.getByRole('button', { name: words.share.copied }).waitFor();
    expect(await hers.evaluate(() => navigator.clipboard.readText())).toBe(link);
    const rewardedBefore = await atStep(hers, words.steps.rewarded);

    const friends = await stage.openPage({ locale: 'de-DE' });
    expect((await friends.goto(link))?.headers()['cache-control']).toContain('private');
    await friends.getByRole('button', { name: words.landing.take }).click();
    await friends.getByRole('heading', { name: words.landing.codeTitle }).waitFor();
    const code = (await friends.locator('.landing-letters').innerText()).trim();
    const shop = await friends.getByRole('link', { name: words.landing.toShop, exact: true }).getAttribute('href');
    expect(shop).toContain(code);

    await order('friend', [code]);
    await hers.reload();
    expect(await atStep(hers, words.steps.ordered)).toBe(1);
    await scan('friend', 'in_transit');
    const underWay = await atStep(hers, words.steps.on_its_way);
    await hers.reload();
    expect(await atStep(hers, words.steps.on_its_way)).toBe(underWay + 1);
    await scan('friend', 'delivered');
    await hers.reload();
    expect(await atStep(hers, words.steps.arrived)).toBe(1);

    moved = days(14) - 60_000;
    expect(await pay()).toBe(0);
    moved = days(14) + 60_000;
    expect(await pay()).toBe(1);
    await hers.reload();
    expect(await atStep(hers, words.steps.rewarded)).toBe(rewardedBefore + 1);
    // Nothing on it says who the friend is.
    expect(await hers.getByRole('main').innerText()).not.toMatch(/Waldweg|c-friend|Espresso/);
  });

  test.each(['de', 'en', 'ar'])('S30 ok: both sides have their points once the window is over, in %s', async (lang) => {
    await stage.house.perform(async (work) => {
      const brand = await getBrand(work.tx, 'roestwerk');
      const { referrals } = brand.settings;
      if (!referrals) throw new Error('the brand has a programme');
      const settings = { ...brand.settings, referrals: { ...referrals, friend: { kind: 'points', points: 150 } } };
      await putBrand(work, { ...brand, settings });
    });
    const f = formatOf(lang);
    const page = await stage.openPage({ locale: lang });
    await page.goto(referOf('Marshall', lang));
    const code = (await linkOn(page)).split('/').at(-1) ?? '';
    const spendableOf = async (customer: string): Promise<number> =>
      (await stage.api<{ account: { spendable: number } }>(`/customers/${customer}/points`)).account.spendable;
    const rewardsTitle = async (link: string): Promise<string> => {
      await page.goto(`${link}/rewards?lang=${lang}`);
      return page.getByRole('heading', { level: 1 }).innerText();
    };
    const before = await spendableOf('c-marshall');
    const { link } = (await order(`pair-${lang}`, [code])) as { link: string };
    await scan(`pair-${lang}`, 'delivered');
    expect(await spendableOf('c-marshall')).toBe(before);
    expect(await spendableOf(`c-pair-${lang}`)).toBe(0);
    moved += days(15);
    expect(await pay()).toBe(1);
    expect(await spendableOf('c-marshall')).toBe(before + 300);
    const friends = await spendableOf(`c-pair-${lang}`);
    expect(friends).toBeGreaterThanOrEqual(150);
    expect(await rewardsTitle(stage.personaOf('Marshall').link)).toContain(f(before + 300));
    expect(await rewardsTitle(link)).toContain(f(friends));
  });

  test('S29 ok: somebody at her own door is looked at, not refused', async () => {
    const page = await stage.openPage({ locale: 'de-DE' });
    await page.goto(referOf('Chrissy'));
    const code = (await linkOn(page)).split('/').at(-1) ?? '';
    await order('flatmate', [code], {
      shippingAddress: { line1: 'SEVERINSTR. 41', postalCode: '50677', countryCode: 'DE' },
    });
    await page.reload();
    expect(await atStep(page, words.steps.held)).toBe(1);
    await page.getByText(words.lines.held).waitFor();
  });

  test('ok: without script she finds her link, and the friend her code and her own order', async () => {
    const hers = await stage.openPage({ locale: 'de-DE', javaScriptEnabled: false });
    await hers.goto(referOf('Marshall'));
    const link = await linkOn(hers);
    await hers.getByRole('img', { name: words.qr.alt }).waitFor();
    const friends = await stage.openPage({ locale: 'de-DE', javaScriptEnabled: false });
    await friends.goto(link);
    await friends.getByRole('button', { name: words.landing.take }).click();
    await friends.getByRole('heading', { name: words.landing.codeTitle }).waitFor();
    const told = await order('browser', []);
    await friends.goto((told as { link: string }).link);
    await hers.reload();
    expect(await atStep(hers, words.steps.ordered)).toBe(1);
  });

  test('ok: a link that was cut off is a kind page', async () => {
    const page = await stage.openPage({ locale: 'de-DE' });
    const { origin } = stage.personaOf('Naomi').brand;
    expect((await page.goto(`${origin}/r/CUT`))?.status()).toBe(404);
    await page.getByRole('heading', { level: 1, name: words.landing.unknownTitle }).waitFor();
  });

  test('ok: whoever is unhappy is not asked, and nothing is proposed to her', async () => {
    await stage.deliver('Naomi');
    await stage.complain('Naomi', { score: 1, reasons: ['damaged'] });
    const page = await stage.openPage({ locale: 'de-DE' });
    await page.goto(referOf('Naomi'));
    await page.getByRole('heading', { level: 1, name: words.withheld.title }).waitFor();
    expect(await page.locator('.refer-link').count()).toBe(0);
    await page.goto(stage.personaOf('Naomi').link);
    expect(await page.getByRole('heading', { name: m.goesWith.title }).count()).toBe(0);
  });

  test('ok: after praise the way to her link stands below, and what goes with it', async () => {
    await stage.deliver('Marshall');
    await stage.complain('Marshall', { score: 5 });
    const page = await stage.openPage({ locale: 'de-DE' });
    await page.goto(stage.personaOf('Marshall').link);
    await page.getByRole('heading', { name: m.goesWith.title }).waitFor();
    await page
      .getByText(said(m.goesWith.because('Espresso Südstadt')))
      .first()
      .waitFor();
    await page.getByRole('link', { name: words.invite.link }).click();
    await page
      .getByRole('heading', {
        level: 1,
        name: said(words.title({ friend: '150 Bohnen', mine: '300 Bohnen' })),
      })
      .waitFor();
  });
});

describe('its pages', () => {
  test.each(['de', 'en', 'ar', 'fr', 'pt'])(
    'ok: axe finds nothing and nothing runs over the edge, in %s',
    async (lang) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        const page = await stage.openPage({ colorScheme, viewport: { width: 360, height: 800 } });
        await page.goto(referOf('Chrissy', lang));
        const link = `${await linkOn(page)}?lang=${lang}`;
        const faults = [...(await faultsOf(page))];
        for (const url of [link, stage.personaOf('Marshall').link]) {
          await page.goto(url);
          faults.push(...(await faultsOf(page)));
        }
        await page.goto(link);
        await page.locator('.landing-take button').click();
        await page.locator('.landing-letters').waitFor();
        faults.push(...(await faultsOf(page)));
        expect(faults).toEqual([]);
        for (const url of [referOf('Chrissy', lang), link]) {
          await page.goto(url);
          for (const width of [320, 360, 1280]) {
            await resizeTo(page, width, 800);
            const overflow = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
            expect(await page.evaluate(overflow), `${url} at ${width}`).toBeLessThanOrEqual(0);
          }
        }
        await page.context().close();
      }
    },
  );
});
