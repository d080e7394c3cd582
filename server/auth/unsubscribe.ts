/**
 * What a mail's “no more of these” carries: a capability for one customer and one topic, good for nothing but ending
 * mails. A forged one is told by its MAC alone; none expires, since a mail may be read years later (RFC 8058).
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createSealer } from '../kit/seal.ts';

/** `account`: everything but parcels, answers and promotions, for mails that join several topics. Append only. */
export const unsubscribeTopics = ['points', 'tier', 'subscription', 'referral', 'promo', 'account'] as const;
export type UnsubscribeTopic = (typeof unsubscribeTopics)[number];

export interface Unsubscribing {
  readonly customerId: string;
  readonly topic: UnsubscribeTopic;
}

export interface Unsubscribes {
  /** 44 characters that are safe in a URL. @throws RangeError when `customerId` is no UUID */
  tokenOf(what: Unsubscribing & { readonly brandId: string }): string;
  /** Null when the token was not made here for this brand. */
  read(token: string, brandId: string): Unsubscribing | null;
}

const idBytes = 16;
const macBytes = 16;
const form = /^[A-Za-z0-9_-]{44}$/;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const createUnsubscribes = (secret: string): Unsubscribes => {
  const key = createSealer(secret).deriveKey('unsubscribe');
  const macOf = (target: Buffer, brandId: string): Buffer =>
    createHmac('sha256', key).update(target).update(brandId, 'utf8').digest().subarray(0, macBytes);

  return {
    tokenOf({ brandId, customerId, topic }) {
      if (!uuid.test(customerId)) throw new RangeError('a token needs the UUID of a customer');
      const target = Buffer.alloc(idBytes + 1);
      target.write(customerId.replaceAll('-', ''), 'hex');
      target.writeUInt8(unsubscribeTopics.indexOf(topic), idBytes);
      return Buffer.concat([target, macOf(target, brandId)]).toString('base64url');
    },
    read(token, brandId) {
      if (!form.test(token)) return null;
      const bytes = Buffer.from(token, 'base64url');
      const target = bytes.subarray(0, idBytes + 1);
      if (!timingSafeEqual(bytes.subarray(-macBytes), macOf(target, brandId))) return null;
      const topic = unsubscribeTopics[target.readUInt8(idBytes)];
      if (topic === undefined) return null;
      const hex = target.toString('hex', 0, idBytes);
      const customerId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
      return { customerId, topic };
    },
  };
};
