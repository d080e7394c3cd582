/**
 * Referral codes: 13 letters of Crockford's base 32, 65 random bits, so that guessing one is pointless (proof S31) and
 * none of them is mistaken for another when it is read out or typed. https://www.crockford.com/base32.html
 */
import { randomBytes } from 'node:crypto';

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 13;
const shape = new RegExp(`^[${letters}]{${length}}$`);

export const newCode = (): string => [...randomBytes(length)].map((byte) => letters[byte % 32]).join('');

/** The code that was meant, however it was typed; null for what can be none. */
export const plainCode = (typed: string): string | null => {
  const plain = typed
    .slice(0, 100)
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}\p{Cf}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  return shape.test(plain) ? plain : null;
};

/** What a shop passes on for a friend who typed no code, among the codes of the order. */
const visitPrefix = 'ref:';

/** The tokens of visits among the codes of an order. */
export const visitTokens = (codes: readonly string[]): readonly string[] =>
  codes.flatMap((code) => (code.startsWith(visitPrefix) ? [code.slice(visitPrefix.length)] : []));

/** The referral codes among the codes of an order, in its order, each once. */
export const referralCodesIn = (codes: readonly string[]): readonly string[] => [
  ...new Set(codes.flatMap((code) => (code.startsWith(visitPrefix) ? [] : (plainCode(code) ?? [])))),
];
