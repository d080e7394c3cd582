import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { addressBlock, createAddressReader, readClientAddress } from './clientAddress.ts';
import type { HttpEnv } from './context.ts';

const addressOf = createAddressReader(['10.0.0.0/8', '::1', '127.0.0.1']);

describe('client address', () => {
  it.each([
    ['the peer, when no proxy stands between', '198.51.100.7', undefined, '198.51.100.7'],
    ['what the trusted proxy saw', '10.0.0.2', '203.0.113.5', '203.0.113.5'],
    ['what the outer of two trusted proxies saw', '127.0.0.1', '203.0.113.5, 10.1.1.1', '203.0.113.5'],
    ['the proxy itself, when it says nothing', '10.0.0.2', undefined, '10.0.0.2'],
    ['the outermost proxy, when all are trusted', '10.0.0.2', '10.0.0.4, 10.0.0.3', '10.0.0.4'],
    ['an IPv4 peer in IPv6 clothes', '::ffff:10.0.0.2', '203.0.113.5', '203.0.113.5'],
    ['an entry with a port', '10.0.0.2', '203.0.113.5:51234', '203.0.113.5'],
    ['an IPv6 entry in brackets', '::1', '[2001:db8::7]:443', '2001:db8::7'],
  ])('ok: %s', (_, peer, header, expected) => {
    expect(addressOf(peer, header)).toBe(expected);
  });

  it.each([
    ['a header from whom we do not trust', '198.51.100.7', '203.0.113.5', '198.51.100.7'],
    ['what the client wrote left of the truth', '10.0.0.2', '1.2.3.4, 203.0.113.5', '203.0.113.5'],
    ['a trusted address that the client wrote', '10.0.0.2', '10.9.9.9, 203.0.113.5', '203.0.113.5'],
    ['an entry that is no address', '10.0.0.2', 'unknown', '10.0.0.2'],
    ['an address in a form that no proxy writes', '10.0.0.2', '0x7f.1', '10.0.0.2'],
    ['everything without a socket', undefined, '203.0.113.5', '0.0.0.0'],
  ])('refuses S12: %s', (_, peer, header, expected) => {
    expect(addressOf(peer, header)).toBe(expected);
  });

  it('refuses S12: a hundred spoofed headers are one client', () => {
    const seen = Array.from({ length: 100 }, (_, n) => addressOf('10.0.0.2', `1.2.3.${n}, 203.0.113.5`));
    expect(new Set(seen)).toEqual(new Set(['203.0.113.5']));
  });

  it('refuses a proxy that is neither address nor range, at the start', () => {
    expect(() => createAddressReader(['10.0.0.0/8', 'proxy.internal'])).toThrow(/proxy\.internal/);
  });

  it('ok: limits count an IPv6 client by its /64', () => {
    expect(addressBlock('2001:db8:1:2:3:4:5:6')).toBe(addressBlock('2001:db8:1:2:ffff::1'));
    expect(addressBlock('2001:db8:1:2::1')).not.toBe(addressBlock('2001:db8:1:3::1'));
    expect(addressBlock('203.0.113.5')).toBe('203.0.113.5');
  });

  it('ok: the middleware reads the socket, and does without one', async () => {
    const app = new Hono<HttpEnv>().use(readClientAddress(['10.0.0.0/8'])).get('/', (c) => c.text(c.var.clientAddress));
    const headers = { 'X-Forwarded-For': '203.0.113.5' };
    expect(await (await app.request('/', { headers })).text()).toBe('0.0.0.0');
    const env = { incoming: { socket: { remoteAddress: '10.0.0.2' } } };
    expect(await (await app.request('/', { headers }, env)).text()).toBe('203.0.113.5');
  });
});
