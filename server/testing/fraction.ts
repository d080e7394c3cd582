/** Exact fractions of whole numbers, for models that must not round where the real thing does not. */
export interface Fraction {
  plus(other: Fraction): Fraction;
  minus(other: Fraction): Fraction;
  by(other: Fraction): Fraction;
  over(other: Fraction): Fraction;
  times(whole: number): Fraction;
  atLeastNone(): Fraction;
  isNone(): boolean;
  /** Of one that is not below zero. */
  floor(): number;
  ceil(): number;
  readonly of: bigint;
  readonly in: bigint;
}

const made = (of: bigint, parts: bigint): Fraction => ({
  of,
  in: parts,
  plus: (other) => made(of * other.in + other.of * parts, parts * other.in),
  minus: (other) => made(of * other.in - other.of * parts, parts * other.in),
  by: (other) => made(of * other.of, parts * other.in),
  over: (other) => made(of * other.in, parts * other.of),
  times: (whole) => made(of * BigInt(whole), parts),
  atLeastNone: () => (of < 0n ? none : made(of, parts)),
  isNone: () => of === 0n,
  floor: () => Number(of / parts),
  ceil: () => Number((of + parts - 1n) / parts),
});

/** @param parts above zero */
export const fraction = (of: number, parts: number): Fraction => made(BigInt(of), BigInt(parts));
export const none: Fraction = made(0n, 1n);
export const one: Fraction = made(1n, 1n);
