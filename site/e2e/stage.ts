/**
 * What every browser test stands on: the demo served on a free port, a Chromium that looks at it, and the hands of the
 * courier and of support. `close` fails when a browser complained of anything that no test expected.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { Email } from 'postal-mime';
import { vi } from 'vitest';
import {
  type Agent,
  acknowledgeAlert,
  listOpenAlerts,
  replyToShopper,
  resolveAlert,
} from '../../server/alerts/index.ts';
import type { Replacements } from '../../server/compose.ts';
import { readConfig } from '../../server/config.ts';
import { type Persona, startDemo } from '../../server/demo/index.ts';
import { findOrder } from '../../server/orders/index.ts';
import type { CaseOutcome } from '../../server/portalView.shared.ts';
import type { ShopperAnswerInput } from '../../server/sentiment/index.ts';
import { launchBrowser } from '../../server/testing/browser.ts';
import type { Work } from '../../server/work.ts';
import { readMails } from './mails.ts';
import { createWatch, type Watch } from './watch.ts';

type Demo = Awaited<ReturnType<typeof startDemo>>;

export interface Stage extends Demo {
  personaOf(name: string): Persona;
  /** Moves the parcel on until its next scan would be the delivery. */
  bringToVan(name: string): Promise<void>;
  /** Moves the only parcel of that person to her door. */
  deliver(name: string): Promise<void>;
  /** A page of its own context: nothing is shared with another. */
  openPage(options?: BrowserContextOptions): Promise<Page>;
  /** Asks the merchant API of the first brand. */
  api<Answer>(path: string, init?: RequestInit): Promise<Answer>;
  /** The newest mail to that address, as soon as there is one that fits. */
  mailTo(address: string, fits?: (mail: Email) => boolean): Promise<Email>;
  /** Answers for that person about the only parcel, as her page does. */
  complain(name: string, answer: Partial<ShopperAnswerInput>): Promise<void>;
  /** Support writes into the case of that order. */
  reply(orderNumber: string, text: string): Promise<void>;
  /** Support acknowledges the case of that order and resolves it. */
  resolve(orderNumber: string, outcome: CaseOutcome): Promise<void>;
  readonly watch: Watch;
  /** @throws what browsers complained about and no test expected */
  close(): Promise<void>;
}

const waitMs = 30_000;

/** Waits until `look` no longer throws, and answers what it found. */
export const eventually = <Found>(look: () => Promise<Found> | Found): Promise<Found> =>
  vi.waitFor(look, { timeout: waitMs, interval: 50 });

