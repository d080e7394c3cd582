/**
 * Tracking links are capabilities: whoever holds one may see the order it names, and nobody can make one up. A forged
 * link is told by its MAC alone, before any look at the database; a genuine one may still be revoked there.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createSealer } from '../kit/seal.ts';

export interface LinkTarget {
  readonly orderId: string;
  /** Has to equal the order's `linkVersion`; a raised version revokes every link before it. */
  readonly version: number;
}

export interface Links {
  /** 48 characters that are safe in a URL. @throws RangeError when `orderId` is no UUID or `version` no uint32 */
  linkOf(target: LinkTarget & { readonly brandId: string }): string;
  /** Null when the link was not made here for this brand. Takes the same time for every link of the right form. */
  readLink(link: string, brandId: string): LinkTarget | null;
}

const idBytes = 16;
const versionBytes = 4;
const macBytes = 16;
/** 36 bytes fill base64url exactly: there is one spelling of each link and no other. */
const form = /^[A-Za-z0-9_-]{48}$/;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const createLinks = (secret: string): Links => {
  const key = createSealer(secret).deriveKey('capability-link');
  const macOf = (target: Buffer, brandId: string): Buffer =>
    createHmac('sha256', key).update(target).update(brandId, 'utf8').digest().subarray(0, macBytes);

  return {
    linkOf({ brandId, orderId, version }) {
      if (!uuid.test(orderId)) throw new RangeError('a link needs the UUID of an order');
      if (!Number.isInteger(version)) throw new RangeError('a link needs a whole version');
      const target = Buffer.alloc(idBytes + versionBytes);
      target.write(orderId.replaceAll('-', ''), 'hex');
      target.writeUInt32BE(version, idBytes);
      return Buffer.concat([target, macOf(target, brandId)]).toString('base64url');
    },
    readLink(link, brandId) {
      if (!form.test(link)) return null;
      const bytes = Buffer.from(link, 'base64url');
      const target = bytes.subarray(0, idBytes + versionBytes);
      if (!timingSafeEqual(bytes.subarray(-macBytes), macOf(target, brandId))) return null;
      const hex = target.toString('hex', 0, idBytes);
      const orderId = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join(
        '-',
      );
      return { orderId, version: target.readUInt32BE(idBytes) };
    },
  };
};
