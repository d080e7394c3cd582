/** Whose e-mail address it is, however it is spelled: equal mailboxes are one person's. */
import { domainToASCII } from 'node:url';

/** Providers that pass over dots in the local part, under every name that they have. */
const dotless: Readonly<Record<string, string>> = { 'gmail.com': 'gmail.com', 'googlemail.com': 'gmail.com' };

/** The mailbox that an address ends up in: without case, tag (`+`) and, at Google, dots. Null for what is no address. */
export const mailboxOf = (email: string | null): string | null => {
  const [, local, domain] = /^([^@\s]+)@([^@\s]+)$/.exec((email ?? '').trim().normalize('NFKC').toLowerCase()) ?? [];
  if (local === undefined || domain === undefined) return null;
  const host = domainToASCII(domain.replace(/\.+$/, ''));
  const untagged = local.replace(/(?<=.)\+.*$/, '');
  const provider = dotless[host];
  const mailbox = provider === undefined ? untagged : untagged.replaceAll('.', '');
  return host === '' || mailbox === '' ? null : `${mailbox}@${provider ?? host}`;
};
