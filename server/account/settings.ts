/** The settings room: what it shows, and what its forms say. Only ever of the customer who is signed in. */
import { z } from '@hono/zod-openapi';
import type { Reader } from '../../db/store.ts';
import { listSessions } from '../auth/index.ts';
import { getCustomer, type ProfileChange } from '../customers/index.ts';
import { invalidField } from '../faults.ts';
import { line, localeTag, timeZone } from '../kit/schemas.ts';
import {
  type ConsentChannel,
  type ConsentTopic,
  consentChannels,
  consentTopics,
} from '../notifications/consents.shared.ts';
import {
  type ConsentChange,
  consentsOf,
  digestSettings,
  type NoticeSettings,
  noticeSettingsOf,
} from '../notifications/index.ts';
import { deviceName } from './devices.ts';
import { listPasskeys } from './passkeys.ts';
import type { SettingsView } from './view.shared.ts';

export interface SignedIn {
  readonly brandId: string;
  /** Ours. */
  readonly customerId: string;
  readonly sessionId: string;
}

export const readSettings = async (reader: Reader, who: SignedIn, now: Date): Promise<SettingsView> => {
  const { brandId, customerId, sessionId } = who;
  const { name, email, phone, birthday, locale, timeZone } = await getCustomer(reader, brandId, customerId);
  const sessions = await listSessions(reader, { brandId, audience: 'shopper', subjectId: customerId, now });
  return {
    profile: { name, email, phone, birthday, locale, timeZone },
    consents: await consentsOf(reader, brandId, customerId),
    ...(await noticeSettingsOf(reader, { brandId, customerId })),
    devices: sessions
      .map(({ id, userAgent, createdAt, lastSeenAt }) => ({
        id,
        ...deviceName(userAgent),
        signedInAt: createdAt,
        lastSeenAt,
        isThis: id === sessionId,
      }))
      .sort((a, b) => Number(b.isThis) - Number(a.isThis)),
    passkeys: await listPasskeys(reader, { brandId, customerId }),
  };
};

const monthDay = z.string().regex(/^\d{2}-\d{2}$/);

/** The same words as JSON and, with empty fields for null, as a form. */
export const profileInput = z.strictObject({
  name: line(200).nullable().optional(),
  phone: line(40).nullable().optional(),
  birthday: monthDay.nullable().optional(),
  locale: localeTag.nullable().optional(),
  timeZone: timeZone.nullable().optional(),
});

export const consentsInput = z.strictObject({
  consents: z
    .array(z.strictObject({ topic: z.enum(consentTopics), channel: z.enum(consentChannels), given: z.boolean() }))
    .min(1)
    .max(consentTopics.length * consentChannels.length),
});

/** @throws Fault `invalid` for a day that no year has, and for a language that the brand does not speak */
export const checkedProfile = (input: z.infer<typeof profileInput>, locales: readonly string[]): ProfileChange => {
  if (input.birthday && !isDayOfYear(input.birthday)) throw invalidField('birthday', 'is in no calendar');
  if (input.locale && !locales.includes(input.locale)) throw invalidField('locale', 'is none of ours');
  return input;
};

/** 2024 has every day that any year has. */
const isDayOfYear = (monthDay: string): boolean => {
  const at = new Date(`2024-${monthDay}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(5, 10) === monthDay;
};

type Field = (name: string) => string;

export const profileOfForm = (field: Field): z.input<typeof profileInput> => {
  const orNull = (name: string): string | null => field(name).trim() || null;
  const [day, month] = [field('day'), field('month')];
  return {
    name: orNull('name'),
    phone: orNull('phone'),
    birthday: day === '' && month === '' ? null : `${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
    locale: orNull('locale'),
    timeZone: orNull('timeZone'),
  };
};

/** The name of a tick in the table of consents. */
export const tickName = (topic: ConsentTopic, channel: ConsentChannel): string => `${topic}.${channel}`;

/** Every pair: a box without a tick is not sent at all. */
export const consentsOfForm = (form: FormData): readonly ConsentChange[] =>
  consentTopics.flatMap((topic) =>
    consentChannels.map((channel) => ({ topic, channel, given: form.has(tickName(topic, channel)) })),
  );

/** @throws Fault `invalid` */
export const noticeSettingsOfForm = (field: Field): NoticeSettings => {
  const digest = digestSettings.find((one) => one === field('digest'));
  if (!digest) throw invalidField('digest', `must be one of ${digestSettings.join(', ')}`);
  const [from, to] = [field('quietFrom'), field('quietTo')];
  if ((from === '') !== (to === '')) throw invalidField('quietTo', 'is needed with the other');
  return { digest, quietHours: from === '' ? null : [from, to] };
};
