/** axe-core finds nothing on any page: narrow and wide, light and dark, in every state that a page can be in. */
import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signInAtDesk } from './desk.ts';
import { signInAs } from './shopper.ts';
import { openStage, resizeTo, type Stage, settled } from './stage.ts';

const widths = [360, 1280];
const themes = ['light', 'dark'] as const;

type Place = readonly [what: string, url: string, status?: number];

let stage: Stage;
/** Every page to look at: what it shows, and where it is. */
let places: readonly Place[];

beforeAll(async () => {
  stage = await openStage();
  const { set } = stage;
  const { origin } = stage.personaOf('Naomi').brand;
  // Each person in another state: asked, unhappy without words, in conversation, asked whether it is solved, settled.
  for (const person of ['Naomi', 'Marshall', 'Jonas', 'أمل', 'فيصل']) await stage.deliver(person);
  await stage.complain('Marshall', { score: 1 });
  await stage.complain('Jonas', { score: 1, reasons: ['damaged', 'late'], comment: 'Der Filter hat einen Sprung.' });
  await stage.reply('1004', 'Das tut uns leid. Ein neuer geht heute raus.');
  await stage.complain('أمل', { score: 2, reasons: ['product'], comment: 'الزجاجة مكسورة' });
  await stage.resolve('2048', 'replaced');
  places = [
    ...set.personas.map(({ story, link }) => [story.person, link] as const),
    ['rewards, by the link', `${stage.personaOf('Chrissy').link}/rewards`],
    ['rewards, from right to left', `${stage.personaOf('أمل').link}/rewards`],
    ['rewards, with news of a form', `${stage.personaOf('Naomi').link}/rewards?fault=not_available`],
    ['unknown link', `${origin}/t/nothing`, 404],
    ['unknown page', `${origin}/nothing`, 404],
    ['lost link', `${origin}/find`],
    ['lost link, half a question', `${origin}/find?fault=missing`],
    ['lost link, asked', `${origin}/find?step=sent`],
    ['desk: the way in', `${origin}/desk/sign-in`],
    ['API documentation', `${origin}/api/docs`],
    ['demo', `${origin}/demo`],
  ];
});
afterAll(() => stage.close());

const faultsOf = async (page: Page): Promise<readonly string[]> => {
  // As text: inside the page there is no import for Vitest to rewrite.
  const { violations } = await page.evaluate<AxeResults>(
    'axe.run(document, { resultTypes: ["violations"], preload: false })',
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
  );
};

/** What axe finds at each place, at each width: one line a rule and element. */
const faultsAt = async (page: Page, all: readonly Place[]): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const [what, url, status = 200] of all) {
    const answered = (await page.goto(url))?.status();
    if (answered !== status) found.push(`${what} answered ${answered}`);
    // From the debugger, not through a script tag: the page's own policy would rightly refuse that.
    await settled(page);
    await page.evaluate(axe.source);
    for (const width of widths) {
      await resizeTo(page, width, 900);
      for (const fault of await faultsOf(page)) found.push(`${what} at ${width}: ${fault}`);
    }
  }
  return found.slice(0, 20);
};

describe.each(themes)('axe in %s', (colorScheme) => {
  test('ok: finds nothing on any page, at 360 and at 1280 px', async () => {
    const page = await stage.openPage({ colorScheme });
    expect(await faultsAt(page, places)).toEqual([]);
  });

  test('ok: finds nothing in the rooms of somebody who is signed in', async () => {
    const page = await stage.openPage({ colorScheme });
    await signInAs(stage, page, 'Chrissy');
    const { link } = stage.personaOf('Chrissy');
    const here = ['rewards', 'subscriptions', 'subscriptions?lang=ar', 'settings', 'settings?lang=ar', 'refer'];
    expect(
      await faultsAt(
        page,
        here.map((room) => [room, `${link}/${room}`]),
      ),
    ).toEqual([]);
  });

  test('ok: finds nothing at the desk', async () => {
    const page = await stage.openPage({ colorScheme, locale: 'de-DE' });
    const [desk] = stage.set.desks;
    if (!desk) throw new Error('the demo has no desk');
    await signInAtDesk(stage, page, desk);
    const oneCase = await page.getByRole('link', { name: /Jonas/ }).first().getAttribute('href');
    const here: readonly Place[] = [
      ['desk: cases', desk.url],
      ['desk: a case', new URL(oneCase ?? '', desk.url).href],
      ['desk: watch list', `${desk.url}/watch`],
      ['desk: a watched parcel', `${desk.url}/watch/s-1004`],
      ['desk: no such parcel', `${desk.url}/watch/nothing`, 404],
      ['desk: no such case', `${desk.url}/cases/01a20006-d7fa-70e2-9b89-fd3ed93f7964`, 404],
    ];
    expect(await faultsAt(page, here)).toEqual([]);
  });
});
