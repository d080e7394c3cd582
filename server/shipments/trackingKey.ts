/** A tracking number as it is looked up: letters and digits only, upper case, whatever spacing it was written with. */
export const trackingKey = (number: string): string => number.toUpperCase().replace(/[^A-Z0-9]/g, '');
