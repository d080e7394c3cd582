/** Story 3, in a real browser: Marshall runs his coffee himself, the shop answers, and nobody advertises it to him. */
import axe, { type AxeResults } from 'axe-core';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { messagesFor } from '../messages/index.ts';
import { signInAs } from './shopper.ts';
import { openStage, type Stage, said } from './stage.ts';

const { subscriptions: words, rooms } = messagesFor('de', 'familiar');

let stage: Stage;
let page: Page;
let coffee: Locator;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(async () => {
  page = await stage.openPage();
  await signInAs(stage, page, 'Marshall');
  await page.goto(`${stage.personaOf('Marshall').link}/subscriptions`);
  coffee = articleOf('Espresso');
});

const articleOf = (name: string): Locator =>
  page.getByRole('article').filter({ has: page.getByRole('heading', { name }) });
const row = (title: string, of = coffee): Promise<void> => of.locator('summary', { hasText: title }).click();
const days = (of = coffee): Promise<readonly string[]> => of.getByRole('listitem').locator('time').allInnerTexts();

interface Subscription {
  readonly status: string;
  readonly nextChargeOn: string;
  readonly items: readonly { productId: string; quantity: number }[];
  readonly skippedOn: readonly string[];
  readonly discount: unknown;
  readonly changes: readonly { id: string; action: string; by: string }[];
}
const atShop = async (id = 'sub-espresso'): Promise<Subscription> =>
  (await stage.api<{ subscription: Subscription }>(`/subscriptions/${id}`)).subscription;
const answer = async (status: 'confirmed' | 'refused', why?: string, id = 'sub-espresso'): Promise<void> => {
  for (const change of (await atShop(id)).changes) {
    const body = JSON.stringify({ status, why });
    await stage.api(`/subscriptions/${id}/changes/${change.id}`, { method: 'PUT', body });
  }
};
const gate = (product: string) =>
  stage.api<{ allowed: boolean; reasons: { code: string; source: string }[] }>(
    `/promos/decision?customer=c-marshall&product=${product}`,
  );

