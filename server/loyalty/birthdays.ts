/**
 * Points on somebody's birthday: on the day that she said long enough before, and once a year however often the date in
 * the profile changes.
 */
import { and, asc, eq, gt, inArray, isNull, lte, or } from 'drizzle-orm';
import { customers, pointLots } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import type { Brand } from '../brands/index.ts';
import { getCustomer } from '../customers/index.ts';
import { after, dayIn, days } from '../kit/clock.ts';
import type { Work } from '../work.ts';
import { findProgramme, type Member } from './account.ts';
import { addDays } from './calendar.ts';
import { earnByRule } from './ledger.ts';

/** A date that was set today is not a birthday today, whoever set it. */
const settledAfterDays = 30;
/** Less than a year, as 29 February moves; more than anybody gains by moving hers. */
const apartDays = 330;

/** Whose birthday is today, who said so in time and has nothing for it yet. */
export const listBirthdays = async (
  reader: Reader,
  brand: Brand,
  page: { readonly afterId: string; readonly limit: number; readonly now: Date },
): Promise<{ readonly customerIds: readonly string[]; readonly last: string | null }> => {
  const rows = await reader
    .select({ id: customers.id })
    .from(customers)
    .where(
      and(
        eq(customers.brandId, brand.id),
        inArray(customers.birthday, [...birthdaysOn(dayIn(page.now, brand.timeZone))]),
        or(isNull(customers.birthdaySetAt), lte(customers.birthdaySetAt, settledBy(page.now))),
        isNull(customers.erasedAt),
        gt(customers.id, page.afterId),
      ),
    )
    .orderBy(asc(customers.id))
    .limit(page.limit);
  const ids = rows.map(({ id }) => id);
  const given = await listGiven(reader, brand.id, ids, page.now);
  return {
    customerIds: ids.filter((id) => !given.has(id)),
    last: ids.length < page.limit ? null : (ids.at(-1) ?? null),
  };
};

export const giveBirthday = async (work: Work, member: Member): Promise<void> => {
  const found = await findProgramme(work.tx, member.brandId);
  if (found === null || (await hasHadBirthday(work.tx, member, work.now))) return;
  const { birthday, birthdaySetAt } = await getCustomer(work.tx, member.brandId, member.customerId);
  const today = dayIn(work.now, found.brand.timeZone);
  if (birthday === null || !birthdaysOn(today).includes(birthday)) return;
  if (birthdaySetAt !== null && birthdaySetAt > settledBy(work.now)) return;
  const source = `birthday:${member.customerId}:${today.slice(0, 4)}`;
  await earnByRule(work, { ...member, kind: 'birthday', source });
};

/** Whether the last one that was given for is so near that the next cannot be there. */
export const hasHadBirthday = async (reader: Reader, { brandId, customerId }: Member, now: Date): Promise<boolean> =>
  (await listGiven(reader, brandId, [customerId], now)).size > 0;

const settledBy = (now: Date): Date => after(now, -days(settledAfterDays));

/** Who was born on 29 February has a birthday every year, on the 28th where there is no other. */
const birthdaysOn = (day: string): readonly string[] => {
  const monthDay = day.slice(5);
  const isLastOfShort = monthDay === '02-28' && addDays(day, 1).slice(5) === '03-01';
  return isLastOfShort ? [monthDay, '02-29'] : [monthDay];
};

const listGiven = async (
  reader: Reader,
  brandId: string,
  customerIds: readonly string[],
  now: Date,
): Promise<ReadonlySet<string>> => {
  if (customerIds.length === 0) return new Set();
  const rows = await reader
    .selectDistinct({ customerId: pointLots.customerId })
    .from(pointLots)
    .where(
      and(
        eq(pointLots.brandId, brandId),
        inArray(pointLots.customerId, [...customerIds]),
        eq(pointLots.kind, 'birthday'),
        gt(pointLots.earnedAt, after(now, -days(apartDays))),
      ),
    );
  return new Set(rows.map(({ customerId }) => customerId));
};
