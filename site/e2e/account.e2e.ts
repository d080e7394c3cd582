/** From a link to a session and back to nothing: digits by mail, the settings room, a passkey, signing out, being forgotten. */
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { messagesFor } from '../messages/index.ts';
import { overlookDisconnections } from './appPage.ts';
import { eventually, openStage, resizeTo, type Stage } from './stage.ts';

const m = messagesFor('de', 'familiar');
const { signIn, settings, signOut } = m.access;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const emailOf = (name: string): string => stage.personaOf(name).story.order.customer.email ?? '';
/** The subjects of the mails whose digits were used: no two are the same. */
const codesSeen: string[] = [];
const digitsTo = async (name: string): Promise<string> => {
  const mail = await stage.mailTo(
    emailOf(name),
    ({ subject = '' }) => /^\d{6}/.test(subject) && !codesSeen.includes(subject),
  );
  codesSeen.push(mail.subject ?? '');
  return mail.subject?.slice(0, 6) ?? '';
};

/** Signs that person in, as somebody does who has a script. */
const stepUp = async (page: Page, name: string): Promise<string> => {
  const { link } = stage.personaOf(name);
  await page.goto(`${link}/settings`);
  await page.getByRole('link', { name: m.rooms.signIn.button }).click();
  await page.getByRole('button', { name: signIn.send }).click();
  await page.getByLabel(signIn.codeLabel).waitFor();
  const code = await digitsTo(name);
  // Six digits send themselves.
  await page.getByLabel(signIn.codeLabel).fill(code);
  await page.getByRole('heading', { level: 1, name: settings.title }).waitFor();
  return code;
};

const axeFaults = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<AxeResults>(
    'axe.run(document, { resultTypes: ["violations"], preload: false })',
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
};

/** What the browser has kept of this site. */
const left = (page: Page) =>
  page.evaluate(async () => ({
    caches: await caches.keys(),
    databases: (await indexedDB.databases()).map(({ name }) => name),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    storage: Object.keys(localStorage),
  }));

/** How many records the browser has kept of this site, in all databases. */
const recordsLeft = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    let records = 0;
    for (const { name } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name ?? '');
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      for (const store of db.objectStoreNames) {
        records += await new Promise<number>((resolve, reject) => {
          const counting = db.transaction(store).objectStore(store).count();
          counting.onsuccess = () => resolve(counting.result);
          counting.onerror = () => reject(counting.error);
        });
      }
      db.close();
    }
    return records;
  });

