/**
 * What the columns take, the same on both engines: SQLite would keep a fraction in an integer column and PostgreSQL
 * refuses NUL, so that what one of them could not hold is refused before either sees it.
 */
const int4Max = 2_147_483_647;

/** @throws TypeError for NUL; half a surrogate pair becomes U+FFFD, as in any UTF-8 */
export const storableText = (text: string): string => {
  if (text.includes('\0')) throw new TypeError('Text with NUL cannot be stored');
  return text.toWellFormed();
};

// An escape that stands for itself follows an even number of backslashes.
const escapes = /(?<=(?<!\\)(?:\\\\)*)\\u(0000|d[89a-f][0-9a-f]{2})/g;

/** @throws TypeError for NUL in any text of `value`, and for what is not JSON */
export const storableJson = (value: unknown): string => {
  const json: string | undefined = JSON.stringify(value);
  if (json === undefined) throw new TypeError('What is not JSON cannot be stored');
  // JSON.stringify escapes only control characters and half surrogate pairs.
  if (!json.includes('\\u')) return json;
  return json.replace(escapes, (_escape, code: string) => {
    if (code === '0000') throw new TypeError('Text with NUL cannot be stored');
    return '\ufffd';
  });
};

/** @throws RangeError unless it is a whole number of 32 bits */
export const storableInteger = (value: number): number => {
  if (!Number.isInteger(value) || Math.abs(value) > int4Max)
    throw new RangeError(`Not an integer of 32 bits: ${value}`);
  return value;
};

/** @throws RangeError unless it lies between 0 and 1 */
export const storableShare = (value: number): number => {
  if (!(value >= 0 && value <= 1)) throw new RangeError(`Not a share between 0 and 1: ${value}`);
  return Math.round(value * 1000);
};

/** @throws RangeError unless it is a whole number below 2^53 */
export const storableAmount = (value: number): number => {
  if (!Number.isSafeInteger(value)) throw new RangeError(`Not a whole amount below 2^53: ${value}`);
  return value;
};

/** @throws RangeError for an invalid date */
export const storableInstant = (value: Date): Date => {
  if (Number.isNaN(value.getTime())) throw new RangeError('Not an instant');
  return value;
};
