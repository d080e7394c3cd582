/** The English words of the account's rooms: the frame that all of them share. Functions take what is said ready to be read. */

/** The notes that a form comes back with, by their word in `?done=` or `?fault=`. */
export const roomsEn = {
  nav: 'Your account',
  parcel: 'Parcel',
  rewards: 'Rewards',
  subscriptions: 'Subscriptions',
  refer: 'Invite',
  settings: 'Settings',
  back: (headline: string) => `Back to the parcel: ${headline}`,
  signIn: {
    line: 'This is what the link shows. The rest is only for you: we send a code to your mail address.',
    button: 'Sign in',
  },
  done: {
    saved: 'Saved.',
    sent: 'It is on its way.',
    undone: 'Taken back. Everything is as it was.',
    other: 'Done.',
  },
  faults: {
    invalid: 'Something in there does not fit. Please look once more.',
    conflict: 'That changed meanwhile. This is how it stands now.',
    forbidden: 'That is not possible here. Write to us and we find a way.',
    not_found: 'That is no longer here. This is how it stands now.',
    rate_limited: 'That was a lot in a short time. Please wait a minute and try again.',
    unavailable: 'That did not get through, and nothing was changed. Please try again in a moment.',
    other: 'That did not work out, and nothing was changed. Please try again.',
  },
};

export type RoomsWords = typeof roomsEn;