describe('signing in', () => {
  test('S4 ok: from the link to the settings and back, without any script; nothing says to whom the digits went', async () => {
    const { link } = stage.personaOf('Marshall');
    const email = emailOf('Marshall');
    const page = await stage.openPage({ javaScriptEnabled: false, locale: 'de-DE' });
    await page.goto(`${link}/settings`);
    await page.getByRole('link', { name: m.rooms.signIn.button }).click();
    await page.getByRole('button', { name: signIn.send }).click();
    await page.getByRole('heading', { level: 1, name: signIn.codeTitle }).waitFor();
    expect(await page.content()).not.toMatch(/marshall|brandt/i);
    expect(await page.getByLabel(signIn.codeLabel).getAttribute('autocomplete')).toBe('one-time-code');
    const code = await digitsTo('Marshall');
    await page.getByLabel(signIn.codeLabel).fill(code === '000000' ? '111111' : '000000');
    await page.getByRole('button', { name: signIn.open, exact: true }).click();
    await page.getByText(signIn.faults.wrong).waitFor();
    await page.getByLabel(signIn.codeLabel).fill(code);
    await page.getByRole('button', { name: signIn.open, exact: true }).click();
    await page.getByRole('heading', { level: 1, name: settings.title }).waitFor();
    expect(page.url()).toBe(`${link}/settings`);
    await page.getByText(email).waitFor();

    await page.getByLabel(settings.profile.name, { exact: true }).fill('Marshall B.');
    await page.getByLabel(settings.profile.day, { exact: true }).selectOption('29');
    await page.getByLabel(settings.profile.month, { exact: true }).selectOption('02');
    await page.getByRole('button', { name: settings.profile.save }).first().click();
    await page.getByText(settings.done.profile).waitFor();
    expect(await page.getByLabel(settings.profile.name, { exact: true }).inputValue()).toBe('Marshall B.');

    await page.getByLabel(`${settings.notices.topics.points}: ${settings.notices.channels.sms}`).check();
    await page.getByText(settings.notices.digests.weekly).click();
    await page.getByRole('button', { name: settings.notices.save }).last().click();
    await page.getByText(settings.done.notices).waitFor();
    expect(
      await page.getByLabel(`${settings.notices.topics.points}: ${settings.notices.channels.sms}`).isChecked(),
    ).toBe(true);

    await page.getByRole('button', { name: signOut.button }).click();
    await page.getByRole('heading', { level: 1, name: signOut.doneTitle }).waitFor();
    await page.goto(`${link}/settings`);
    await page.getByRole('heading', { level: 1, name: settings.titleClosed }).waitFor();
    expect(await page.content()).not.toContain(email);
  });

  test('ok: six digits send themselves, and neither Enter nor a tap right after sends them again', async () => {
    const { link } = stage.personaOf('Marshall');
    const page = await stage.openPage({ locale: 'de-DE', serviceWorkers: 'block' });
    await page.goto(`${link}/sign-in?next=${encodeURIComponent(`${new URL(link).pathname}/settings`)}`);
    await page.getByRole('button', { name: signIn.send }).click();
    await page.getByLabel(signIn.codeLabel).waitFor();
    const code = await digitsTo('Marshall');
    let sent = 0;
    const hold = Promise.withResolvers<void>();
    await page.route('**/sign-in/code', async (route) => {
      sent += 1;
      await hold.promise;
      // Sent a second time, the first one is given up by the browser.
      await route.continue().catch(() => undefined);
    });
    // The taps come from the page itself while it is held: Playwright would wait for the one that is on its way. Enter
    // does the same as the button.
    await page.getByLabel(signIn.codeLabel).evaluate((field: HTMLInputElement) => {
      const button = field.form?.querySelector<HTMLButtonElement>('button[type=submit]');
      const tap = (left: number) => {
        button?.click();
        if (left > 0) setTimeout(tap, 50, left - 1);
        else console.info('tapped');
      };
      field.addEventListener('input', () => field.value.length === 6 && setTimeout(tap, 50, 2));
    });
    const tapped = page.waitForEvent('console', (message) => message.text() === 'tapped');
    const typed = page.getByLabel(signIn.codeLabel).pressSequentially(code);
    await tapped;
    hold.resolve();
    await typed;
    await page.getByRole('heading', { level: 1, name: settings.title }).waitFor();
    expect(sent).toBe(1);
  });

  test('ok: without a link, by the address; digits asked for elsewhere do not count here', async () => {
    const { brand, link } = stage.personaOf('Jonas');
    const page = await stage.openPage({ locale: 'de-DE' });
    const other = await stage.openPage({ locale: 'de-DE' });
    await page.goto(`${brand.origin}/sign-in`);
    await page.getByLabel(signIn.emailLabel).fill(emailOf('Jonas'));
    await page.getByRole('button', { name: signIn.send }).click();
    await page.getByLabel(signIn.codeLabel).waitFor();
    const code = await digitsTo('Jonas');
    await other.goto(`${brand.origin}/sign-in?step=code`);
    await other.getByText(signIn.faults.elsewhere).waitFor();
    await page.getByLabel(signIn.codeLabel).fill(code);
    await page.waitForURL(link);
    await page.goto(`${link}/settings`);
    await page.getByRole('heading', { level: 1, name: settings.title }).waitFor();
  });

  test('ok: nothing moves when the script arrives and offers the passkey', async () => {
    const { link } = stage.personaOf('Naomi');
    const page = await stage.openPage({ locale: 'de-DE', viewport: { width: 360, height: 740 } });
    const scripts = Promise.withResolvers<void>();
    await page.route('**/_astro/*.js', async (route) => {
      await scripts.promise;
      await route.continue();
    });
    await page.goto(`${link}/sign-in`, { waitUntil: 'commit' });
    const back = page.getByRole('link', { name: signIn.back });
    await back.waitFor();
    expect(await page.getByRole('button', { name: signIn.passkey }).isVisible()).toBe(false);
    // The type moves things as well, and is not what this is about.
    await page.evaluate(() => document.body.clientHeight && document.fonts.ready.then(() => undefined));
    const before = await back.boundingBox();
    scripts.resolve();
    await page.getByRole('button', { name: signIn.passkey }).waitFor();
    expect(await back.boundingBox()).toEqual(before);
  });

  test('ok: a passkey is made in the settings and signs in from then on, once for each challenge', async () => {
    const { link } = stage.personaOf('Naomi');
    const page = await stage.openPage({ locale: 'de-DE' });
    const devTools = await page.context().newCDPSession(page);
    await devTools.send('WebAuthn.enable');
    await devTools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await stepUp(page, 'Naomi');
    await page.getByRole('button', { name: settings.passkeys.add }).click();
    await page.getByText(settings.done.passkey).waitFor();
    await page.getByRole('button', { name: signOut.button }).click();
    await page.getByRole('heading', { level: 1, name: signOut.doneTitle }).waitFor();

    const answers: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/sign-in/passkey'))
        answers.push(request.postData() ?? '');
    });
    await page.goto(`${link}/settings`);
    await page.getByRole('link', { name: m.rooms.signIn.button }).click();
    await page.getByRole('button', { name: signIn.passkey }).click();
    await page.getByRole('heading', { level: 1, name: settings.title }).waitFor();
    const replayed = await page.evaluate(
      async ([path, body]) =>
        (await fetch(path ?? '', { method: 'POST', body: body ?? '', headers: { 'content-type': 'application/json' } }))
          .status,
      [`${new URL(link).pathname.replace('/t/', '/api/portal/t/')}/sign-in/passkey`, answers[0]],
    );
    expect(replayed).toBe(401);
    await stage.watch.take([/401 .*\/sign-in\/passkey$/]);

    await page.getByRole('button', { name: new RegExp(`^${settings.passkeys.remove}`) }).click();
    await page.getByText(settings.done.passkey_gone).waitFor();
    await page.getByText(settings.passkeys.none).waitFor();
  });
});

