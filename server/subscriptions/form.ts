/** What a form of the page says, by action, in the shape that the JSON has: a form knows text alone, and no null. */
import type { AskedAction } from './inputs.ts';

export const formFields = (action: AskedAction, form: FormData): object => {
  const text = (name: string): string => {
    const value = form.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const given = (names: readonly string[]): object =>
    Object.fromEntries(names.filter((name) => text(name) !== '').map((name) => [name, text(name)]));
  switch (action) {
    case 'skip':
    case 'unskip':
    case 'next_date':
    case 'reactivate':
      return { on: text('on') };
    case 'pause':
      return { until: text('until') || null };
    case 'resume':
    case 'order_now':
      return {};
    case 'frequency': {
      const [count, unit] = text('interval').split(' ');
      return { interval: { count: Number(count), unit } };
    }
    case 'quantity':
      return { ...given(['productId', 'variantId']), quantity: Number(text('quantity')) };
    case 'swap':
      return given(['productId', 'variantId', 'to']);
    case 'address': {
      const fields = ['name', 'line1', 'line2', 'city', 'region', 'postalCode'];
      return { address: { ...given(fields), countryCode: text('countryCode').toUpperCase() } };
    }
    case 'cancel':
      return { reason: text('reason') || null, comment: text('comment') };
    case 'offer': {
      // One button says both: what is offered, and for which reason.
      const [reason, ...offer] = text('offer').split(' ');
      return { reason, offer: offer.join(' ') };
    }
  }
};
