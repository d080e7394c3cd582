/** Campaigns: promotions that we send for the merchant, each through the gate. */
import { z } from '@hono/zod-openapi';
import { beginCampaign, campaignInput, campaignShape, getCampaignJson, stopCampaign } from '../campaigns/index.ts';
import { externalId } from '../kit/schemas.ts';
import { type Api, reads, writes } from './endpoint.ts';
import type { ApiParts } from './parts.ts';

const tag = 'Campaigns';
const scope = 'campaigns:write';
const byId = z.object({ id: externalId });

export const campaignEndpoints = (api: Api, parts: ApiParts): void => {
  writes(
    api,
    parts,
    'post',
    {
      path: '/campaigns',
      tag,
      summary: 'Send a promotion',
      description:
        'Begins within seconds. The gate is asked for each person at the moment of the send; quiet hours are waited for.',
      scope,
      body: campaignInput,
      answer: z.object({ campaign: campaignShape, unknown: z.array(z.string()) }),
    },
    async (work, { brand, body }) => {
      const unknown = await beginCampaign(work, brand.id, body);
      const campaign = await getCampaignJson(work.tx, { brandId: brand.id, externalId: body.id });
      return { campaign, unknown: [...unknown] };
    },
  );

  reads(
    api,
    parts,
    {
      path: '/campaigns/{id}',
      tag,
      summary: 'How a campaign stands, and why people were refused',
      scope,
      params: byId,
      answer: campaignShape,
    },
    (reader, { brand, params }) => getCampaignJson(reader, { brandId: brand.id, externalId: params.id }),
  );

  writes(
    api,
    parts,
    'put',
    {
      path: '/campaigns/{id}/stop',
      tag,
      summary: 'Stop a campaign',
      description: 'Nothing of it leaves any more.',
      scope,
      params: byId,
      answer: campaignShape,
    },
    async (work, { brand, params }) => {
      const which = { brandId: brand.id, externalId: params.id };
      await stopCampaign(work, which);
      return getCampaignJson(work.tx, which);
    },
  );
};
