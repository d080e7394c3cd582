/**
 * The names under which pictures from elsewhere are asked for: the address with a MAC, so that only addresses that a
 * page of ours named are ever fetched. Without it, this would be a proxy for everybody.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

export interface Names {
  nameOf(url: string): string;
  /** Null when the name was not made here. */
  urlOf(name: string): string | null;
}

const macBytes = 16;
const form = /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]{22})$/;

export const createNames = (key: Buffer): Names => {
  const macOf = (encoded: string): Buffer => createHmac('sha256', key).update(encoded).digest().subarray(0, macBytes);
  return {
    nameOf(url) {
      const encoded = Buffer.from(url, 'utf8').toString('base64url');
      return `${encoded}.${macOf(encoded).toString('base64url')}`;
    },
    urlOf(name) {
      const [, encoded, mac] = form.exec(name) ?? [];
      if (encoded === undefined || mac === undefined) return null;
      return timingSafeEqual(Buffer.from(mac, 'base64url'), macOf(encoded))
        ? Buffer.from(encoded, 'base64url').toString('utf8')
        : null;
    },
  };
};
