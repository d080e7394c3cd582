/** The page as an app: it can be installed, is there without a connection, and loses no answer that was given then. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fill } from '../messages/fill.ts';
import { messagesFor } from '../messages/index.ts';
import { answersTo, connect, disconnect, openApp, overlookDisconnections, untilKept } from './appPage.ts';
import { openStage, type Stage, said, settled } from './stage.ts';

const m = messagesFor('de', 'familiar');

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

describe('the app', () => {
  test('ok: Chromium finds nothing that keeps it from being installed', async () => {
    const page = await openApp(stage, 'Marshall');
    const devTools = await page.context().newCDPSession(page);
    const { installabilityErrors } = await devTools.send('Page.getInstallabilityErrors');
    // The context of a test has nothing on disk, which is all that is said against it.
    expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([]);
    const { errors, data } = await devTools.send('Page.getAppManifest');
    expect(errors).toEqual([]);
    const manifest = JSON.parse(data ?? '{}');
    expect(manifest).toMatchObject({ id: '/', scope: '/', start_url: '/my', name: 'Röstwerk Köln', dir: 'ltr' });
    // No page of an order, whose link would else be the start of the app for ever.
    expect(JSON.stringify(manifest)).not.toContain('/t/');
    const purposes = manifest.icons.map(({ purpose }: { purpose: string }) => purpose);
    expect(new Set(purposes)).toEqual(new Set(['any', 'maskable', 'monochrome']));
    expect(manifest.shortcuts).toMatchObject([{ url: '/my', icons: [{ sizes: '192x192' }] }]);
    expect(manifest.screenshots.map(({ form_factor: form }: { form_factor: string }) => form)).toEqual([
      'narrow',
      'wide',
    ]);
    for (const { src, sizes } of [...manifest.icons, ...manifest.screenshots]) {
      const drawn = await page.evaluate(async (path) => {
        const image = await createImageBitmap(await (await fetch(path)).blob());
        return `${image.width}x${image.height}`;
      }, src);
      expect(drawn, src).toBe(sizes);
    }
  });

  test('ok: without a connection the page is there as it was last seen, and says how old it is', async () => {
    const page = await openApp(stage, 'Marshall');
    const headline = await page.getByRole('heading', { level: 1 }).innerText();
    await disconnect(page.context());
    await page.reload();
    await page.locator('.kept').getByText(said(m.live.offline)).filter({ visible: true }).waitFor();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(headline);
    // Its own scripts, styles and fonts are kept as well.
    expect(await page.evaluate(() => getComputedStyle(document.querySelector('.kept') as Element).display)).toBe(
      'flex',
    );
    // Where the installed app begins: each order with the time at which it was so.
    await page.goto(new URL('/my', page.url()).href);
    await page.getByRole('link', { name: headline }).getByText(said(m.app.orders.asOf)).waitFor();
    await page.goto(new URL('/t/never-opened-here', page.url()).href);
    await page.getByRole('heading', { name: m.errors.offlineTitle }).waitFor();
    await connect(page.context());
    await page.goto(stage.personaOf('Marshall').link);
    await page.getByRole('heading', { level: 1, name: headline }).waitFor();
    expect(await page.locator('.kept').isVisible()).toBe(false);
    overlookDisconnections(stage);
  });

  test('ok: “my orders” is kept on the device alone, and forgets everything when asked to', async () => {
    const page = await openApp(stage, 'Chrissy');
    await page.goto(new URL('/my', page.url()).href);
    await page.getByRole('link', { name: fill(m.app.orders.order, { number: '1002' }) }).waitFor();
    await page.getByText(m.app.orders.forget).click();
    await page.getByRole('button', { name: m.app.orders.forgetSure }).click();
    await page.getByText(m.app.orders.forgotten).waitFor();
    await page.getByRole('heading', { name: m.app.orders.emptyTitle }).waitFor();
    expect(await page.evaluate(async () => (await caches.keys()).length)).toBe(0);
    expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  });

  test('ok: installed on a phone that keeps nothing of the browser’s, a code by mail leads from “my orders” to the order and its news', async () => {
    const page = await stage.openPage({ locale: 'de-DE', viewport: { width: 360, height: 780 } });
    // As in an app on an iPhone's home screen, whose storage is its own.
    await page.addInitScript(() => Object.defineProperty(navigator, 'standalone', { get: () => true }));
    const { brand, link, story } = stage.personaOf('Marshall');
    const email = story.order.customer.email ?? '';
    const { signIn } = m.access;
    await page.goto(`${brand.origin}/my`);
    await page.getByRole('heading', { name: m.app.orders.emptyTitle }).waitFor();
    await page.getByRole('link', { name: m.rooms.signIn.button }).click();
    await page.getByLabel(signIn.emailLabel).fill(email);
    await page.getByRole('button', { name: signIn.send }).click();
    await page.getByLabel(signIn.codeLabel).waitFor();
    const { subject = '' } = await stage.mailTo(email, (mail) => /^\d{6}/.test(mail.subject ?? ''));
    await page.getByLabel(signIn.codeLabel).fill(subject.slice(0, 6));
    await page.waitForURL(link);
    await page.getByRole('button', { name: m.app.tell.button }).waitFor();
    await untilKept(page);
    await page.goto(`${brand.origin}/my`);
    await page.getByRole('link', { name: fill(m.app.orders.order, { number: '1003' }) }).waitFor();
    // Another order of hers, of which this app has heard nothing.
    await page.getByText(m.app.orders.more).waitFor();
    await page.getByRole('link', { name: m.rooms.signIn.button }).click();
    await page.waitForURL(link);
  });

  test.each(['Marshall', 'أمل'])(
    'ok: “my orders” with nothing in it leads on in every language that the brand of %s speaks',
    async (name) => {
      const { brand } = stage.personaOf(name);
      const page = await stage.openPage({ javaScriptEnabled: false });
      for (const locale of brand.settings.locales) {
        const words = messagesFor(locale, brand.settings.address);
        await page.goto(`${brand.origin}/my?lang=${locale}`);
        await page.getByText(words.app.orders.emptyLine).waitFor();
        const ways = [
          [words.rooms.signIn.button, '/sign-in', words.access.signIn.emailLabel],
          [words.access.signIn.lostLink, '/find', words.find.number],
        ] as const;
        for (const [link, path, field] of ways) {
          await page.goto(`${brand.origin}/my?lang=${locale}`);
          await page.getByRole('link', { name: link }).filter({ visible: true }).click();
          expect(new URL(page.url()).pathname).toBe(path);
          await page.getByLabel(field).waitFor();
        }
      }
    },
  );

  test('ok: axe finds nothing in what it offers, in light and dark', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await stage.openPage({ locale: 'de-DE', colorScheme, viewport: { width: 360, height: 780 } });
      for (const way of ['prompt', 'ios', 'elsewhere']) {
        await page.goto(stage.personaOf('Marshall').link);
        await page.evaluate((chosen) => {
          for (const id of ['install', 'tell', 'newer']) {
            const part = document.getElementById(id) as HTMLElement;
            part.hidden = false;
            part.removeAttribute('data-awaits');
          }
          for (const part of document.querySelectorAll<HTMLElement>('#install [data-way]')) {
            part.hidden = part.dataset.way !== chosen;
          }
          document.documentElement.dataset.kept = 'earlier';
        }, way);
        await page.getByRole('heading', { name: m.app.tell.title }).waitFor();
        expect(await faultsOn(page)).toEqual([]);
      }
      for (const path of ['/my', '/offline']) {
        await page.goto(new URL(path, page.url()).href);
        expect(await faultsOn(page)).toEqual([]);
      }
    }
  });
});

describe('a face in a mail', () => {
  test('S10 ok: reading its link answers nothing, however often and however it is read; a tap on the page does', async () => {
    await stage.deliver('Naomi');
    const url = `${stage.personaOf('Naomi').link}?score=4&parcel=s-1001`;
    for (const method of ['GET', 'HEAD', 'GET']) expect((await fetch(url, { method })).status).toBe(200);
    const page = await stage.openPage({ locale: 'de-DE' });
    await page.goto(url);
    await page.getByText(fill(m.proposal.line, { answer: m.ask.faces.four })).waitFor();
    expect(await page.getByRole('button', { name: m.ask.faces.four, exact: true }).getAttribute('aria-pressed')).toBe(
      'true',
    );
    expect(await answersTo(stage, 's-1001')).toEqual([]);

    const plain = await stage.openPage({ locale: 'de-DE', javaScriptEnabled: false });
    await plain.goto(url);
    await plain.getByRole('button', { name: m.proposal.send }).click();
    await plain.getByRole('heading', { name: m.ask.thanks }).waitFor();
    expect(await answersTo(stage, 's-1001')).toEqual([{ score: 4, source: 'mail' }]);
  });
});

const faultsOn = async (page: Page): Promise<readonly string[]> => {
  await settled(page);
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run());
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
};
