/** For eyes that need more: type at twice its size, and colours that the system forces. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signInAs } from './shopper.ts';
import { openStage, type Stage, settled } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const rooms = ['', '/rewards', '/refer', '/subscriptions', '/messages', '/settings'];

describe('type at twice its size on a phone, which is a page of half the width', () => {
  const overflowOf = (page: Page): Promise<number> =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

  test.each([
    ['Marshall', 'de'],
    ['Chrissy', 'en'],
    ['أمل', 'ar'],
  ])('ok: no room of %s runs over the edge, in %s', async (name, lang) => {
    const page = await stage.openPage({ viewport: { width: 180, height: 640 } });
    await signInAs(stage, page, name);
    const { link, brand } = stage.personaOf(name);
    const places = [
      ...rooms.map((room) => link + room),
      ...['/find', '/my', '/nothing'].map((to) => brand.origin + to),
    ];
    for (const place of places) {
      await page.goto(`${place}?lang=${lang}`);
      await settled(page);
      expect(await overflowOf(page), place).toBeLessThanOrEqual(0);
    }
  });
});

describe('colours that the system forces', () => {
  test.each(['light', 'dark'] as const)('ok: what is drawn stands out from the page, in %s', async (colorScheme) => {
    const page = await stage.openPage({ colorScheme, forcedColors: 'active', viewport: { width: 360, height: 800 } });
    await page.goto(stage.personaOf('Naomi').link);
    const fills = await page.evaluate(() => {
      const fillOf = (selector: string, pseudo?: string): string => {
        const element = document.querySelector(selector);
        if (!element) throw new Error(`${selector} is not on the page`);
        return getComputedStyle(element, pseudo).backgroundColor;
      };
      return {
        page: fillOf('html'),
        way: fillOf('.journey-line'),
        done: fillOf('.journey-done'),
        parcel: fillOf('.journey-parcel'),
        scan: fillOf('.way-event', '::before'),
      };
    });
    const { page: paper, ...drawn } = fills;
    for (const [what, fill] of Object.entries(drawn)) {
      expect(fill, what).not.toBe(paper);
      expect(fill, what).not.toBe('rgba(0, 0, 0, 0)');
    }
  });
});
