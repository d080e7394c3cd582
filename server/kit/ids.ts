/** Ids: UUIDv7 (RFC 9562 §5.7), rising within a process even inside one millisecond, so that they sort by creation. */
import { randomBytes } from 'node:crypto';

export type NewId = () => string;

/** @param nowMs the clock, in epoch milliseconds; a clock that jumps back does not make ids fall. */
export const idsRisingWith = (nowMs: () => number): NewId => {
  let lastMs = 0;
  let counter = 0;
  return () => {
    const at = nowMs();
    if (at > lastMs) {
      lastMs = at;
      // Starting low leaves room for thousands of ids within the millisecond (§6.2, method 1).
      counter = randomBytes(1).readUInt8();
    } else if (counter === 0xfff) {
      lastMs += 1;
      counter = 0;
    } else {
      counter += 1;
    }
    const random = randomBytes(8);
    random.writeUInt8((random.readUInt8(0) & 0x3f) | 0x80, 0);
    const hex = `${lastMs.toString(16).padStart(12, '0')}7${counter.toString(16).padStart(3, '0')}${random.toString('hex')}`;
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  };
};
