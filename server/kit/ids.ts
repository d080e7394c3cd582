/** Ids: UUIDv7 (RFC 9562 §5.7), rising within a process even inside one millisecond, so that they sort by creation. */
import { randomFillSync } from 'node:crypto';

export type NewId = () => string;

/** @param nowMs the clock, in epoch milliseconds; a clock that jumps back does not make ids fall. */
/** Drawn for hundreds of ids at once: asking the system for each costs more than all the rest. */
const pool = Buffer.alloc(4096);
let drawn = pool.length;

const randomBytes = (count: number): Buffer => {
  if (drawn + count > pool.length) {
    randomFillSync(pool);
    drawn = 0;
  }
  drawn += count;
  return pool.subarray(drawn - count, drawn);
};

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

/** The lowest id that can have been made at `ms`: what was made from then on sorts at or after it. */
export const lowestIdAt = (ms: number): string => {
  const hex = Math.max(0, Math.floor(ms)).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7000-8000-000000000000`;
};

/** Epoch milliseconds at which `id` was made; null for anything that is no id of ours. */
export const madeAt = (id: string): number | null =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)
    ? Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
    : null;