describe('story 3', () => {
  test('ok: an advert for what he subscribes to is refused with the reason, for any sender', async () => {
    const { allowed, reasons } = await gate('espresso');
    expect(allowed).toBe(false);
    expect(reasons).toContainEqual(
      expect.objectContaining({ code: 'already_subscribed', source: 'subscription:sub-espresso' }),
    );
    expect((await gate('pour-over')).reasons.map(({ code }) => code)).not.toContain('already_subscribed');
  });

  test('ok: skips a delivery and has it back, one tap each', async () => {
    const before = await days();
    expect(before).toHaveLength(3);
    await coffee
      .getByRole('button', { name: said(words.plan.skipOn('{day}')) })
      .first()
      .click();
    await page.getByText(words.done.skip).waitFor();
    const after = await days();
    expect(after.slice(0, 2)).toEqual(before.slice(1));
    expect(await coffee.locator('del').innerText()).toBe(before[0]);
    await coffee.getByText(words.changes.waiting).waitFor();

    await answer('confirmed');
    await page.reload();
    await coffee.getByText(words.changes.confirmed).waitFor();

    await coffee.getByRole('button', { name: said(words.plan.unskipOn('{day}')) }).click();
    await page.getByText(words.done.unskip).waitFor();
    expect(await days()).toEqual(before);
    await answer('confirmed');
  });

  test('ok: a change that the shop refuses is rolled back before his eyes, with the reason', async () => {
    const before = await days();
    await coffee
      .getByRole('button', { name: said(words.plan.skipOn('{day}')) })
      .first()
      .click();
    await page.getByText(words.done.skip).waitFor();
    // The page is open while the shop answers, and finds it out by itself.
    await answer('refused', 'already_charged');
    await coffee.getByText(words.changes.whys.already_charged).waitFor({ timeout: 25_000 });
    expect(await days()).toEqual(before);
    expect((await atShop()).skippedOn).toEqual([]);
  }, 40_000);

  test('ok: what the shop changed meanwhile is shown, and not overwritten', async () => {
    const held = await stage.api<{ subscription: Subscription & { customerId: string } }>('/subscriptions/sub-decaf');
    const decaf = articleOf('Feierabend');
    const moved = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
    const { customerId, nextChargeOn } = held.subscription;
    const interval = { count: 6, unit: 'week' };
    const told = { customer: { id: customerId }, status: 'active', currency: 'EUR', interval, nextChargeOn: moved };
    await stage.api('/subscriptions/sub-decaf', { method: 'PUT', body: JSON.stringify(told) });
    await decaf
      .getByRole('button', { name: said(words.plan.skipOn('{day}')) })
      .first()
      .click();
    await page.getByText(words.faults.changed).waitFor();
    const now = await atShop('sub-decaf');
    expect(now).toMatchObject({ nextChargeOn: moved, skippedOn: [], changes: [] });
    expect(nextChargeOn).not.toBe(moved);
  });

  test('ok: swaps for what is in stock, changes how often and how many', async () => {
    await row(words.actions.swap);
    await coffee.getByRole('button', { name: /Yirgacheffe/ }).click();
    await page.getByText(words.done.swap).waitFor();
    coffee = articleOf('Yirgacheffe');
    expect((await atShop()).items).toMatchObject([{ productId: 'yirgacheffe', quantity: 2 }]);

    await row(words.actions.frequency);
    await coffee.getByRole('button', { name: words.every({ count: 2, unit: 'week' }) }).click();
    await page.getByText(words.done.frequency).waitFor();

    await row(words.actions.quantity);
    await coffee.getByRole('button', { name: said(words.forms.more('{n}')) }).click();
    await page.getByText(words.done.quantity).waitFor();
    expect((await atShop()).items).toMatchObject([{ quantity: 3 }]);
    await answer('confirmed');
  });

  test('ok: pauses, and goes on', async () => {
    coffee = articleOf('Yirgacheffe');
    await row(words.actions.pause);
    await coffee.getByRole('button', { name: words.forms.pauseOpen }).click();
    await page.getByText(words.done.pause).waitFor();
    await coffee.getByText(words.plan.pausedLine).waitFor();
    expect((await gate('yirgacheffe')).reasons.map(({ code }) => code)).toContain('already_subscribed');

    await row(words.actions.resume);
    await coffee.getByRole('button', { name: words.actions.resume }).click();
    await page.getByText(words.done.resume).waitFor();
    expect(await days()).toHaveLength(3);
    await answer('confirmed');
  });

  test('ok: about to leave for the price, he takes the offer and stays', async () => {
    coffee = articleOf('Yirgacheffe');
    await row(words.actions.cancel);
    await coffee.getByRole('radio', { name: words.leave.reasons.too_expensive }).check();
    await coffee.getByRole('button', { name: /15\s?%/ }).click();
    await page.getByText(words.done.offer).waitFor();
    expect(await atShop()).toMatchObject({
      status: 'active',
      discount: { percent: 15, charges: 3 },
      changes: [{ action: 'discount', by: 'offer' }],
    });
    await coffee.getByText(/15\s?% weniger/).waitFor();
  });

  test('ok: leaves altogether in two taps, and may come back', async () => {
    coffee = articleOf('Yirgacheffe');
    await row(words.actions.cancel);
    await coffee.getByRole('button', { name: words.leave.send }).click();
    await page.getByText(words.done.cancel).waitFor();
    expect((await atShop()).status).toBe('cancelled');
    expect((await gate('yirgacheffe')).reasons.map(({ code }) => code)).not.toContain('already_subscribed');

    await row(words.actions.reactivate);
    await coffee.getByRole('button', { name: words.actions.reactivate }).click();
    await page.getByText(words.done.reactivate).waitFor();
    expect(await atShop()).toMatchObject({ status: 'active' });
  });

  test('ok: without the session the link shows what comes, and every change leads to the code first', async () => {
    const guest = await stage.openPage({ javaScriptEnabled: false });
    await guest.goto(`${stage.personaOf('Marshall').link}/subscriptions`);
    await guest.getByText(words.signIn).waitFor();
    const cancel = guest.getByRole('link', { name: words.actions.cancel }).first();
    expect(await cancel.getAttribute('href')).toMatch(/\/sign-in\?next=/);
    expect(await guest.content()).not.toMatch(/Merowingerstra|marshall@example/);
    await guest.getByRole('link', { name: rooms.parcel, exact: true }).waitFor();
  });

  test('ok: says first that the next one can wait, when the last delivery went wrong', async () => {
    await stage.deliver('Marshall');
    await stage.complain('Marshall', { score: 1, reasons: ['damaged'] });
    await page.reload();
    coffee = articleOf('Yirgacheffe');
    await coffee.getByRole('heading', { name: words.troubled.title }).waitFor();
    await coffee.getByRole('button', { name: words.troubled.skip }).click();
    await page.getByText(words.done.skip).waitFor();
  });

  test.each([
    ['light', 360],
    ['light', 1280],
    ['dark', 360],
    ['dark', 1280],
  ] as const)('ok: axe finds nothing: %s, %i px, with every row open', async (colorScheme, width) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 900 });
    // Rows of one group close each other.
    await page.locator('details').evaluateAll((all) => {
      for (const one of all) {
        one.removeAttribute('name');
        one.setAttribute('open', '');
      }
    });
    await page.getByRole('radio', { name: words.leave.reasons.too_much }).first().check();
    await page.evaluate(axe.source);
    const found = await page.evaluate(
      (): Promise<AxeResults> => (window as unknown as { axe: typeof import('axe-core') }).axe.run(),
    );
    expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(over).toBeLessThanOrEqual(0);
  });
});