describe('signing out', () => {
  test('S37 ok: caches, IndexedDB and worker are gone, and no page of hers was ever kept', async () => {
    const page = await stage.openPage({ locale: 'de-DE' });
    const { link } = stage.personaOf('Chrissy');
    await page.goto(link);
    await page.waitForFunction(async () => (await caches.keys()).length > 0);
    await stepUp(page, 'Chrissy');
    expect(await recordsLeft(page)).toBeGreaterThan(0);
    const kept = await page.evaluate(async () => {
      const urls: string[] = [];
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
          const body = await (await cache.match(request))?.text();
          urls.push(`${request.url} ${/chrissy@|Okafor/.test(body ?? '') ? 'names her' : ''}`);
        }
      }
      return urls;
    });
    expect(kept.filter((one) => /\/t\/[^/]+\/|names her/.test(one))).toEqual([]);
    await page.getByRole('button', { name: signOut.button }).click();
    await page.getByRole('heading', { level: 1, name: signOut.doneTitle }).waitFor();
    await eventually(async () => {
      expect(await left(page)).toEqual({ caches: [], databases: [], workers: 0, storage: [] });
    });
    expect((await page.goto(`${link}/settings/export`))?.url()).toContain('/sign-in');
  });

  test('ok: the session is over even where this browser cannot be emptied and the page is left at once', async () => {
    const page = await stage.openPage({ locale: 'de-DE' });
    await stepUp(page, 'Jonas');
    const { link } = stage.personaOf('Jonas');
    await page.evaluate(() => {
      indexedDB.databases = () => new Promise(() => {});
    });
    const told = page.waitForResponse((answer) => answer.url().endsWith('/sign-out'));
    await page.getByRole('button', { name: signOut.button }).click();
    await told;
    await page.goto(`${link}/settings`);
    await page.getByRole('heading', { level: 1, name: settings.titleClosed }).waitFor();
  });

  test('S37 ok: without a connection, too; the server is told as soon as there is one', async () => {
    const page = await stage.openPage({ locale: 'de-DE' });
    const { link } = stage.personaOf('Chrissy');
    await page.goto(link);
    await page.waitForFunction(async () => (await caches.keys()).length > 0);
    await stepUp(page, 'Chrissy');
    await page.context().setOffline(true);
    await page.getByRole('button', { name: signOut.button }).click();
    await page.getByText(signOut.offlineTitle).waitFor();
    const now = await left(page);
    expect(now.caches).toEqual([]);
    expect(now.databases).not.toContain('doorstep');
    expect(await recordsLeft(page)).toBe(0);
    // A mark that names nobody, and no more.
    expect(now.storage).toEqual(['doorstep-sign-out-owed']);
    expect(await page.content()).not.toContain(emailOf('Chrissy'));
    await page.context().setOffline(false);
    await page.getByRole('heading', { level: 1, name: signOut.doneTitle }).waitFor();
    expect((await left(page)).storage).toEqual([]);
    await page.goto(`${link}/settings`);
    await page.getByRole('heading', { level: 1, name: settings.titleClosed }).waitFor();
    overlookDisconnections(stage);
  });
});

