/** How a customer wants to be told: at once or joined, and in which hours not at all. */
import { and, eq } from 'drizzle-orm';
import { noticeSettings } from '../../../db/schema/index.ts';
import type { Reader } from '../../../db/store.ts';
import { invalidField } from '../../faults.ts';
import type { Work } from '../../work.ts';
import type { DigestSetting } from './plan.ts';

export const digestSettings = ['at_once', 'daily', 'weekly'] as const satisfies readonly DigestSetting[];

export interface NoticeSettings {
  readonly digest: DigestSetting;
  /** `HH:MM` from and to, in her zone; null: the brand's. Equal ones mean never. */
  readonly quietHours: readonly [string, string] | null;
}

interface Whose {
  readonly brandId: string;
  readonly customerId: string;
}

export const noticeSettingsOf = async (reader: Reader, { brandId, customerId }: Whose): Promise<NoticeSettings> => {
  const [row] = await reader
    .select()
    .from(noticeSettings)
    .where(and(eq(noticeSettings.brandId, brandId), eq(noticeSettings.customerId, customerId)));
  const { quietFrom = null, quietTo = null } = row ?? {};
  return {
    digest: row?.digest ?? 'at_once',
    quietHours: quietFrom === null || quietTo === null ? null : [quietFrom, quietTo],
  };
};

const clockTime = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Counts from now on, for what waits as well. @throws Fault `invalid` naming the field */
export const setNoticeSettings = async (work: Work, whose: Whose, settings: NoticeSettings): Promise<void> => {
  const [quietFrom, quietTo] = settings.quietHours ?? [null, null];
  for (const [field, time] of [
    ['quietFrom', quietFrom],
    ['quietTo', quietTo],
  ] as const) {
    if (time !== null && !clockTime.test(time)) throw invalidField(field, 'must be a time such as 21:30');
  }
  const changes = { digest: settings.digest, quietFrom, quietTo, updatedAt: work.now };
  await work.tx
    .insert(noticeSettings)
    .values({ id: work.newId(), ...whose, ...changes })
    .onConflictDoUpdate({ target: [noticeSettings.brandId, noticeSettings.customerId], set: changes });
};
