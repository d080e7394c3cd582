/**
 * The only way in which HTTP leaves the process. Every connection goes to an address that was resolved, found public
 * and pinned by the same step (so a second DNS answer is never asked for), and every answer, wait and body is bounded.
 */
import { lookup as dnsLookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import type { Readable } from 'node:stream';
import { rootCertificates } from 'node:tls';
import ipaddr from 'ipaddr.js';
import { Agent, buildConnector, request } from 'undici';

interface OutboundAnswer<Body> {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body;
}

interface OutboundFailure {
  /** `refused` by our own guard; `redirect`: answered with a 3xx that is not followed; `too_large`: of a GET. */
  readonly failure: 'refused' | 'timeout' | 'network' | 'redirect' | 'too_large';
  readonly reason: string;
}

/** What came back, or why nothing did: a failure is data, so that the caller can decide on another try. */
export type OutboundResult = OutboundAnswer<string> | OutboundFailure;
export type OutboundFetched = OutboundAnswer<Buffer> | OutboundFailure;

export interface OutboundPost {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  /** From the first look-up to the last byte of the answer. At most, and unless given, 15 s. */
  readonly timeoutMs?: number;
}

export interface OutboundGet {
  readonly headers: Readonly<Record<string, string>>;
  /** A body of more bytes is a failure, never a part of it. */
  readonly maxBytes: number;
  /** How many redirects are followed; each target has to pass the guard like the first. */
  readonly redirectsMax: number;
  /** Over all redirects. At most, and unless given, 15 s. */
  readonly timeoutMs?: number;
}

export interface Outbound {
  get(url: string, asked: OutboundGet): Promise<OutboundFetched>;
  post(url: string, message: OutboundPost): Promise<OutboundResult>;
  /** Why the guard would refuse this URL, by parsing alone; null when a connection may be tried. */
  checkTargetUrl(url: string): string | null;
  close(): Promise<void>;
}

/** All addresses of a host name. */
type Resolve = (hostname: string) => Promise<readonly string[]>;

export interface OutboundOptions {
  /** For tests: http and any port, towards 127.0.0.0/8 and ::1 only. Nothing else becomes reachable. */
  readonly allowLoopback: boolean;
  readonly resolve?: Resolve;
  /** For tests: the certificate of a server on this machine, in PEM. It is believed beside those that Node knows. */
  readonly testCertificate?: string | undefined;
}

const outboundTimeoutMaxMs = 15_000;
export const outboundBodyMaxBytes = 64 * 1024;
const urlMaxLength = 2000;
/**
 * HTTPS's port and its customary alternative. Any other is somebody's mail, database or admin port, and a portal that
 * knocks there on a merchant's word is a port scanner.
 */
const portsAllowed = new Set(['', '443', '8443']);
/** Names that never leave the machine or its network (RFC 6761, 6762, 8375; ICANN's `internal`). */
const localSuffixes = ['localhost', 'local', 'internal', 'home.arpa', 'lan', 'onion'];
/** Azure answers its virtual machines from this one although it lies in public space. */
const publicButInternal = new Set(['168.63.129.16']);
const globalUnicastV6 = ipaddr.IPv6.parseCIDR('2000::/3');

type AddressKind = 'public' | 'loopback' | 'refused';

const kindOf = (address: string): AddressKind => {
  if (isIP(address) === 0) return 'refused';
  const parsed = ipaddr.parse(address);
  const range = parsed.range();
  if (range === 'loopback') return 'loopback';
  if (range !== 'unicast' || publicButInternal.has(parsed.toString())) return 'refused';
  return parsed instanceof ipaddr.IPv4 || parsed.match(globalUnicastV6) ? 'public' : 'refused';
};

/** Whether a connection to this literal address may be opened. Mapped, translated and tunnelled forms never may. */
export const isPublicAddress = (address: string): boolean => kindOf(address) === 'public';

const mayDial = (address: string, allowLoopback: boolean): boolean => {
  const kind = kindOf(address);
  return kind === 'public' || (kind === 'loopback' && allowLoopback);
};

/**
 * Why a URL cannot be a target, or null. By parsing only, for the moment of registration: a name that looks harmless
 * here may still resolve inward and is then refused when the connection is made.
 */
export const checkTargetUrl = (text: string, { allowLoopback = false }: { allowLoopback?: boolean } = {}) => {
  if (text.length > urlMaxLength) return `must be at most ${urlMaxLength} characters`;
  const url = URL.parse(text);
  if (url === null) return 'must be an absolute URL';
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'must be an https URL';
  if (url.username !== '' || url.password !== '') return 'must not carry credentials';

  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const isLiteral = isIP(host) !== 0;
  const isLoopback = isLiteral ? kindOf(host) === 'loopback' : /(^|\.)localhost$/.test(host);
  if (isLoopback && allowLoopback) return null;

  if (isLiteral && !isPublicAddress(host)) return 'must not point at a private or special address';
  if (!isLiteral && (!host.includes('.') || localSuffixes.some((suffix) => host.endsWith(`.${suffix}`)))) {
    return 'must not point at a local name';
  }
  if (url.protocol !== 'https:') return 'must be an https URL';
  return portsAllowed.has(url.port) ? null : 'must use port 443 or 8443';
};

const resolveBySystem: Resolve = async (hostname) => {
  const answers = await dnsLookup(hostname, { all: true });
  return answers.map((answer) => answer.address);
};

class RefusedAddress extends Error {
  override readonly name = 'RefusedAddress';
}

const guardedConnector = ({
  allowLoopback,
  resolve = resolveBySystem,
  testCertificate,
}: OutboundOptions): buildConnector.connector => {
  // net.connect dials exactly what this hands back and never looks the name up again: that is the pinning. Answers
  // that are not public are dropped one by one, since a network with DNS64 adds a translated address to each name.
  const lookup: LookupFunction = (hostname, options, callback) => {
    resolve(hostname)
      .then((addresses) => {
        const dialled = addresses
          .filter((address) => mayDial(address, allowLoopback))
          .map((address) => ({ address, family: isIP(address) }))
          .filter(({ family }) => (options.family !== 4 && options.family !== 6 ? true : family === options.family));
        const first = dialled[0];
        if (first === undefined) throw new RefusedAddress(`${hostname} resolves to no public address`);
        if (options.all === true) callback(null, dialled);
        else callback(null, first.address, first.family);
      })
      .catch((cause: Error) => callback(cause, []));
  };
  const connect = buildConnector({
    lookup,
    allowH2: false,
    timeout: outboundTimeoutMaxMs,
    ...(testCertificate === undefined ? {} : { ca: [...rootCertificates, testCertificate] }),
  });
  return (options, callback) => {
    // A literal address skips the look-up, and with it the check.
    if (isIP(options.hostname) !== 0 && !mayDial(options.hostname, allowLoopback)) {
      callback(new RefusedAddress(`${options.hostname} is not a public address`), null);
      return;
    }
    connect(options, callback);
  };
};

/** The first `maxBytes`; the rest is not waited for. */
const readBody = async (body: Readable, maxBytes: number): Promise<Buffer> => {
  // undici reports our own cut as an error of the stream, after the loop below has stopped listening.
  body.on('error', () => undefined);
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= maxBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, maxBytes);
};

