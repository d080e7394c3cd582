/**
 * Who is asking. `X-Forwarded-For` is believed from the right, hop by hop, for as long as the hop that added to it is a
 * proxy that we trust; what stands further left anybody may have written.
 */
import type { MiddlewareHandler } from 'hono';
import ipaddr from 'ipaddr.js';
import type { HttpEnv } from './context.ts';

type Address = ReturnType<typeof ipaddr.process>;

/** What a request without a socket counts as. */
const unknownAddress = '0.0.0.0';
const hopsMax = 20;

/**
 * @param trustedProxies addresses and ranges, `10.0.0.0/8`
 * @returns the client's address, from the socket's peer and the header
 * @throws RangeError that names the entry which is neither
 */
export const createAddressReader = (
  trustedProxies: readonly string[],
): ((peer: string | undefined, forwardedFor: string | undefined) => string) => {
  const ranges = trustedProxies.map(rangeOf);
  const isTrusted = (address: Address): boolean =>
    ranges.some(([range, bits]) => range.kind() === address.kind() && address.match(range, bits));

  return (peer, forwardedFor) => {
    let client = parseHop(peer ?? '');
    if (!client) return unknownAddress;
    const hops = (forwardedFor ?? '').split(',').slice(-hopsMax);
    while (isTrusted(client) && hops.length > 0) {
      const hop = parseHop(hops.pop() ?? '');
      if (!hop) break;
      client = hop;
    }
    return client.toString();
  };
};

/** Sets `clientAddress`. */
export const readClientAddress = (trustedProxies: readonly string[]): MiddlewareHandler<HttpEnv> => {
  const addressOf = createAddressReader(trustedProxies);
  return async (c, next) => {
    // Without a socket, as in `app.request()`, Hono gives no bindings at all.
    const peer = (c.env as HttpEnv['Bindings'] | undefined)?.incoming?.socket?.remoteAddress;
    c.set('clientAddress', addressOf(peer, c.req.header('x-forwarded-for')));
    await next();
  };
};

/** What limits count by: an IPv4 address, or the /64 of an IPv6 one, which one household or server has to itself. */
export const addressBlock = (clientAddress: string): string => {
  const address = parseHop(clientAddress);
  if (!(address instanceof ipaddr.IPv6)) return clientAddress;
  return `${address.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':')}::/64`;
};

const rangeOf = (text: string): [Address, number] => {
  try {
    if (text.includes('/')) return ipaddr.parseCIDR(text);
    const address = ipaddr.process(text);
    return [address, address.kind() === 'ipv4' ? 32 : 128];
  } catch {
    throw new RangeError(`TRUSTED_PROXIES: ${text} is neither an address nor a range`);
  }
};

/** One entry of the header; some proxies add the port. IPv4 in IPv6 clothes is taken out of them. */
const parseHop = (text: string): Address | null => {
  const trimmed = text.trim();
  const bare = /^\[(.+)\](?::\d+)?$/.exec(trimmed)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(trimmed)?.[1] ?? trimmed;
  // The parser would also read `1` and `0x7f.1`, which no proxy writes.
  const isPlain = bare.includes(':') ? ipaddr.IPv6.isValid(bare) : ipaddr.IPv4.isValidFourPartDecimal(bare);
  return isPlain ? ipaddr.process(bare) : null;
};
