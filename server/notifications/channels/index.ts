/** Every channel there is, by name. A new one is a folder beside these, a payload in `channel.ts` and a line here. */
import type { Outbound } from '../../kit/outbound.ts';
import type { Sealer } from '../../kit/seal.ts';
import type { Channel, ChannelName } from '../channel.ts';
import { createEmailChannel } from './email/channel.ts';
import { createPushChannel } from './push/channel.ts';
import { createSlackChannel } from './slack/channel.ts';
import { createSmsChannel } from './sms/channel.ts';
import { createWebhookChannel } from './webhook/channel.ts';

export { messageIdOf } from './email/channel.ts';
export { slackUrlPurpose } from './slack/channel.ts';
export { type SmsKind, smsKindOf, smsKinds, smsSecretPurpose } from './sms/channel.ts';
export { newSigningSecret } from './standardWebhook.ts';
export { webhookBodyMaxBytes, webhookSecretPurpose } from './webhook/channel.ts';

export type Channels = { readonly [Name in ChannelName]: Channel<Name> };

export interface ChannelsOptions {
  /** Null writes mails as files below `dataDir`. */
  readonly mailUrl: string | null;
  readonly dataDir: string;
  readonly outbound: Outbound;
  readonly sealer: Sealer;
}

export const createChannels = ({ mailUrl, dataDir, outbound, sealer }: ChannelsOptions): Channels => ({
  email: createEmailChannel({ mailUrl, dataDir }),
  webhook: createWebhookChannel(outbound, sealer),
  slack: createSlackChannel(outbound, sealer),
  push: createPushChannel({ outbound, sealer }),
  sms: createSmsChannel(outbound, sealer),
});
