/**
 * What becomes of a notice now: it is sent by one way, waits, or is held back, and for which reason. Pure; asked again
 * when its time has come, since consents, devices and the points themselves may have changed meanwhile.
 */
import { after } from '../../kit/clock.ts';
import { disturbs, quietUntil } from '../../promos/index.ts';
import type { ConsentChannel } from '../consents.shared.ts';
import type { Rule } from './rules.ts';
import type { HeldBackWord } from './view.shared.ts';

export type DigestSetting = 'at_once' | 'daily' | 'weekly';

export interface Circumstances {
  readonly now: Date;
  readonly timeZone: string;
  /** Hers, or else the brand's. */
  readonly quietHours: readonly [string, string];
  readonly digest: DigestSetting;
  /** What she allows for the notice's topic. */
  readonly allowed: Readonly<Record<ConsentChannel, boolean>>;
  /** Where she can be reached at all: a device, an address, a number and someone who sends texts. */
  readonly reachable: Readonly<Record<ConsentChannel, boolean>>;
  /** A hold for what she said of a delivery stands. */
  readonly unhappy: boolean;
}

export interface Waiting {
  readonly rule: Rule;
  readonly createdAt: Date;
  /** Whether what it says is still so. */
  readonly stillTrue: boolean;
  /** It has waited to be joined with others, and that time has come. */
  readonly digestDue: boolean;
  /** The way that could not deliver it. */
  readonly failed: ConsentChannel | null;
}

export type HeldBackWhy = Exclude<HeldBackWord, 'heard'>;

export type Plan =
  | { readonly step: 'send'; readonly by: ConsentChannel; readonly joined: boolean }
  | { readonly step: 'wait'; readonly until: Date; readonly why: 'quiet_hours' | 'digest' }
  | { readonly step: 'hold_back'; readonly why: HeldBackWhy };

export const planNotice = (notice: Waiting, c: Circumstances): Plan => {
  const { rule, createdAt } = notice;
  const staleAt = after(createdAt, rule.ttlMs);
  if (!notice.stillTrue) return { step: 'hold_back', why: 'outdated' };
  if (staleAt <= c.now) return { step: 'hold_back', why: 'stale' };
  if (rule.silencedByHold && c.unhappy) return { step: 'hold_back', why: 'hold' };
  const allowed = rule.ways.filter((way) => c.allowed[way]);
  if (allowed.length === 0) return { step: 'hold_back', why: 'no_consent' };
  const ways = waysAfter(notice.failed, allowed).filter((way) => c.reachable[way]);
  const [first] = ways;
  if (first === undefined) return { step: 'hold_back', why: notice.failed === null ? 'no_channel' : 'undelivered' };

  // Only mail can be joined: a lock screen shows one thing at a time.
  if (ways.includes('email')) {
    if (notice.digestDue) return { step: 'send', by: 'email', joined: true };
    const until = c.digest === 'at_once' ? null : nextDigest(c.now, c.timeZone, c.digest);
    if (until !== null && until <= after(createdAt, rule.digestMaxMs)) return { step: 'wait', until, why: 'digest' };
  }
  const quiet = disturbs(first) ? quietUntil(c.now, c.timeZone, c.quietHours) : null;
  if (quiet === null) return { step: 'send', by: first, joined: false };
  if (quiet < staleAt) return { step: 'wait', until: quiet, why: 'quiet_hours' };
  // After the quiet hours it would be too late; what lies in a mail box wakes nobody.
  const silent = ways.find((way) => !disturbs(way));
  return silent === undefined ? { step: 'hold_back', why: 'quiet_hours' } : { step: 'send', by: silent, joined: false };
};

/** What comes after the way that failed; nothing comes round to it again. */
const waysAfter = (failed: ConsentChannel | null, ways: readonly ConsentChannel[]): readonly ConsentChannel[] => {
  if (failed === null) return ways;
  const order: readonly ConsentChannel[] = ['push', 'email', 'sms'];
  return ways.filter((way) => order.indexOf(way) > order.indexOf(failed));
};

const digestHour = 9;

/** The next nine o'clock of her zone; of a Monday, for those who want to hear once a week. */
export const nextDigest = (now: Date, timeZone: string, every: 'daily' | 'weekly'): Date => {
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
  for (let daysAhead = 0; ; daysAhead += 1) {
    const day = local.toPlainDate().add({ days: daysAhead });
    if (every === 'weekly' && day.dayOfWeek !== 1) continue;
    const at = day.toZonedDateTime({ timeZone, plainTime: { hour: digestHour } }).epochMilliseconds;
    if (at > now.getTime()) return new Date(at);
  }
};
