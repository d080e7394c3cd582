/** The English words of signing in, of the settings room, and of what is downloaded and erased there. */
import type { ConsentChannel, ConsentTopic } from '../../../server/notifications/consents.shared.ts';

export const accessEn = {
  signIn: {
    title: 'Is it you?',
    line: 'The link shows how the parcel stands. For the rest we send six digits to the mail address of your order.',
    send: 'Mail me the digits',
    noAddress:
      'The shop has told us no mail address for this order, so there is nowhere to send a code to. Write to us and we find a way.',
    codeTitle: 'Look at your mail',
    codeLine: 'We have sent six digits to the mail address of your order. They count for ten minutes, in this browser.',
    codeLineMaybe:
      'If {email} has ordered here, six digits are on their way. They count for ten minutes, in this browser.',
    codeLabel: 'The six digits',
    codeHint: 'Nothing after a few minutes? Look into the spam folder.',
    open: 'Sign in',
    again: 'Mail new digits',
    back: 'Back to the parcel',
    emailTitle: 'Welcome back',
    emailLine: 'With the address with which you ordered. We send six digits there; there is no password.',
    emailLabel: 'E-mail address',
    otherEmail: 'Another address',
    lostLink: 'No order under this address? Find it by its number',
    passkey: 'Sign in with a passkey',
    passkeyFault: 'That did not work out. The digits by mail always do.',
    faults: {
      wrong: 'These digits do not fit. Look once more, or have new ones mailed.',
      expired:
        'These digits no longer count: they are older than ten minutes, or newer ones were asked for. Take the newest mail.',
      worn_out: 'These digits were mistyped ten times and no longer count. Have new ones mailed and all is well.',
      used: 'These digits have been used, and they count once. Have new ones mailed.',
      elsewhere:
        'Digits count in the browser that asked for them, and for ten minutes. Have new ones mailed to go on here.',
      often: 'That was asked for very often. For your safety we wait a while; please try again within the hour.',
      address: 'That does not look like a mail address. Please check it once more.',
      unavailable: 'That did not get through. Please try again in a moment.',
    },
  },

  mail: {
    why: (brand: string) => `You get this mail because someone asked for a code for your orders at ${brand}.`,
    notYou: 'If it was not you, you need do nothing: without these digits nobody sees more than your link shows.',
  },

  signOut: {
    button: 'Sign out on this device',
    hint: 'Also takes away what this browser has kept for times without a connection, and its notifications.',
    doneTitle: 'You are signed out',
    doneLine: 'Nothing of yours is left in this browser. Your link opens the parcel whenever you like.',
    erasedTitle: 'You are forgotten here',
    erasedLine: 'Everything that named you is erased. If mail was waiting for you, it is not sent any more.',
    offlineTitle: 'Gone from this device',
    offlineLine:
      'You are offline, so the server does not know yet. As soon as this browser is online again, we end the session there, too.',
    again: 'Sign in again',
  },

  settings: {
    title: 'Yours to decide',
    intro: 'What we know of you, what we may tell you, and where you are signed in.',
    titleClosed: 'Yours to decide',
    introClosed: 'The language can be chosen right here. What names you opens with a code by mail.',
    signInHint:
      'Profile, notices, devices, and your data to take along or erase: for that we make sure that it is you.',
    language: 'Language of this page',
    done: {
      profile: 'Saved. It stays as you set it, whatever the shop’s records say.',
      notices: 'Saved. From now on we keep to it.',
      device: 'That browser is signed out.',
      devices: 'All other browsers are signed out.',
      passkey: 'Your passkey is ready. Next time a touch is enough.',
      passkey_gone: 'The passkey no longer opens anything here. You may delete it on your device, too.',
    },
    faults: {
      birthday: 'That day is not in the calendar. Please check day and month.',
      understood: 'Please tick that you know what goes.',
      passkey: 'The passkey could not be made. Nothing was changed.',
    },

    profile: {
      title: 'You',
      line: 'What you set here counts for this page and our mails. The shop keeps records of its own.',
      name: 'Name',
      email: 'E-mail address',
      emailHint: 'It belongs to your orders. To change it, write to us.',
      phone: 'Phone',
      phoneHint: 'With the country, as +44 7700 900123.',
      birthday: 'Birthday',
      birthdayHint: 'Day and month are enough; nobody needs to know the year.',
      day: 'Day',
      month: 'Month',
      language: 'Language of our mails',
      asOrdered: 'As I ordered',
      timeZone: 'Time zone',
      asShop: 'The shop’s',
      asDevice: 'As on this device:',
      save: 'Save',
    },

    notices: {
      title: 'What we may tell you',
      line: 'One tick, one way. What has none we keep to ourselves; answers of ours to you always come.',
      topic: 'About',
      topics: {
        parcel: 'Your parcels',
        points: 'Points',
        tier: 'Your tier',
        subscription: 'Subscriptions',
        referral: 'Invitations',
        promo: 'Offers',
      } satisfies Record<ConsentTopic, string>,
      topicHints: {
        parcel: 'On its way, at the door, late',
        points: 'Earned, spendable, about to go',
        tier: 'Reached, at risk, changed',
        subscription: 'Before each delivery, after each change',
        referral: 'When a friend has ordered',
        promo: 'Now and then, never while something is wrong',
      } satisfies Record<ConsentTopic, string>,
      channels: { push: 'Push', email: 'Mail', sms: 'Text' } satisfies Record<ConsentChannel, string>,
      digest: 'How often',
      digests: { at_once: 'At once', daily: 'Gathered, once a day', weekly: 'Gathered, once a week' },
      digestHint: 'Parcels and what cannot wait always come at once.',
      quiet: 'Quiet hours',
      quietHint: 'In your time zone. Left empty, they are the shop’s.',
      from: 'From',
      to: 'To',
      save: 'Save',
    },

    devices: {
      title: 'Where you are signed in',
      line: 'If you do not know one of them, sign it out. We keep no addresses of devices, so we cannot say where they are.',
      this: 'This browser',
      unknown: 'A browser',
      on: (p: { browser: string; system: string }) => `${p.browser} on ${p.system}`,
      seen: (when: string) => `Last used ${when}`,
      since: (when: string) => `Signed in ${when}`,
      revoke: 'Sign out',
      revokeNamed: (device: string) => `Sign out: ${device}`,
      revokeOthers: 'Sign out all others',
    },

    passkeys: {
      title: 'Passkeys',
      line: 'A fingerprint, a face or the lock of your device instead of digits by mail. The digits go on working.',
      add: 'Make a passkey',
      remove: 'Remove',
      removeNamed: (name: string) => `Remove: ${name}`,
      used: (when: string) => `Last used ${when}`,
      made: (when: string) => `Made ${when}`,
      none: 'There is none yet.',
      unsupported: 'This browser knows no passkeys.',
    },

    data: {
      title: 'Your data',
      exportLine: 'Everything that is kept about you, in one file that machines read, too.',
      exportButton: 'Download my data',
      eraseLine: 'Everything that names you can go. What goes and what stays you see before.',
      eraseButton: 'Erase my data',
    },

    erase: {
      title: 'Shall we forget you?',
      intro: 'Read once what goes and what stays. It cannot be taken back, not even by us.',
      goes: 'What goes',
      goesList: [
        'Your name, mail address, phone number, birthday and addresses',
        'Everything you wrote to us, and our answers',
        'All your links to parcels: none of them opens any more',
        'Your points, tier, rewards and invitations: what is not used by then is gone',
        'Signed-in devices, passkeys, notifications, and mail that waits to be sent',
      ],
      stays: 'What stays',
      staysList: [
        'Order numbers, items, amounts and days, as books have to be kept, without anything that says whose they are',
        'What the shop itself keeps in its own records; we tell it that you asked',
      ],
      open: 'If a parcel is on its way, it still comes. You can no longer follow it here.',
      understood: 'I know that this cannot be taken back.',
      button: 'Erase my data for good',
      keep: 'Keep everything as it is',
    },
  },
};

export type AccessWords = typeof accessEn;
