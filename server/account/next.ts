/** Where somebody is led after signing in: only ever to a page under the same link. */
import { paths } from '../../site/lib/paths.ts';

/** Below the link: plain words between slashes, then perhaps a query and an anchor. Nothing that could climb out. */
const belowLink = /^(?:\/[\w-]{1,64}){0,4}(?:\?[\w=&%.~+-]{0,300})?(?:#[\w%.-]{0,100})?$/;

/** @returns `asked` when it is a page under `link` and not the sign-in itself, else the page of the order */
export const pageAfterSignIn = (link: string, asked: string | undefined): string => {
  const own = paths.tracking(link);
  if (!asked?.startsWith(own)) return own;
  const rest = asked.slice(own.length);
  return belowLink.test(rest) && !/^\/sign-(?:in|out)/.test(rest) ? asked : own;
};
