/** A notice in words: the same for the lock screen, the mail, the text and her own log. */
import { createFormat } from '../../../site/lib/format.ts';
import { type Messages, messagesFor } from '../../../site/messages/index.ts';
import type { Brand } from '../../brands/index.ts';
import { programmeNames } from './names.ts';
import type { NoticeContent } from './rules.ts';

export interface InWords {
  readonly title: string;
  readonly line: string;
}

export interface WordsReader {
  readonly locale: string;
  readonly timeZone: string;
  readonly now: Date;
}

/**
 * @param thing what the subscription brings, where it is about one
 */
export const inWords = (
  content: NoticeContent,
  thing: string | null,
  brand: Pick<Brand, 'settings' | 'currency'>,
  reader: WordsReader,
): InWords => {
  const m: Messages = messagesFor(reader.locale, brand.settings.address);
  const f = createFormat(reader);
  const names = programmeNames(brand.settings, reader.locale, m);
  const day = dayOf(content);
  const tier = 'tier' in content ? content.tier : 'to' in content ? content.to : null;
  const missing = 'missing' in content ? content.missing : 0;
  return m.notices.told[content.kind]({
    points: names.points('points' in content ? content.points : 0),
    when: day === null ? null : f.when(day),
    now: day instanceof Date && day <= reader.now,
    tier: names.tier(tier),
    missing: names.tiersCount === 'spend' ? f.money(missing, brand.currency) : names.points(missing),
    thing,
    troubled: 'troubled' in content && content.troubled,
  });
};

const dayOf = (content: NoticeContent): Date | string | null => {
  switch (content.kind) {
    case 'points.earned':
      return content.spendableAt === null ? null : new Date(content.spendableAt);
    case 'points.expiring':
      return content.expiresOn;
    case 'points.expired':
      return content.expiredOn;
    case 'tier.at_risk':
      return content.untilOn;
    case 'subscription.renewal_ahead':
      return content.chargeOn;
    default:
      return null;
  }
};