describe('the pages', () => {
  test('S4 ok: no page that a link alone opens names its customer, nor says where she lives', async () => {
    const rooms = (await readdir(fileURLToPath(new URL('../pages/t/[link]', import.meta.url)), { recursive: true }))
      .filter((file) => file.endsWith('.astro'))
      .map((file) => file.replace(/\.astro$/, '').replace(/^index$/, ''));
    expect(rooms).toEqual(expect.arrayContaining(['', 'settings', 'rewards', 'sign-in']));
    const said: string[] = [];
    for (const { link, story } of stage.set.personas) {
      const { customer, shippingAddress: to } = story.order;
      const hers = [customer.email, customer.name, customer.phone, to?.name, to?.line1, to?.postalCode].filter(Boolean);
      for (const room of rooms) {
        const html = await (await fetch(`${link}/${room}`)).text();
        said.push(...hers.filter((one) => html.includes(String(one))).map((one) => `${story.person}/${room}: ${one}`));
      }
    }
    expect(said).toEqual([]);
  });

  test('ok: axe finds nothing, narrow and wide, in the light and in the dark', async () => {
    const page = await stage.openPage({ locale: 'de-DE' });
    const { brand, link } = stage.personaOf('Marshall');
    await page.goto(`${link}/sign-in`);
    const found: string[] = await axeFaults(page).then((all) => [...all]);
    await page.getByRole('button', { name: signIn.send }).click();
    await page.getByLabel(signIn.codeLabel).waitFor();
    found.push(...(await axeFaults(page)));
    const code = await digitsTo('Marshall');
    await page.getByLabel(signIn.codeLabel).fill(code);
    await page.waitForURL(link);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      for (const width of [360, 1280]) {
        await resizeTo(page, width, 900);
        for (const url of [`${link}/settings`, `${link}/settings/erase`, `${brand.origin}/signed-out`]) {
          await page.goto(url);
          found.push(...(await axeFaults(page)));
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          if (overflow > 0) found.push(`${url} is ${overflow} px too wide at ${width}`);
        }
      }
    }
    expect(found).toEqual([]);
  });

  test('S43 ok: erased by herself after reading what goes; the link opens nothing any more', async () => {
    const page = await stage.openPage({ locale: 'de-DE' });
    const { link } = stage.personaOf('Naomi');
    await stepUp(page, 'Naomi');
    await page.getByRole('link', { name: settings.data.eraseButton }).click();
    await page.getByRole('heading', { level: 1, name: settings.erase.title }).waitFor();
    await page.getByLabel(settings.erase.understood).check();
    await page.getByRole('button', { name: settings.erase.button }).click();
    await page.getByRole('heading', { level: 1, name: signOut.erasedTitle }).waitFor();
    expect((await page.goto(link))?.status()).toBe(404);
  });
});
