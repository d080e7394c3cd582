import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { after, minutes } from '../kit/clock.ts';
import { createShelf } from './shelf.ts';

const now = new Date('2026-11-20T09:00:00Z');
let top: string;
let folder: string;
beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'doorstep-shelf-'));
  folder = join(top, 'media');
});
afterEach(() => rmSync(top, { recursive: true }));

test('ok: what was put is found, with its time; nothing else is', async () => {
  const shelf = createShelf({ folder, maxBytes: 1_000 });
  expect(await shelf.find('a')).toBeNull();
  await shelf.put('a', Buffer.from('one'), now);
  await shelf.put('a', Buffer.from('two'), now);
  expect(await shelf.find('a')).toEqual({ bytes: Buffer.from('two'), keptAt: now });
  expect(readdirSync(folder)).toEqual(['a']);
});

test('ok: the folder stays below its size, the oldest go first', async () => {
  const shelf = createShelf({ folder, maxBytes: 1_000 });
  for (let each = 0; each < 60; each += 1) {
    await shelf.put(String(each), Buffer.alloc(40), after(now, minutes(each)));
    const total = readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
    expect(total).toBeLessThanOrEqual(1_000);
  }
  expect(await shelf.find('59')).not.toBeNull();
  expect(await shelf.find('45')).not.toBeNull();
  expect(await shelf.find('0')).toBeNull();
});

test('ok: what an earlier process left is counted and swept with the first picture', async () => {
  const earlier = createShelf({ folder, maxBytes: 10_000 });
  for (let each = 0; each < 5; each += 1) await earlier.put(String(each), Buffer.alloc(400), now);
  await createShelf({ folder, maxBytes: 1_000 }).put('new', Buffer.alloc(100), after(now, 1));
  expect(readdirSync(folder)).toHaveLength(3);
  expect(readdirSync(folder)).toContain('new');
});

test('ok: a folder that cannot be written is a shelf that keeps nothing', async () => {
  writeFileSync(folder, 'a file where the folder should be');
  const shelf = createShelf({ folder, maxBytes: 1_000 });
  await shelf.put('a', Buffer.from('one'), now);
  expect(await shelf.find('a')).toBeNull();
});
