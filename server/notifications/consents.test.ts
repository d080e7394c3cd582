/** What a customer allows, said by herself and by the shop, on the real store. */
import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { consents } from '../../db/schema/index.ts';
import { putBrand } from '../brands/index.ts';
import { type CustomerInput, findCustomer, putCustomer, setProfile } from '../customers/customers.ts';
import { openWorkshop, type Workshop } from '../testing/workshop.ts';
import { type ConsentChange, type ConsentSource, consentsOf, setConsents } from './consents.ts';

let workshop: Workshop;
let made = 0;
let brandId = '';
let customerId = '';
beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.close());
beforeEach(async () => {
  made += 1;
  brandId = `consents-${made}`;
  await workshop.perform((work) => putBrand(work, { id: brandId, name: 'B', origin: `https://${brandId}.example` }));
  customerId = (await shopSays({})).id;
});

const shopSays = (more: Partial<CustomerInput>) =>
  workshop.perform((work) => putCustomer(work, brandId, { id: 'c-1', email: 'c@shopper.example', ...more }));
const say = (changes: readonly ConsentChange[], source: ConsentSource = 'portal') =>
  workshop.perform((work) => setConsents(work, { brandId, customerId, source }, changes));
const now = () => workshop.store.read((reader) => consentsOf(reader, brandId, customerId));
const customer = () => workshop.store.read((reader) => findCustomer(reader, brandId, 'c-1'));
const rows = () =>
  workshop.store.read((reader) =>
    reader.select().from(consents).where(eq(consents.brandId, brandId)).orderBy(asc(consents.id)),
  );

describe('consentsOf', () => {
  test('ok: nothing said: service news by mail and push, no texts, no promotions', async () => {
    const service = { push: true, email: true, sms: false };
    expect(await now()).toEqual({
      parcel: service,
      points: service,
      tier: service,
      subscription: service,
      referral: service,
      promo: { push: false, email: false, sms: false },
    });
  });

  test('ok: promotions are as the shop says, until she says so herself', async () => {
    await shopSays({ promoConsent: true });
    expect((await now()).promo).toEqual({ push: true, email: true, sms: true });
    await shopSays({ promoConsent: false });
    expect((await now()).promo.email).toBe(false);
    await say([{ topic: 'promo', channel: 'email', given: true }]);
    await shopSays({ promoConsent: false });
    expect((await now()).promo.email).toBe(true);
    expect((await customer())?.promoConsent).toBe(true);
  });

  test('ok: what an API said of promotions, the shop may say otherwise', async () => {
    await say([{ topic: 'promo', channel: 'email', given: true }], 'api');
    await shopSays({ promoConsent: false });
    expect((await now()).promo.email).toBe(false);
  });
});

describe('setConsents', () => {
  test('ok: a change is a row and a fact; the same said again is neither', async () => {
    workshop.facts.length = 0;
    await say([
      { topic: 'points', channel: 'sms', given: true },
      { topic: 'points', channel: 'email', given: true },
    ]);
    await say([{ topic: 'points', channel: 'sms', given: true }]);
    expect(workshop.facts).toEqual([
      { kind: 'consent.changed', brandId, customerId, topic: 'points', channel: 'sms', given: true },
    ]);
    expect(await rows()).toMatchObject([{ topic: 'points', channel: 'sms', given: true, source: 'portal' }]);
    await say([{ topic: 'points', channel: 'sms', given: false }], 'unsubscribe');
    expect((await now()).points).toEqual({ push: true, email: true, sms: false });
    expect(await rows()).toHaveLength(2);
  });

  test('ok: a yes to promotions by mail is none to push and texts; a no takes nothing else away', async () => {
    await say([{ topic: 'promo', channel: 'email', given: true }]);
    expect((await now()).promo).toEqual({ push: false, email: true, sms: false });
    await say([{ topic: 'promo', channel: 'push', given: true }]);
    await say([{ topic: 'promo', channel: 'email', given: false }]);
    expect((await now()).promo).toEqual({ push: true, email: false, sms: false });
  });

  test('refuses a customer of another brand', async () => {
    const change = [{ topic: 'points', channel: 'sms', given: true }] as const;
    const asked = workshop.perform((work) =>
      setConsents(work, { brandId: 'another', customerId, source: 'portal' }, change),
    );
    await expect(asked).rejects.toMatchObject({ code: 'not_found' });
    expect(await rows()).toEqual([]);
  });
});

describe('setProfile', () => {
  test('ok: what she sets stays when the shop says otherwise; what she left alone does not', async () => {
    await shopSays({ name: 'Naomi', phone: '+491', timeZone: 'Europe/Berlin' });
    workshop.facts.length = 0;
    await workshop.perform((work) => setProfile(work, { brandId, customerId }, { name: 'Noor', birthday: '02-29' }));
    await shopSays({ name: 'NAOMI', phone: '+492', birthday: '01-01', email: 'New@shopper.example' });
    expect(await customer()).toMatchObject({
      name: 'Noor',
      birthday: '02-29',
      phone: '+492',
      timeZone: 'Europe/Berlin',
      email: 'New@shopper.example',
      emailKey: 'new@shopper.example',
    });
    expect(workshop.facts).toEqual([{ kind: 'customer.changed', brandId, customerId }]);
  });

  test('ok: the same again is no news and stays the shop’s to change', async () => {
    await shopSays({ name: 'Naomi' });
    workshop.facts.length = 0;
    await workshop.perform((work) => setProfile(work, { brandId, customerId }, { name: 'Naomi' }));
    expect(workshop.facts).toEqual([]);
    await shopSays({ name: 'Noor' });
    expect((await customer())?.name).toBe('Noor');
  });
});
