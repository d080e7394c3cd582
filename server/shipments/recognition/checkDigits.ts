/** The check digits of carriers: pure, and linear in the length of a serial that is letters and digits already. */

export interface Check {
  readonly name: 'mod10' | 'mod7' | 'luhn' | 's10' | 'mod_37_36' | 'sum_product_with_weightings_and_modulo';
  readonly evens?: number;
  readonly odds?: number;
  readonly reverse?: boolean;
  readonly weightings?: readonly number[];
  readonly modulo1?: number;
  readonly modulo2?: number;
}

/** Whether `given` is what belongs behind `serial`. */
export const checksOut = (check: Check, serial: string, given: string): boolean =>
  expected[check.name](serial, check) === given;

const digitsOf = (serial: string): number[] => [...serial].map(Number);

const weighted = (serial: string, weightings: readonly number[] = []): number =>
  digitsOf(serial).reduce((sum, digit, at) => sum + digit * (weightings[at] ?? 0), 0);

const expected: Readonly<Record<Check['name'], (serial: string, check: Check) => string>> = {
  mod10(serial, { evens = 1, odds = 1, reverse = false }) {
    const signs = reverse ? [...serial].reverse() : [...serial];
    const sum = signs.reduce((total, sign, at) => total + worthOf(sign) * (at % 2 === 0 ? evens : odds), 0);
    return String((10 - (sum % 10)) % 10);
  },
  // Ten digits are more than a bitwise remainder could take, and fewer than a number loses.
  mod7: (serial) => String(Number(serial) % 7),
  luhn(serial) {
    const sum = digitsOf(serial)
      .reverse()
      .reduce((total, digit, at) => total + (at % 2 === 0 ? (digit > 4 ? 2 * digit - 9 : 2 * digit) : digit), 0);
    return String((10 - (sum % 10)) % 10);
  },
  /** UPU S10, annex: a remainder of 1 gives 0, and none gives 5. */
  s10(serial, { weightings }) {
    const remainder = weighted(serial, weightings) % 11;
    return String(remainder === 1 ? 0 : remainder === 0 ? 5 : 11 - remainder);
  },
  /** ISO 7064, MOD 37,36. */
  mod_37_36(serial) {
    let rest = 36;
    for (const sign of serial) {
      const sum = rest + Number.parseInt(sign, 36);
      rest = ((sum % 36 || 36) * 2) % 37;
    }
    return ((37 - rest) % 36).toString(36).toUpperCase();
  },
  sum_product_with_weightings_and_modulo: (serial, { weightings, modulo1 = 1, modulo2 = 1 }) =>
    String((weighted(serial, weightings) % modulo1) % modulo2),
};

/** Letters count as UPS counts them. */
const worthOf = (sign: string): number => (sign >= '0' && sign <= '9' ? Number(sign) : (sign.charCodeAt(0) - 3) % 10);
