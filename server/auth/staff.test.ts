import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sessions } from '../../db/schema/index.ts';
import { days, hours } from '../kit/clock.ts';
import { openWorkshop, type Workshop } from '../testing/workshop.ts';
import {
  forgetEndedSessions,
  listSessions,
  needsTouch,
  openSession,
  revokeSession,
  signOut,
  touchSession,
} from './sessions.ts';
import { addStaff, disableStaff, findStaffByEmail, findStaffSession } from './staff.ts';

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
});
afterAll(() => shop.close());

const hire = async (brandId = shop.newId()) => {
  const member = await shop.perform((work) =>
    addStaff(work, { brandId, email: 'Ada@Example.com ', role: 'agent', locale: 'de' }),
  );
  return { brandId, audience: 'staff' as const, subjectId: member.id, member };
};
const open = (subject: { brandId: string; audience: 'staff' | 'shopper'; subjectId: string }) =>
  shop.perform((work) => openSession(work, { ...subject, userAgent: 'Firefox' }));
const whoIs = (token: string) => shop.store.read((reader) => findStaffSession(reader, { token, now: shop.clock() }));

describe('staff', () => {
  it('ok: is found by address in any case, in its own brand only', async () => {
    const { brandId, member } = await hire();
    expect(member).toMatchObject({ email: 'ada@example.com', name: 'ada', role: 'agent', locale: 'de' });
    const find = (ask: { brandId: string; email: string }) =>
      shop.store.read((reader) => findStaffByEmail(reader, ask));
    expect(await find({ brandId, email: 'ADA@example.com' })).toEqual(member);
    expect(await find({ brandId: 'other', email: 'ada@example.com' })).toBeNull();
  });

  it('refuses the same address twice, and names what is wrong with an input', async () => {
    const { brandId } = await hire();
    await expect(hire(brandId)).rejects.toMatchObject({ code: 'conflict' });
    const wrong = { brandId, email: 'ada', role: 'boss', locale: '??', name: '' };
    await expect(shop.perform((work) => addStaff(work, wrong))).rejects.toMatchObject({
      code: 'invalid',
      // All that the command line shows.
      message: expect.stringMatching(/^email must be a mail address; .*role must be one of agent/),
      fields: [{ field: 'email' }, { field: 'name' }, { field: 'locale' }, { field: 'role' }],
    });
  });

  it('refuses everything to whom was disabled, from the same instant', async () => {
    const { member, ...subject } = await hire();
    const { token } = await open(subject);
    await shop.perform((work) => disableStaff(work, { brandId: subject.brandId, id: member.id }));
    expect(await whoIs(token)).toBeNull();
    const found = await shop.store.read((reader) => findStaffByEmail(reader, { ...subject, email: member.email }));
    expect(found).toBeNull();
  });
});

describe('sessions', () => {
  it('ok: a session says who it is, and moves its end while it is used', async () => {
    const { member, ...subject } = await hire();
    const { id, token } = await open(subject);
    const found = await whoIs(token);
    expect(found).toMatchObject({ ...member, brandId: subject.brandId, sessionId: id });
    expect(needsTouch({ lastSeenAt: shop.clock() }, shop.clock())).toBe(false);
    shop.clock.advance(hours(11));
    await shop.perform((work) => touchSession(work, { ...subject, id }));
    shop.clock.advance(hours(11));
    expect(await whoIs(token)).not.toBeNull();
  });

  it('refuses a session that was idle for 12 hours (staff) or 30 days (shopper)', async () => {
    const staff = await open(await hire());
    const shopper = { brandId: shop.newId(), audience: 'shopper' as const, subjectId: 'c' };
    await open(shopper);
    const living = () => shop.store.read((reader) => listSessions(reader, { ...shopper, now: shop.clock() }));
    shop.clock.advance(hours(12) - 1);
    expect(await whoIs(staff.token)).not.toBeNull();
    shop.clock.advance(1);
    expect(await whoIs(staff.token)).toBeNull();
    expect(await living()).toHaveLength(1);
    shop.clock.advance(days(30));
    expect(await living()).toHaveLength(0);
  });

  it('refuses a session that was signed out or revoked, and does not wake it by use', async () => {
    const { member: _, ...subject } = await hire();
    const first = await open(subject);
    const second = await open(subject);
    await shop.perform((work) => signOut(work, { brandId: subject.brandId, token: first.token }));
    await shop.perform((work) => touchSession(work, { ...subject, id: first.id }));
    expect(await whoIs(first.token)).toBeNull();
    expect(await whoIs(second.token)).not.toBeNull();
    const revoke = (by: typeof subject) => shop.perform((work) => revokeSession(work, { ...by, id: second.id }));
    await expect(revoke({ ...subject, subjectId: 'someone else' })).rejects.toMatchObject({ code: 'not_found' });
    await revoke(subject);
    expect(await whoIs(second.token)).toBeNull();
  });

  it('refuses a shopper’s session at the desk', async () => {
    const { member: _, ...subject } = await hire();
    expect(await whoIs((await open({ ...subject, audience: 'shopper' })).token)).toBeNull();
  });

  it('ok S44: the row holds no token', async () => {
    const { id, token } = await open(await hire());
    const rows = await shop.store.read((reader) => reader.select().from(sessions).where(eq(sessions.id, id)));
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it('ok: what ended long ago is forgotten', async () => {
    const { id } = await open(await hire());
    shop.clock.advance(hours(12) + days(30) + 1);
    await shop.perform(forgetEndedSessions);
    expect(await shop.store.read((r) => r.select().from(sessions).where(eq(sessions.id, id)))).toHaveLength(0);
  });
});
