/** Promotions that are sent through the gate. */
import type { SendPromotion } from '../notifications/index.ts';
import type { Work } from '../work.ts';
import { wordsFor } from './campaigns.ts';
import { type Promote, sendCampaigns } from './send.ts';

export { beginCampaign, getCampaignJson, stopCampaign } from './campaigns.ts';
export { campaignInput, campaignShape } from './inputs.ts';
export { hearOfFailedSend, holdBackAtTheGate } from './send.ts';

/** Deals with at most `limit` sends of a brand. @returns how many */
export const createCampaigns =
  (sendPromotion: SendPromotion) =>
  (work: Work, of: { readonly brandId: string; readonly limit: number }): Promise<number> => {
    const promote: Promote = (_, brand, campaign, { id, customerId, channel }) =>
      sendPromotion(work, {
        brand,
        customerId,
        channel,
        sendId: id,
        wordsIn: (locale) => {
          const { headline, ...words } = wordsFor(campaign, locale);
          return { subject: headline, ...words };
        },
      });
    return sendCampaigns(work, promote, of);
  };
