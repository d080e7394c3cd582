/** What the settings room shows to the customer who is signed in. */
import type { Consents } from '../notifications/consents.shared.ts';

export interface SettingsView {
  readonly profile: {
    readonly name: string | null;
    readonly email: string | null;
    readonly phone: string | null;
    /** `MM-DD` */
    readonly birthday: string | null;
    readonly locale: string | null;
    readonly timeZone: string | null;
  };
  readonly consents: Consents;
  readonly digest: 'at_once' | 'daily' | 'weekly';
  /** `HH:MM` from and to; null: the brand's. */
  readonly quietHours: readonly [string, string] | null;
  readonly devices: readonly DeviceView[];
  readonly passkeys: readonly PasskeyView[];
}

export interface DeviceView {
  readonly id: string;
  readonly browser: string | null;
  readonly system: string | null;
  readonly signedInAt: Date;
  readonly lastSeenAt: Date;
  readonly isThis: boolean;
}

export interface PasskeyView {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}
