/** The vectors of the RFCs and of Mozilla's own tests, where they are at hand. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openSealed, readVapid } from './webPushReceiver.ts';

const folder = new URL('../../../shared/data/vectors/', import.meta.url);
// biome-ignore lint/suspicious/noExplicitAny: as the files are.
const vectors = (file: string): any => JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
const bytes = (text: string): Buffer => Buffer.from(text, 'base64url');

interface MozillaCase {
  readonly desc: string;
  readonly data: string;
  readonly auth_secret: string;
  readonly private_key: { readonly d: string };
  readonly public_key: string;
  readonly plaintext_utf8: string;
}

describe.runIf(existsSync(folder))('what is sealed for a browser', () => {
  test('ok: the example of RFC 8291 opens', () => {
    const it = vectors('rfc8291_webpush.json');
    const secrets = { privateKey: bytes(it.ua_private), publicKey: bytes(it.ua_public), auth: bytes(it.auth_secret) };
    expect(openSealed(bytes(it.body), secrets).toString()).toBe(it.plaintext_utf8);
  });

  test('ok: Mozilla’s cases open, in however many records', () => {
    for (const it of vectors('mozilla_webpush_aes128gcm.json').ok as MozillaCase[]) {
      expect(openSealed(bytes(it.data), secretsOf(it)).toString(), it.desc).toBe(it.plaintext_utf8);
    }
  });

  test('refuses Mozilla’s broken cases', () => {
    for (const it of vectors('mozilla_webpush_aes128gcm.json').must_fail as MozillaCase[]) {
      expect(() => openSealed(bytes(it.data), secretsOf(it)), it.desc).toThrow();
    }
  });

  test('ok: the token of RFC 8292 is genuine, and an altered one is not', () => {
    const { authorization: written, Authorization = written } = vectors('rfc8292_vapid.json').request.headers;
    expect(readVapid(Authorization).claims).toMatchObject({ aud: 'https://push.example.net' });
    expect(() => readVapid(Authorization.replace('.eyJ', '.eyK'))).toThrow();
  });
});

const secretsOf = (it: MozillaCase) => ({
  privateKey: bytes(it.private_key.d),
  publicKey: bytes(it.public_key),
  auth: bytes(it.auth_secret),
});
