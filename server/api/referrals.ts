/** Friends who were brought, the ones that a person should look at, and what a code is good for. */
import { z } from '@hono/zod-openapi';
import { notFound } from '../faults.ts';
import { externalId } from '../kit/schemas.ts';
import {
  checkCode,
  codeShape,
  decideReferral,
  decisionInput,
  findReferral,
  listReferrals,
  referralQuery,
  referralShape,
  referralsJson,
  referrerJson,
  referrerShape,
} from '../referrals/index.ts';
import { type Api, reads, writes } from './endpoint.ts';
import { knownCustomer } from './orders.ts';
import type { ApiParts } from './parts.ts';

const byId = z.object({ id: externalId });
const answer = z.object({ referral: referralShape }).openapi('ReferralAnswer');

export const referralEndpoints = (api: Api, parts: ApiParts): void => {
  reads(
    api,
    parts,
    {
      path: '/referrals',
      tag: 'Referrals',
      summary: 'Friends who were brought, oldest first',
      description:
        'With `status=held`: those that somebody should look at. While `next` is not null, ask again with `after` set to it.',
      scope: 'referrals:read',
      query: referralQuery,
      answer: z.object({ referrals: z.array(referralShape), next: z.string().nullable() }),
    },
    async (reader, { brand, query }) => {
      const rows = await listReferrals(reader, { brandId: brand.id, ...query });
      const next = rows.length === query.limit ? (rows.at(-1)?.id ?? null) : null;
      return { referrals: [...(await referralsJson(reader, brand.id, rows))], next };
    },
  );

  reads(
    api,
    parts,
    {
      path: '/referrals/{id}',
      tag: 'Referrals',
      summary: 'One referral',
      scope: 'referrals:read',
      params: byId,
      answer,
    },
    async (reader, { brand, params }) => {
      const row = await findReferral(reader, brand.id, params.id);
      const [referral] = await referralsJson(reader, brand.id, row ? [row] : []);
      if (!referral) throw notFound(`Referral ${params.id}`);
      return { referral };
    },
  );

  writes(
    api,
    parts,
    'put',
    {
      path: '/referrals/{id}/decision',
      tag: 'Referrals',
      summary: 'Decide about a held referral',
      description:
        'Accepted, it goes on as the friend’s order stands, and is paid when the return window is over; refused, it ends and the referrer sees so.',
      scope: 'referrals:write',
      params: byId,
      body: decisionInput,
      answer,
    },
    async (work, { brand, by, params, body }) => {
      const row = await decideReferral(work, { brandId: brand.id, id: params.id, decision: body.decision, by });
      const [referral] = await referralsJson(work.tx, brand.id, [row]);
      if (!referral) throw notFound(`Referral ${params.id}`);
      return { referral };
    },
  );

  reads(
    api,
    parts,
    {
      path: '/customers/{id}/referral',
      tag: 'Referrals',
      summary: 'A customer’s code, and the friends who came by it',
      scope: 'referrals:read',
      params: byId,
      answer: referrerShape,
    },
    async (reader, { brand, params }) => referrerJson(reader, brand, await knownCustomer(reader, brand.id, params.id)),
  );

  reads(
    api,
    parts,
    {
      path: '/referral-codes/{code}',
      tag: 'Referrals',
      summary: 'What a code is good for, asked at your checkout',
      description: 'However it is typed. 404 for a code that is nobody’s, or no longer good.',
      scope: 'referrals:read',
      params: z.object({ code: externalId }),
      answer: codeShape,
    },
    async (reader, { brand, params }) => {
      const code = await checkCode(reader, brand, params.code);
      if (!code) throw notFound('The code');
      return code;
    },
  );
};
