/** The name of the cookie of a sign-in under way; over plain http, which is for development, without its prefix. */
export const signInCookie = ({ origin }: { readonly origin: string }): string =>
  origin.startsWith('https:') ? '__Host-doorstep-shopper-sign-in' : 'doorstep-shopper-sign-in';
