import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { idempotencyKeys, staff } from '../../db/schema/index.ts';
import { addStaff } from '../auth/index.ts';
import { Fault } from '../faults.ts';
import { hours } from '../kit/clock.ts';
import { createSealer } from '../kit/seal.ts';
import { testApp, testBrand } from '../testing/httpApp.ts';
import { openWorkshop, type Workshop } from '../testing/workshop.ts';
import type { Work } from '../work.ts';
import { type Answer, claimOf, forgetOldAnswers, idempotently, respondWith } from './idempotency.ts';

let shop: Workshop;
let brandId: string;
const sealer = createSealer('the secret of these tests');

beforeAll(async () => {
  shop = await openWorkshop();
});
afterAll(() => shop.close());
beforeEach(() => {
  brandId = shop.newId();
});

/** An effect that shows: each run adds one row. */
const hire = async (work: Work): Promise<Answer> => {
  const { id } = await addStaff(work, { brandId, email: `${work.newId()}@example.com`, role: 'agent', locale: 'en' });
  return { status: 201, body: { id, link: 'https://track.example.com/t/secret-link' } };
};
const hired = async () =>
  (await shop.store.read((reader) => reader.select().from(staff).where(eq(staff.brandId, brandId)))).length;
const stored = () =>
  shop.store.read((reader) => reader.select().from(idempotencyKeys).where(eq(idempotencyKeys.brandId, brandId)));

const once = (claim: { key?: string; requestHash?: string } | null, change = hire, perform = shop.perform) =>
  idempotently({ perform, sealer }, claim && { brandId, key: 'k-1', requestHash: 'h-1', ...claim }, change);

describe('idempotency', () => {
  it('ok: the same request again gets the stored answer, and has no effect', async () => {
    const first = await once({});
    expect(first).toMatchObject({ status: 201, replayed: false });
    expect(await once({})).toEqual({ ...first, replayed: true });
    expect(await hired()).toBe(1);
  });

  it('ok: another key, another brand and no key are each their own request', async () => {
    await once({});
    await once({ key: 'k-2' });
    await once(null);
    await once(null);
    expect(await hired()).toBe(4);
    const other = { brandId: shop.newId(), key: 'k-1', requestHash: 'other' };
    expect(await idempotently({ perform: shop.perform, sealer }, other, hire)).toMatchObject({ replayed: false });
  });

  it('ok F3: the same request thirty times at once has one effect and one answer', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, () => once({})));
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(await hired()).toBe(1);
  });

  it('refuses F6: the same key with another request', async () => {
    await once({});
    await expect(once({ requestHash: 'h-2' })).rejects.toMatchObject({ code: 'conflict' });
    expect(await hired()).toBe(1);
  });

  it('ok F7: a failure stores no answer and leaves no effect; the retry succeeds', async () => {
    const failing = async (work: Work): Promise<Answer> => {
      await hire(work);
      throw new Fault('not_found', 'The order was not found');
    };
    await expect(once({}, failing)).rejects.toMatchObject({ code: 'not_found' });
    expect([await hired(), (await stored()).length]).toEqual([0, 0]);
    expect(await once({})).toMatchObject({ replayed: false });
  });

  it('ok: when the twin was faster by a unique index, its answer is taken', async () => {
    let attempts = 0;
    const overtaken: Workshop['perform'] = async (change) => {
      attempts += 1;
      if (attempts > 1) return shop.perform(change);
      await once({});
      throw Object.assign(new Error('duplicate key'), { code: '23505' });
    };
    expect(await once({}, hire, overtaken)).toMatchObject({ replayed: true });
    expect(await hired()).toBe(1);
  });

  it('ok: after 24 hours a key is new, and its answer is forgotten', async () => {
    await once({});
    shop.clock.advance(hours(24) - 1);
    expect(await once({})).toMatchObject({ replayed: true });
    shop.clock.advance(1);
    expect(await once({ requestHash: 'h-2' })).toMatchObject({ replayed: false });
    shop.clock.advance(hours(24) + 1);
    await shop.perform(forgetOldAnswers);
    expect(await stored()).toEqual([]);
  });

  it('refuses S44: to show a stored answer to whoever has only the database', async () => {
    await once({});
    expect(JSON.stringify(await stored())).not.toContain('secret-link');
    const later = createSealer('another secret');
    const again = { brandId, key: 'k-1', requestHash: 'h-1' };
    await expect(idempotently({ perform: shop.perform, sealer: later }, again, hire)).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await hired()).toBe(1);
  });

  it('ok: over HTTP, with the header that tells a replay', async () => {
    const app = testApp(testBrand({ id: brandId })).put('/api/v1/orders/:id', async (c) =>
      respondWith(c, await idempotently({ perform: shop.perform, sealer }, await claimOf(c), hire)),
    );
    const put = (body: string, key = 'k-1', path = '/api/v1/orders/1') =>
      app.request(path, { method: 'PUT', body, headers: { 'Idempotency-Key': key } });
    const first = await put('{"a":1}');
    const again = await put('{"a":1}');
    expect([first.status, again.status]).toEqual([201, 201]);
    expect([first, again].map(({ headers }) => headers.get('idempotent-replayed'))).toEqual([null, 'true']);
    expect(again.headers.get('content-type')).toBe('application/json');
    expect(await again.text()).toBe(await first.text());
    expect((await put('{"a":2}')).status).toBe(409);
    expect((await put('{"a":1}', 'k-1', '/api/v1/orders/2')).status).toBe(409);
    for (const key of ['', 'a b', 'x'.repeat(256), 'é']) expect((await put('{}', key)).status).toBe(422);
  });
});
