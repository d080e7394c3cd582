/**
 * What the cookie of a sign-in under way holds: the token that ties the code to this browser, and the address that was
 * typed, so that the next step can show it without a URL ever carrying it.
 */
export interface SignInUnderWay {
  readonly browserToken: string;
  readonly email: string;
}

/** Not part of a token. */
const separator = '.';

export const packSignIn = ({ browserToken, email }: SignInUnderWay): string => `${browserToken}${separator}${email}`;

export const unpackSignIn = (packed: string | undefined): SignInUnderWay | null => {
  const at = packed?.indexOf(separator) ?? -1;
  return packed === undefined || at < 1 ? null : { browserToken: packed.slice(0, at), email: packed.slice(at + 1) };
};
