/** What a campaign is made of, and what is told of one. */
import { z } from '@hono/zod-openapi';
import { externalId, line, localeTag, paragraph, webAddress } from '../kit/schemas.ts';
import { promoReasons } from '../promos/index.ts';

export const campaignChannels = ['email', 'push', 'sms'] as const;
/** More come with an audience of `all`. */
const listedMax = 10_000;

const words = z
  .strictObject({
    /** The subject of a mail, the title of a push, the beginning of a text. */
    headline: line(120),
    text: paragraph(4_000).min(1),
    button: line(40).optional(),
    url: webAddress.optional(),
  })
  .refine(({ button, url }) => button === undefined || url !== undefined, 'a button needs a url');

export type CampaignWords = z.infer<typeof words>;

/** `POST campaigns` */
export const campaignInput = z
  .strictObject({
    id: externalId,
    name: line(120),
    channel: z.enum(campaignChannels),
    product: externalId.optional().openapi({ description: 'What is promoted, when it is one product.' }),
    content: z.record(localeTag, words).openapi({
      description: 'By locale. Who speaks none of them is written to in the first that stands here.',
    }),
    audience: z.union([z.literal('all'), z.array(externalId).min(1).max(listedMax)]).openapi({
      description: 'Your ids, or all customers that there are when it begins.',
    }),
  })
  .refine(({ content }) => Object.keys(content).length > 0, { path: ['content'], message: 'must have a locale' })
  .openapi('Campaign', {
    example: {
      id: 'spring-1',
      name: 'Spring',
      channel: 'email',
      content: {
        de: { headline: 'Neu im Frühling', text: 'Der Yirgacheffe ist da.' },
        en: { headline: 'New this spring', text: 'The Yirgacheffe is here.' },
      },
      audience: ['c-1'],
    },
  });
export type CampaignInput = z.infer<typeof campaignInput>;

export const campaignShape = z
  .object({
    id: z.string(),
    name: z.string(),
    channel: z.enum(campaignChannels),
    product: z.string().nullable(),
    status: z.enum(['sending', 'finished', 'stopped']),
    createdAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().nullable(),
    counts: z.object({
      waiting: z.int(),
      sent: z.int(),
      refused: z.int(),
      failed: z.int(),
    }),
    reasons: z
      .array(z.object({ code: z.enum([...promoReasons, 'same_mailbox', 'no_channel', 'stopped']), people: z.int() }))
      .openapi({ description: 'Why people were refused; somebody may count under several.' }),
  })
  .openapi('CampaignRecorded');
export type CampaignJson = z.infer<typeof campaignShape>;
