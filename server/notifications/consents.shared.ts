/** What a customer can allow and forbid: the topics of what a brand tells her, and the ways in which it may. */
export const consentTopics = ['parcel', 'points', 'tier', 'subscription', 'referral', 'promo'] as const;
export type ConsentTopic = (typeof consentTopics)[number];

export const consentChannels = ['push', 'email', 'sms'] as const;
export type ConsentChannel = (typeof consentChannels)[number];

/** Every pair, said or not. */
export type Consents = Readonly<Record<ConsentTopic, Readonly<Record<ConsentChannel, boolean>>>>;
