import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLinks } from './capability.ts';

const secret = 'a secret of the deployment, long enough';
const links = createLinks(secret);
const target = fc.record({
  brandId: fc.string({ minLength: 1, maxLength: 30 }),
  orderId: fc.uuid(),
  version: fc.integer({ min: 0, max: 0xffff_ffff }),
});

describe('capability links', () => {
  it('ok: what was put in comes out, in 48 characters that a URL may hold', () => {
    fc.assert(
      fc.property(target, ({ brandId, orderId, version }) => {
        const link = links.linkOf({ brandId, orderId, version });
        expect(link).toMatch(/^[\w-]{48}$/);
        expect(links.readLink(link, brandId)).toEqual({ orderId, version });
      }),
    );
  });

  it('ok: the same after a restart with the same secret', () => {
    const order = { brandId: 'b', orderId: '0193f2a0-0000-7000-8000-000000000001', version: 1 };
    expect(createLinks(secret).linkOf(order)).toBe(links.linkOf(order));
  });

  it('refuses every link in which one bit was changed', () => {
    fc.assert(
      fc.property(target, fc.nat({ max: 36 * 8 - 1 }), ({ brandId, orderId, version }, bit) => {
        const bytes = Buffer.from(links.linkOf({ brandId, orderId, version }), 'base64url');
        const at = bit >> 3;
        bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << (bit & 7)), at);
        expect(links.readLink(bytes.toString('base64url'), brandId)).toBeNull();
      }),
    );
  });

  it('refuses a link of another brand or of another deployment (S1, S2)', () => {
    fc.assert(
      fc.property(target, fc.string(), (given, otherBrand) => {
        fc.pre(otherBrand !== given.brandId);
        expect(links.readLink(links.linkOf(given), otherBrand)).toBeNull();
        expect(createLinks('another secret').readLink(links.linkOf(given), given.brandId)).toBeNull();
      }),
    );
  });

  it('refuses anything that is not a link, without an exception', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 100 }), (text) => {
        expect(links.readLink(text, 'b')).toBeNull();
      }),
    );
    const link = links.linkOf({ brandId: 'b', orderId: '0193f2a0-0000-7000-8000-000000000001', version: 1 });
    for (const near of [`${link}A`, link.slice(1), `${link}=`, ` ${link}`, `${link.slice(0, -1)}\u0000`, '']) {
      expect(links.readLink(near, 'b')).toBeNull();
    }
  });

  it('refuses to make a link to what is no order id, or of a version that it could not carry', () => {
    expect(() => links.linkOf({ brandId: 'b', orderId: '1001', version: 1 })).toThrow(RangeError);
    const orderId = '0193f2a0-0000-7000-8000-000000000001';
    for (const version of [-1, 1.5, 2 ** 32]) {
      expect(() => links.linkOf({ brandId: 'b', orderId, version })).toThrow();
    }
  });
});