const flatten = (headers: Record<string, string | string[] | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value]],
    ),
  );

const failureOf = (error: unknown, timedOut: boolean): OutboundFailure => {
  if (timedOut) return { failure: 'timeout', reason: 'no complete answer in time' };
  if (error instanceof RefusedAddress) return { failure: 'refused', reason: error.message };
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
  if (code?.endsWith('_TIMEOUT') || code === 'ETIMEDOUT') return { failure: 'timeout', reason: code };
  return { failure: 'network', reason: code ?? (error instanceof Error ? error.name : 'unknown error') };
};

const isRedirect = (status: number): boolean => status >= 300 && status < 400;

/** undici hears an abort only once it is connected; the look-up and the dialling must not outlast it either. */
const withinSignal = <Value>(signal: AbortSignal, work: Promise<Value>): Promise<Value> => {
  const aborted = Promise.withResolvers<never>();
  signal.addEventListener('abort', () => aborted.reject(signal.reason), { once: true });
  return Promise.race([work, aborted.promise]);
};

export const createOutbound = (options: OutboundOptions): Outbound => {
  const { allowLoopback } = options;
  const agent = new Agent({
    connect: guardedConnector(options),
    connections: 8,
    maxHeaderSize: 16 * 1024,
    headersTimeout: outboundTimeoutMaxMs,
    bodyTimeout: outboundTimeoutMaxMs,
  });

  const refusalOf = (url: string): OutboundFailure | null => {
    const reason = checkTargetUrl(url, { allowLoopback });
    return reason === null ? null : { failure: 'refused', reason: `the URL ${reason}` };
  };

  const bounded = async <Answer>(
    timeoutMs: number | undefined,
    exchange: (signal: AbortSignal) => Promise<Answer>,
  ): Promise<Answer | OutboundFailure> => {
    const signal = AbortSignal.timeout(Math.min(timeoutMs ?? outboundTimeoutMaxMs, outboundTimeoutMaxMs));
    try {
      return await withinSignal(signal, exchange(signal));
    } catch (error) {
      return failureOf(error, signal.aborted);
    }
  };

  const send = async (url: string, message: OutboundPost, signal: AbortSignal): Promise<OutboundResult> => {
    const { headers, body } = message;
    const answer = await request(url, { dispatcher: agent, method: 'POST', headers, body, signal });
    const { statusCode: status } = answer;
    const answerBody = await readBody(answer.body, outboundBodyMaxBytes);
    if (isRedirect(status)) return { failure: 'redirect', reason: `answered ${status}, redirects are not followed` };
    return { status, headers: flatten(answer.headers), body: answerBody.toString('utf8') };
  };

  const fetchFrom = async (
    url: string,
    asked: OutboundGet,
    redirectsLeft: number,
    signal: AbortSignal,
  ): Promise<OutboundFetched> => {
    const refusal = refusalOf(url);
    if (refusal !== null) return refusal;
    const answer = await request(url, { dispatcher: agent, method: 'GET', headers: asked.headers, signal });
    const { statusCode: status } = answer;
    const headers = flatten(answer.headers);
    if (isRedirect(status)) {
      await readBody(answer.body, outboundBodyMaxBytes);
      const target = URL.parse(headers.location ?? '', url);
      if (headers.location === undefined || target === null || redirectsLeft === 0) {
        return { failure: 'redirect', reason: `answered ${status}, which is not followed` };
      }
      return fetchFrom(target.href, asked, redirectsLeft - 1, signal);
    }
    const body = await readBody(answer.body, asked.maxBytes + 1);
    if (body.length > asked.maxBytes) return { failure: 'too_large', reason: `more than ${asked.maxBytes} bytes` };
    return { status, headers, body };
  };

  return {
    checkTargetUrl: (url) => checkTargetUrl(url, { allowLoopback }),
    get: (url, asked) => bounded(asked.timeoutMs, (signal) => fetchFrom(url, asked, asked.redirectsMax, signal)),
    post: async (url, message) =>
      refusalOf(url) ?? (await bounded(message.timeoutMs, (signal) => send(url, message, signal))),
    close: () => agent.destroy(),
  };
};

/** Retry-After (RFC 9110 §10.2.3), a number of seconds or a date, as whole seconds from `now`; at most a day. */
export const retryAfterSeconds = (headers: Readonly<Record<string, string>>, now: Date): number | undefined => {
  const value = headers['retry-after']?.trim();
  if (value === undefined || value === '') return undefined;
  const isDate = /^[A-Za-z]{3,9},/.test(value);
  const seconds = isDate ? Math.ceil((Date.parse(value) - now.getTime()) / 1000) : Number(value);
  return Number.isNaN(seconds) || (!isDate && seconds < 0) ? undefined : Math.min(Math.max(seconds, 0), 86_400);
};