/** @param replacements a push service of the test's own, which is then believed and may be on this machine; a clock */
export const openStage = async (replacements: Pick<Replacements, 'testCertificate' | 'clock'> = {}): Promise<Stage> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'doorstep-e2e-'));
  const demo = await startDemo(
    readConfig({
      DATA_DIR: dataDir,
      PORT: '0',
      LOG_LEVEL: 'error',
      ...(replacements.testCertificate ? { ALLOW_LOOPBACK_TARGETS: '1' } : {}),
    }),
    replacements,
  );
  const browser = await launchBrowser();
  const home = `http://localhost:${demo.port}`;
  const ours = new Set(demo.set.personas.map(({ brand }) => brand.origin));
  const watch = createWatch(`${home}/metrics`, ours);

  const personaOf = (name: string): Persona => {
    const persona = demo.set.personas.find(({ story }) => story.person === name);
    if (!persona) throw new Error(`nobody in the demo is called ${name}`);
    return persona;
  };

  const parcelOf = (name: string): string => {
    const [parcel] = personaOf(name).story.order.shipments ?? [];
    if (!parcel) throw new Error(`${name} has no parcel`);
    return parcel.id;
  };

  const { perform, store, clock } = demo.house;
  const agent = { id: 'mara', name: 'Mara Lindner' };
  /** Does something to the case of an order, as support would. */
  const support = async (
    orderNumber: string,
    act: (work: Work, about: { brandId: string; alertId: string; agent: Agent }) => Promise<unknown>,
  ): Promise<void> => {
    const { brandId, orderId } =
      demo.set.personas.map(({ story }) => story).find((story) => story.orderId === orderNumber) ?? {};
    if (!brandId || !orderId) throw new Error(`the demo has no order ${orderNumber}`);
    const alertId = await store.read(async (reader) => {
      const order = await findOrder(reader, brandId, orderId);
      const rows = await listOpenAlerts(reader, { brandId, now: clock(), limit: 20 });
      return rows.find((row) => row.orderId === order?.id)?.id;
    });
    if (!alertId) throw new Error(`order ${orderNumber} has no open case`);
    await perform((work) => act(work, { brandId, alertId, agent }));
  };

  return {
    ...demo,
    personaOf,
    async bringToVan(name) {
      const { courier } = personaOf(name);
      // At night the demo has no parcel in a van.
      while (!['delivered', null].includes(courier.nextOf(parcelOf(name)))) {
        await courier.move(parcelOf(name), 'next', clock());
      }
    },
    async deliver(name) {
      await personaOf(name).courier.move(parcelOf(name), 'deliver', clock());
    },
    async complain(name, answer) {
      const url = personaOf(name).link.replace('/t/', '/api/portal/t/');
      const body = JSON.stringify({ shipmentId: parcelOf(name), reasons: [], comment: '', ...answer });
      const headers = { 'content-type': 'application/json' };
      const answered = await fetch(`${url}/sentiment`, { method: 'POST', headers, body });
      if (!answered.ok) throw new Error(`the answer was refused: ${await answered.text()}`);
    },
    reply: (orderNumber, text) => support(orderNumber, (work, about) => replyToShopper(work, { ...about, text })),
    resolve: (orderNumber, outcome) =>
      support(orderNumber, async (work, about) => {
        await acknowledgeAlert(work, about);
        await resolveAlert(work, { ...about, outcome, note: null });
      }),
    async openPage(options = {}) {
      const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
      const page = await context.newPage();
      page.setDefaultTimeout(waitMs);
      watch.listenTo(page);
      return page;
    },
    async api(path, init = {}) {
      const headers = { authorization: `Bearer ${demo.set.apiKey}`, 'content-type': 'application/json' };
      const answer = await fetch(`${home}/api/v1${path}`, { ...init, headers });
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
      return answer.json();
    },
    mailTo: (address, fits = () => true) =>
      eventually(async () => {
        const mails = await readMails(demo.house.config.dataDir);
        const mail = mails.findLast(({ to, ...rest }) => to?.[0]?.address === address && fits({ to, ...rest }));
        if (!mail)
          throw new Error(`no such mail to ${address} yet; there are ${mails.map((one) => one.subject).join(', ')}`);
        return mail;
      }),
    watch,
    async close() {
      const silence = watch.expectSilence();
      await silence.catch(() => undefined);
      await browser.close();
      await demo.stop();
      await rm(dataDir, { recursive: true });
      await silence;
    },
  };
};

/** What a message looks like on the page, whatever was filled in. */
export const said = (template: string): RegExp =>
  new RegExp(
    template
      .split(/\{\w+\}/)
      .map((part) => RegExp.escape(part))
      .join('.+'),
  );

/** Resolves when the page has decided on every card whose place it keeps. */
export const settled = async (page: Page): Promise<void> => {
  await page.waitForFunction(() => document.querySelector('[data-awaits]:not([hidden])') === null);
};

/**
 * Gives the page that size and resolves when it is laid out in it: lengths of the viewport and media queries follow a
 * new size only with the next frame, and who measures before sees the new width in the old type.
 */
export const resizeTo = async (page: Page, width: number, height: number): Promise<void> => {
  await page.setViewportSize({ width, height });
  // Asked in a frame of its own each time, never before the next one.
  await page.waitForFunction((wanted) => matchMedia(`(width: ${wanted}px)`).matches, width, { polling: 'raf' });
};
