/** What was told and what not, read by whoever is signed in; and the end of mails, which only a button brings. */
import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { notices } from '../../db/schema/index.ts';
import { findCustomer } from '../../server/customers/index.ts';
import { consentsOf } from '../../server/notifications/index.ts';
import { messagesFor } from '../messages/index.ts';
import { signInAs } from './shopper.ts';
import { openStage, resizeTo, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const customerOf = async (name: string): Promise<{ brandId: string; customerId: string }> => {
  const { story, brand } = stage.personaOf(name);
  const customer = await stage.house.store.read((reader) => findCustomer(reader, brand.id, story.order.customer.id));
  return { brandId: brand.id, customerId: customer?.id ?? '' };
};

type Row = Pick<typeof notices.$inferInsert, 'kind' | 'topic' | 'data' | 'status' | 'channel' | 'why'>;
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const told: readonly Row[] = [
  {
    kind: 'points.expiring',
    topic: 'points',
    data: { kind: 'points.expiring', points: 500, expiresOn: inDays(7), daysBefore: 7 },
    status: 'sent',
    channel: 'push',
  },
  {
    kind: 'tier.raised',
    topic: 'tier',
    data: { kind: 'tier.raised', from: 'bronze', to: 'silver' },
    status: 'sent',
    channel: 'email',
  },
  {
    kind: 'referral.ordered',
    topic: 'referral',
    data: { kind: 'referral.ordered', referralId: 'r' },
    status: 'held_back',
    why: 'hold',
  },
  {
    kind: 'points.earned',
    topic: 'points',
    data: { kind: 'points.earned', lotId: 'l', points: 120, earnedFor: 'order', spendableAt: null },
    status: 'waiting',
    why: 'digest',
  },
  { kind: 'parcel.trouble', topic: 'parcel', data: {}, status: 'held_back', why: 'no_consent' },
];

const tellAll = async (name: string): Promise<void> => {
  const whose = await customerOf(name);
  await stage.house.perform(async (work) => {
    for (const [nth, row] of told.entries()) {
      const at = new Date(work.now.getTime() - nth * 9 * 3_600_000);
      await work.tx.insert(notices).values({
        id: work.newId(),
        ...whose,
        ...row,
        occurrence: `test ${nth}`,
        // Not due while the test looks.
        dueAt: new Date(work.now.getTime() + 5 * 3_600_000),
        createdAt: at,
        settledAt: row.status === 'waiting' ? null : at,
      });
    }
  });
};

const faultsOf = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<AxeResults>(
    'axe.run(document, { resultTypes: ["violations"], preload: false })',
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
};

test('ok: the link alone leads to the code; who is signed in reads why and why not', async () => {
  const { link } = stage.personaOf('Chrissy');
  await tellAll('Chrissy');
  const page = await stage.openPage();
  await page.goto(`${link}/messages`);
  expect(new URL(page.url()).pathname).toMatch(/\/sign-in$/);

  await signInAs(stage, page, 'Chrissy');
  await page.goto(`${link}/settings`);
  const { log } = messagesFor('de', 'familiar').notices;
  await page.getByRole('link', { name: log.title }).click();
  await page.getByRole('heading', { level: 1, name: log.title }).waitFor();
  const list = page.locator('.told');
  const toldOf = (...words: readonly string[]) =>
    words.reduce((found, hasText) => found.filter({ hasText }), list).count();
  expect(await toldOf('500', log.sent.push, log.why.points)).toBe(1);
  expect(await toldOf(log.heldBack.hold, log.why.referral)).toBe(1);
  expect(await toldOf(log.others['parcel.trouble'], log.heldBack.no_consent, log.why.parcel)).toBe(1);
  for (const width of [360, 1280]) {
    await resizeTo(page, width, 800);
    expect(await faultsOf(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  }
});

test('S10 ok: opening the link of a mail asks, and only the button ends such mails', async () => {
  const whose = await customerOf('Chrissy');
  const { brand } = stage.personaOf('Chrissy');
  const token = stage.house.unsubscribes.tokenOf({ ...whose, topic: 'points' });
  const byMail = async () =>
    (await stage.house.store.read((reader) => consentsOf(reader, whose.brandId, whose.customerId))).points.email;
  const page = await stage.openPage({ locale: 'de-DE' });
  await page.goto(`${brand.origin}/u/${token}`);
  const words = messagesFor('de', 'familiar').notices.unsubscribe;
  await page.getByRole('heading', { name: words.title.points }).waitFor();
  expect(await faultsOf(page)).toEqual([]);
  expect(await byMail()).toBe(true);
  await page.getByRole('button', { name: words.confirm }).click();
  await page.getByRole('heading', { name: words.doneTitle }).waitFor();
  expect(await byMail()).toBe(false);
});
