/** A referral as the merchant sees it, with the merchant's own ids of everybody in it. */
import { z } from '@hono/zod-openapi';
import { and, eq, inArray } from 'drizzle-orm';
import { referralCodes } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import { paths } from '../../site/lib/paths.ts';
import type { Brand } from '../brands/index.ts';
import { type Customer, listCustomers } from '../customers/index.ts';
import { externalId } from '../kit/schemas.ts';
import { listOrders } from '../orders/index.ts';
import { plainCode } from './code.ts';
import { findCode, findCodeOf } from './codes.ts';
import { countInvited, listOrdered, promiseOf, type Referral } from './queries.ts';
import { heldReasons } from './suspicion.ts';

export const referralStatuses = [
  'invited',
  'ordered',
  'on_its_way',
  'rewarded',
  'held',
  'refused',
  'cancelled',
] as const satisfies readonly Referral['status'][];

const at = z.iso.datetime().nullable();

const benefitShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('percentage'), percent: z.int() }),
  z.object({ kind: z.literal('money_off'), valueMinor: z.int() }),
  z.object({ kind: z.literal('points'), points: z.int() }),
  z.object({ kind: z.literal('reward'), id: z.string() }),
]);

export const referralShape = z
  .object({
    id: z.string().openapi({ description: 'Ours.' }),
    code: z.string().nullable(),
    status: z.enum(referralStatuses),
    heldFor: z.array(z.enum(heldReasons)).openapi({ description: 'What a person should look at.' }),
    referrerId: z.string(),
    friendId: z.string().nullable(),
    orderId: z.string().nullable(),
    referrerBenefit: benefitShape.nullable(),
    friendBenefit: benefitShape.nullable(),
    invitedAt: z.iso.datetime(),
    orderedAt: at,
    rewardAt: at.openapi({ description: 'When both sides are paid, or were; null until every parcel has arrived.' }),
    settledBy: z.string().nullable(),
  })
  .openapi('Referral');
export type ReferralJson = z.infer<typeof referralShape>;

export const referralQuery = z.strictObject({
  status: z.enum(referralStatuses).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: externalId.optional(),
});

export const decisionInput = z.strictObject({ decision: z.enum(['accept', 'refuse']) }).openapi('ReferralDecision');

/** @param rows of one brand. @returns in the same order */
export const referralsJson = async (
  reader: Reader,
  brandId: string,
  rows: readonly Referral[],
): Promise<readonly ReferralJson[]> => {
  const people = await listCustomers(reader, brandId, [
    ...new Set(rows.flatMap(({ referrerId, friendId }) => [referrerId, ...(friendId ? [friendId] : [])])),
  ]);
  const bought = await listOrders(
    reader,
    brandId,
    rows.flatMap(({ orderId }) => orderId ?? []),
  );
  const codeOf = await codesOf(reader, brandId, rows);
  const customer = (id: string | null) => people.find((one) => one.id === id)?.externalId ?? null;
  return rows.map((row) => ({
    id: row.id,
    code: codeOf.get(row.codeId) ?? null,
    status: row.status,
    heldFor: heldReasons.filter((reason) => row.heldFor.includes(reason)),
    referrerId: customer(row.referrerId) ?? '',
    friendId: customer(row.friendId),
    orderId: bought.find(({ id }) => id === row.orderId)?.externalId ?? null,
    referrerBenefit: promiseOf(row)?.referrer ?? null,
    friendBenefit: promiseOf(row)?.friend ?? null,
    invitedAt: row.createdAt.toISOString(),
    orderedAt: row.orderedAt?.toISOString() ?? null,
    rewardAt: row.rewardAt?.toISOString() ?? null,
    settledBy: row.settledBy,
  }));
};

export const referrerShape = z
  .object({
    customerId: z.string(),
    code: z.string().nullable().openapi({ description: 'Made when she first looks at her page.' }),
    url: z
      .string()
      .nullable()
      .openapi({ description: 'What she passes on; null without a code that is good, or without a programme.' }),
    invited: z.int().openapi({ description: 'Who took her invitation and has not ordered yet.' }),
    referrals: z.array(referralShape).openapi({ description: 'Friends who ordered: the newest hundred.' }),
  })
  .openapi('Referrer');

/** How a customer brings friends, and who came. */
export const referrerJson = async (
  reader: Reader,
  brand: Brand,
  customer: Customer,
): Promise<z.infer<typeof referrerShape>> => {
  const her = { brandId: brand.id, referrerId: customer.id };
  const code = await findCodeOf(reader, { brandId: brand.id, customerId: customer.id });
  const isGood = code !== null && code.disabledAt === null && brand.settings.referrals !== null;
  return {
    customerId: customer.externalId,
    code: code?.code ?? null,
    url: isGood ? brand.origin + paths.landing(code.code) : null,
    invited: await countInvited(reader, her),
    referrals: [...(await referralsJson(reader, brand.id, await listOrdered(reader, her)))],
  };
};

const codesOf = async (
  reader: Reader,
  brandId: string,
  rows: readonly Referral[],
): Promise<ReadonlyMap<string, string>> => {
  const ids = [...new Set(rows.map(({ codeId }) => codeId))];
  if (ids.length === 0) return new Map();
  const codes = await reader
    .select({ id: referralCodes.id, code: referralCodes.code })
    .from(referralCodes)
    .where(and(eq(referralCodes.brandId, brandId), inArray(referralCodes.id, ids)));
  return new Map(codes.map(({ id, code }) => [id, code]));
};

export const codeShape = z
  .object({
    code: z.string().openapi({ description: 'As it is written.' }),
    referrerId: z.string(),
    friendBenefit: benefitShape,
    minimumOrderMinor: z.int(),
    newCustomersOnly: z.boolean(),
  })
  .openapi('ReferralCode');

/** What the shop is to give for a code. @returns null for one that is nobody's */
export const checkCode = async (
  reader: Reader,
  brand: Brand,
  typed: string,
): Promise<z.infer<typeof codeShape> | null> => {
  const code = await findCode(reader, brand.id, [plainCode(typed) ?? '']);
  const programme = brand.settings.referrals;
  if (!code || !programme) return null;
  const [referrer] = await listCustomers(reader, brand.id, [code.customerId]);
  const { friend: friendBenefit, minimumOrderMinor, newCustomersOnly } = programme;
  return {
    code: code.code,
    referrerId: referrer?.externalId ?? '',
    friendBenefit,
    minimumOrderMinor,
    newCustomersOnly,
  };
};
