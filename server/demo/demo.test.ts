/** Whenever the demo is started, what its pages say makes sense; and the courier's buttons do what they are called. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { outboxMessages } from '../../db/schema/index.ts';
import { createFormat } from '../../site/lib/format.ts';
import { orderSentence, statusSentence } from '../../site/lib/sentence.ts';
import { messagesFor } from '../../site/messages/index.ts';
import { createApp } from '../app.ts';
import { compose } from '../compose.ts';
import { readConfig } from '../config.ts';
import { dayIn } from '../kit/clock.ts';
import { createTestDatabase } from '../testing/database.ts';
import { testClock } from '../testing/workshop.ts';
import { furnish } from './index.ts';
import { clockAt } from './plan.ts';
import { readDemo } from './read.ts';
import type { DemoView, PersonaView } from './view.shared.ts';

const leave: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const go of leave.splice(0).reverse()) await go();
});

const openDemo = async (start: Date) => {
  const database = await createTestDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'doorstep-demo-'));
  const clock = testClock(start.toISOString());
  const config = { ...readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' }), databaseUrl: database.url };
  const house = await compose(config, { clock });
  leave.push(database.remove, async () => rmSync(dataDir, { recursive: true, force: true }), house.close);
  const app = createApp(house, { routes: [], portalOf: () => ({ desk: null, demo: null }) });
  const set = await furnish(house, 4321, async (request) => app.request(request));
  const mailsTo = async (address: string): Promise<readonly string[]> => {
    const rows = await house.store.read((reader) =>
      reader.select({ payload: outboxMessages.payload }).from(outboxMessages),
    );
    const letters = rows.map(({ payload }) => payload as { to?: { address?: string }; subject?: string });
    return letters.flatMap(({ to, subject }) => (to?.address === address && subject ? [subject] : []));
  };
  return { clock, set, look: () => readDemo(house, set), mailsTo };
};

const personaOf = ({ personas }: DemoView, name: string): PersonaView => {
  const found = personas.find((persona) => persona.name === name);
  if (!found) throw new Error(`nobody is called ${name}`);
  return found;
};

/** What a page leads with, and the promise that moved. */
const sentencesOf = ({ page }: PersonaView) => {
  const m = messagesFor(page.locale, page.brand.address);
  const f = createFormat({ locale: page.locale, timeZone: page.timeZone, now: page.now });
  return page.shipments.length === 0
    ? [orderSentence(page, m, f)]
    : page.shipments.map((shipment) => statusSentence(shipment, page, m, f));
};
const headlinesOf = (persona: PersonaView): string[] => sentencesOf(persona).map(({ headline }) => headline);

const roundsInKoeln: Readonly<Record<string, string>> = {
  '00:30': 'Kommt heute, 14–16 Uhr',
  '08:00': 'Kommt heute, 14–16 Uhr',
  '13:00': 'Kommt heute, 14–16 Uhr',
  '15:10': 'Kommt heute, 16–18 Uhr',
  '18:30': 'Kommt heute, 19–21 Uhr',
  '19:30': 'Kommt morgen, 14–16 Uhr',
  '23:30': 'Kommt morgen, 14–16 Uhr',
};

describe.each(['Europe/Berlin', 'Asia/Riyadh'])('started in %s', (zone) => {
  test.each(Object.keys(roundsInKoeln))(
    'ok at %s: nothing promised is past, and only Jonas is behind',
    async (time) => {
      const now = clockAt('2026-11-24', 0, time, zone);
      const { look } = await openDemo(now);
      const view = await look();
      expect(view.personas.map(({ name }) => name)).toHaveLength(7);
      for (const { page } of view.personas) {
        expect(page.order.placedAt <= now).toBe(true);
        for (const { expected, late, timeline } of page.shipments) {
          expect(late).toBe(false);
          expect(timeline.length).toBeGreaterThan(0);
          expect(timeline.every(({ occurredAt }) => occurredAt <= now && occurredAt >= page.order.placedAt)).toBe(true);
          if (expected?.to) expect(expected.to > now).toBe(true);
          if (expected?.on) expect(expected.on >= dayIn(now, page.timeZone)).toBe(true);
        }
      }
      expect(headlinesOf(personaOf(view, 'Chrissy'))).toEqual(['Kommt morgen', 'Gestern um 11:26 angekommen']);
      expect(headlinesOf(personaOf(view, 'Marshall'))[0]).toMatch(/^Kommt (Mittwoch|Donnerstag|Freitag)$/);
      expect(headlinesOf(personaOf(view, 'Jonas'))).toEqual(['Spät dran. Kommt wohl morgen']);
      expect(headlinesOf(personaOf(view, 'Lea'))).toEqual(['Wir packen deine Bestellung']);
      expect(headlinesOf(personaOf(view, 'أمل'))[0]).toMatch(/^يصل.* (اليوم|غدًا).* بين /);
      const [naomi] = sentencesOf(personaOf(view, 'Naomi'));
      if (zone === 'Europe/Berlin') expect(naomi?.headline).toBe(roundsInKoeln[time]);
      expect(naomi?.slip?.why).toBe('es ist falsch abgebogen');
    },
  );
});

test('refuses to tell of a parcel as late that has arrived or is at the door', async () => {
  const { mailsTo } = await openDemo(clockAt('2026-11-24', 0, '13:00', 'Europe/Berlin'));
  const m = messagesFor('de', 'familiar');
  const subjects = await mailsTo('chrissy@example.com');
  expect(subjects).not.toContain(m.mail.trouble.subject.late({ number: '1002' }));
});

describe('the courier', () => {
  const noon = clockAt('2026-11-24', 0, '13:00', 'Europe/Berlin');
  const play = async (name: string) => {
    const { clock, set, look } = await openDemo(noon);
    const persona = set.personas.find(({ story }) => story.person === name);
    const shipmentId = persona?.story.order.shipments?.[0]?.id ?? '';
    const move = async (...moves: readonly ('next' | 'delay' | 'damage' | 'deliver')[]) => {
      for (const one of moves) {
        clock.advance(60_000);
        await persona?.courier.move(shipmentId, one, clock());
      }
      return personaOf(await look(), name);
    };
    return { move };
  };

  test('ok: `next` walks the whole way, then nothing is left to do', async () => {
    const { move } = await play('Marshall');
    const { page, parcels } = await move('next', 'next', 'next', 'next', 'next');
    expect(page.shipments[0]?.timeline.map(({ status }) => status)).toEqual([
      'delivered',
      'out_for_delivery',
      'in_transit',
      'in_transit',
      'picked_up',
      'info_received',
    ]);
    expect(parcels[0]).toMatchObject({ moves: [], next: null });
  });

  test('ok: each `delay` slips by a day, with its reason', async () => {
    const { move } = await play('Naomi');
    expect(headlinesOf(await move('delay'))).toEqual(['Spät dran. Kommt wohl morgen']);
    const [twice] = sentencesOf(await move('delay'));
    expect(twice).toMatchObject({
      headline: 'Spät dran. Wir rechnen mit Donnerstag',
      slip: { struck: 'Mo., 23. Nov.', now: 'Do., 26. Nov.', why: 'das Wetter war schlecht' },
    });
  });

  test('ok: `damage` stops a parcel that can still be delivered', async () => {
    const { move } = await play('Naomi');
    const { page } = await move('damage');
    expect(page.shipments[0]).toMatchObject({ status: 'exception', reason: 'damaged' });
    expect(headlinesOf(await move('deliver'))).toEqual(['Heute um 13:02 angekommen']);
  });
});
