/**
 * Puts values into a message that an island was handed as a plain string, since functions cannot be sent to the browser.
 * A placeholder without a value stays visible: that is a fault to be seen, never an empty gap.
 */

/** @example fill('A person answers by {when}.', { when: '14:30' }) */
export function fill(message: string, values: Readonly<Record<string, string>>): string {
  return endOnce(message.replace(/\{(\w+)\}/g, (placeholder, name: string) => values[name] ?? placeholder));
}

/** A sentence that ends with “Sa., 28. Nov.” has its full stop already. */
export const endOnce = (text: string): string => text.replace(/(?<!\.)\.\.(?!\.)/g, '.');

/** A foreign name or address in a sentence: its own direction disturbs no other word. */
export const isolated = (text: string): string => `\u2068${text}\u2069`;
