/** An open page keeps itself current: what the carrier's hook takes in appears, without a reload and without a jolt. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { messagesFor } from '../messages/index.ts';
import { connect, disconnect, overlookDisconnections } from './appPage.ts';
import { openStage, type Stage } from './stage.ts';

const m = messagesFor('de', 'familiar');

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

/** Opens the page and waits until it listens; it is marked, so that a reload would show. */
const openLive = async (name: string, options = {}): Promise<Page> => {
  const page = await stage.openPage(options);
  await listenOn(page, name);
  return page;
};

const listenOn = async (page: Page, name: string): Promise<void> => {
  const listening = page.waitForResponse((answer) => answer.url().includes('/live?after='));
  await page.goto(stage.personaOf(name).link);
  await listening;
  await page.evaluate(() => document.body.setAttribute('data-opened', 'once'));
};

const headlineIs = (page: Page, wanted: string) =>
  page.waitForFunction((text) => new RegExp(text, 'i').test(document.querySelector('h1')?.textContent ?? ''), wanted, {
    polling: 'raf',
  });

/** What the page hears, asks and shows from here on, in the order in which it does. */
const noteSteps = async (page: Page): Promise<() => Promise<readonly string[]>> => {
  await page.addInitScript(() => {
    const steps: string[] = [];
    Object.assign(window, { steps });
    class HeardSource extends EventSource {
      constructor(url: string | URL, options?: EventSourceInit) {
        super(url, options);
        this.addEventListener('message', ({ data }) => steps.push(`hears ${JSON.parse(data).kind}`));
      }
    }
    window.EventSource = HeardSource;
    const ask = window.fetch;
    window.fetch = (what, how) => {
      if (what === location.pathname) steps.push('reads');
      return ask(what, how);
    };
    addEventListener('DOMContentLoaded', () => {
      let before = document.querySelector('h1')?.textContent;
      new MutationObserver(() => {
        const now = document.querySelector('h1')?.textContent;
        if (now !== before) steps.push('shows');
        before = now;
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
    });
  });
  return () => page.evaluate(() => (window as unknown as { steps: readonly string[] }).steps);
};

test('ok: a scan posted to the hook is told to the open page, which reads itself anew and shows it in place', async () => {
  const page = await stage.openPage();
  const stepsOf = await noteSteps(page);
  await listenOn(page, 'Naomi');
  // Typed, unfolded and focused: all of it stays.
  await page.locator('details.help-problem > summary').click();
  const words = page.locator('details.help-problem textarea').first();
  await words.fill('Bitte beim Nachbarn');
  const before = await page.locator('.way-event').count();

  const begunAt = performance.now();
  const appeared = headlineIs(page, 'angekommen');
  await stage.deliver('Naomi');
  await appeared;
  // How long it takes is for `npm run bench -- live`; here it is only said.
  console.log(`a scan at the hook was on the open page after ${Math.round(performance.now() - begunAt)} ms`);
  const steps = await stepsOf();
  const heardAt = steps.indexOf('hears shipment.moved');
  // Around the instant at which it began to listen it may be told again of what it knows.
  expect(steps.slice(0, heardAt)).not.toContain('shows');
  // What it is told while it reads has it read once more; it is shown once.
  const done = steps.slice(heardAt).filter((step) => !step.startsWith('hears'));
  expect(done.filter((step, at) => step !== done[at - 1]).slice(0, 2)).toEqual(['reads', 'shows']);
  expect(done.filter((step) => step === 'shows')).toHaveLength(1);

  expect(await page.locator('body').getAttribute('data-opened')).toBe('once');
  expect(await page.locator('.journey').getAttribute('data-at')).toBe('4');
  expect(await page.locator('.way-event').count()).toBeGreaterThan(before);
  expect(await page.title()).toMatch(/angekommen/i);
  expect(await page.locator('#live-news').textContent()).toMatch(/angekommen/i);
  expect(await words.inputValue()).toBe('Bitte beim Nachbarn');
  // The question of the delivery is there and awake.
  await page.getByRole('button', { name: m.ask.faces.five }).click();
  await page.getByRole('heading', { name: m.ask.thanks }).waitFor();
});

test('ok: what happened while nobody looked is there when the page is seen again', async () => {
  const page = await openLive('Jonas');
  const before = await page.locator('.way-event').count();
  await disconnect(page.context());
  await stage.personaOf('Jonas').courier.move(parcelOf('Jonas'), 'delay', new Date());
  expect(await page.locator('.way-event').count()).toBe(before);
  await connect(page.context());
  await page.waitForFunction((count) => document.querySelectorAll('.way-event').length > count, before);
  // It complains only if it asked for something in that time.
  overlookDisconnections(stage);
});

test('ok: a page that could not be read anew is read again until it can be, without another word from the server', async () => {
  const page = await stage.openPage({ serviceWorkers: 'block' });
  const stepsOf = await noteSteps(page);
  await listenOn(page, 'Chrissy');
  const { link, courier } = stage.personaOf('Chrissy');
  const answers = [503, null];
  await page.route(link, (route) => {
    const status = route.request().resourceType() === 'fetch' ? answers.shift() : undefined;
    if (status === undefined) return route.fallback();
    return status === null ? route.abort('connectionreset') : route.fulfill({ status });
  });
  const before = await page.locator('.way-event').count();
  await courier.move(parcelOf('Chrissy'), 'delay', new Date());
  await page.waitForFunction((count) => document.querySelectorAll('.way-event').length > count, before);
  const steps = await stepsOf();
  expect(answers).toEqual([]);
  expect(steps.some((step, at) => step === 'reads' && steps[at + 1] === 'reads')).toBe(true);
  expect(await page.locator('body').getAttribute('data-opened')).toBe('once');
  stage.watch.overlook(/503|ERR_CONNECTION_RESET/);
});

interface Move {
  /** Its name, or which property of the styles changes. */
  readonly what: string;
  readonly durationMs: number;
  /** Of the frames. */
  readonly properties: readonly string[];
  /** Where its element is seen, and where it would stand without motion. */
  readonly seenAt: readonly [left: number, top: number];
  readonly laidOutAt: number;
}

interface Motion {
  readonly begun: Move[];
  readonly over: Move[];
}

/** Notes every motion that a change of the page begins, and where it ends. */
const noteMotion = async (page: Page): Promise<() => Promise<Motion>> => {
  await page.evaluate(() => {
    const motion: Motion = { begun: [], over: [] };
    Object.assign(window, { motion });
    const known = new Set<Animation>();
    const look = (animation: Animation): Move | null => {
      const effect = animation.effect as KeyframeEffect;
      const element = effect.target as HTMLElement;
      const { left, top } = element.getBoundingClientRect();
      const frames = effect.getKeyframes().flatMap((frame) => Object.keys(frame));
      return {
        what:
          animation instanceof CSSTransition ? `${element.className} ${animation.transitionProperty}` : animation.id,
        durationMs: Number(effect.getTiming().duration),
        properties: [...new Set(frames)].filter((name) => !/^(?:offset|computedOffset|easing|composite)$/.test(name)),
        seenAt: [left, top + scrollY],
        laidOutAt: element.offsetTop,
      };
    };
    new MutationObserver(() => {
      for (const animation of document.getAnimations()) {
        if (known.has(animation) || animation instanceof CSSAnimation) continue;
        known.add(animation);
        const begun = look(animation);
        if (begun) motion.begun.push(begun);
        void animation.finished.then(() => {
          const over = look(animation);
          if (over) motion.over.push(over);
        });
      }
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
  });
  return async () => {
    await page.waitForFunction(() => {
      const { begun, over } = (window as unknown as { motion: Motion }).motion;
      return over.length === begun.length;
    });
    return page.evaluate(() => (window as unknown as { motion: Motion }).motion);
  };
};

const movesOf = ({ begun, over }: Motion, what: RegExp) => {
  const [from, to] = [begun, over].map((moves) => moves.filter((one) => what.test(one.what)));
  return (from ?? []).map((one, at) => ({ from: one, to: to?.[at] ?? expect.unreachable() }));
};

test('ok: what changes is shown to change: a new scan comes in, a date moves, the parcel travels; nothing where motion is unwanted', async () => {
  const moving = await openLive('Marshall', { reducedMotion: 'no-preference' });
  const still = await openLive('Marshall', { reducedMotion: 'reduce' });
  const [motionOf, stillnessOf] = [await noteMotion(moving), await noteMotion(still)];
  const { courier } = stage.personaOf('Marshall');
  const shown = async (page: Page, change: () => Promise<void>) => {
    const rows = await page.locator('.way-event').first().textContent();
    await change();
    for (const one of [moving, still]) {
      await one.waitForFunction((was) => document.querySelector('.way-event')?.textContent !== was, rows);
    }
  };

  await shown(moving, () => courier.move(parcelOf('Marshall'), 'delay', new Date()));
  const slipped = await motionOf();
  const [scan] = movesOf(slipped, /^new row$/);
  expect(scan?.from.seenAt[1]).toBeLessThan(scan?.to.seenAt[1] ?? 0);
  expect(scan?.from.laidOutAt).toBe(scan?.to.laidOutAt);
  // Those below it make room.
  for (const { from, to } of movesOf(slipped, /^moved row$/)) {
    expect(from.seenAt[1]).toBeLessThan(to.seenAt[1]);
    expect(from.laidOutAt).toBe(to.laidOutAt);
  }
  expect(movesOf(slipped, /^moved row$/).length).toBeGreaterThan(0);
  expect(movesOf(slipped, /^changed headline$/).length).toBeGreaterThan(0);
  const [date] = movesOf(slipped, /^moved date$/);
  const struck = await moving.locator('.slip del').boundingBox();
  const day = await moving.locator('.slip strong').boundingBox();
  expect(date?.from.seenAt[0]).toBeCloseTo(struck?.x ?? -1, 0);
  expect(date?.to.seenAt[0]).toBeCloseTo(day?.x ?? -1, 0);

  const stoodAt = await moving.locator('.journey-parcel').boundingBox();
  await shown(moving, () => courier.move(parcelOf('Marshall'), 'deliver', new Date()));
  await headlineIs(moving, 'angekommen');
  const travelled = await motionOf();
  const [journey] = movesOf(travelled, /^journey-parcel (?:inset-inline-start|left)$/);
  const line = (await moving.locator('.journey').boundingBox()) ?? expect.unreachable();
  const parcel = (await moving.locator('.journey-parcel').boundingBox()) ?? expect.unreachable();
  expect(journey?.from.seenAt[0]).toBeCloseTo(stoodAt?.x ?? -1, -1);
  expect(journey?.to.seenAt[0]).toBeCloseTo(line.x + line.width - parcel.width, 0);
  expect(movesOf(travelled, /^journey-done /)).toHaveLength(1);

  for (const { what, durationMs, properties } of travelled.begun) {
    expect(durationMs, what).toBeLessThanOrEqual(300);
    if (!what.includes('journey'))
      expect(properties.filter((name) => !/^(?:transform|opacity)$/.test(name))).toEqual([]);
  }
  // What the styles would move has no length there, and what the script would move is not begun.
  for (const { what, durationMs } of (await stillnessOf()).begun) expect(durationMs, what).toBeLessThan(1);
  expect((await stillnessOf()).begun.filter(({ what }) => /row|headline|date/.test(what))).toEqual([]);
});

const parcelOf = (name: string): string => stage.personaOf(name).story.order.shipments?.[0]?.id ?? '';
