/** The settings room: what it shows, and what its forms say. Only ever of the customer who is signed in. */
import { z } from '@hono/zod-openapi';
import type { Reader } from '../../db/store.ts';
import { listSessions } from '../auth/index.ts';
import type { Brand } from '../brands/index.ts';
import { getCustomer, type ProfileChange } from '../customers/index.ts';
import { Fault, invalidField } from '../faults.ts';
import { countryOfZone } from '../kit/countries.shared.ts';
import { phoneNumber } from '../kit/phone.ts';
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

/**
 * What she wants changed, with the phone as networks write it.
 * @param held.phone stays as it is, whatever the shop once wrote there, when it is sent back unchanged
 * @param brand.timeZone says of which country a number without one is
 * @throws Fault `invalid` naming each: a day that no year has, a number that is none, a language that we do not speak
 */
export const checkedProfile = (
  input: z.infer<typeof profileInput>,
  held: { readonly phone: string | null },
  brand: Pick<Brand, 'timeZone' | 'settings'>,
): ProfileChange => {
  const isNew = input.phone !== undefined && input.phone !== null && input.phone !== held.phone;
  const phone = isNew ? phoneNumber(input.phone ?? '', countryOfZone(brand.timeZone)) : input.phone;
  const fields = [
    ...(isNew && phone === null ? [{ field: 'phone', message: 'is no phone number' }] : []),
    ...(input.birthday && !isDayOfYear(input.birthday) ? [{ field: 'birthday', message: 'is in no calendar' }] : []),
    ...(input.locale && !brand.settings.locales.includes(input.locale)
      ? [{ field: 'locale', message: 'is none of ours' }]
      : []),
  ];
  if (fields.length > 0) throw new Fault('invalid', 'The profile does not fit', { fields });
  return { ...input, ...(phone === undefined ? {} : { phone }) };
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
  if ((from === '') !== (to === ''))
    throw invalidField(from === '' ? 'quietFrom' : 'quietTo', 'is needed with the other');
  return { digest, quietHours: from === '' ? null : [from, to] };
};
