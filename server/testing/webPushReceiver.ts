/**
 * The browser's side of web push: its keys, and how it opens what was sealed for them (RFC 8291 over RFC 8188). Written
 * from the RFCs and not with the library that seals, so that the two check each other.
 */
import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto';

export interface Receiver {
  /** As `PushSubscription.toJSON()` gives them. */
  readonly keys: { readonly p256dh: string; readonly auth: string };
  open(sealed: Buffer): string;
}

export const createReceiver = (): Receiver => {
  const curve = createECDH('prime256v1');
  const publicKey = curve.generateKeys();
  const auth = randomBytes(16);
  return {
    keys: { p256dh: publicKey.toString('base64url'), auth: auth.toString('base64url') },
    open: (sealed) => openSealed(sealed, { privateKey: curve.getPrivateKey(), publicKey, auth }).toString('utf8'),
  };
};

export interface ReceiverSecrets {
  readonly privateKey: Buffer;
  readonly publicKey: Buffer;
  readonly auth: Buffer;
}

const saltBytes = 16;
const pointBytes = 65;
const tagBytes = 16;

const derive = (secret: Buffer, salt: Buffer, info: Buffer, bytes: number): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, salt, info, bytes));
const label = (name: string): Buffer => Buffer.from(`${name}\0`);

/** @throws Error for what was not sealed for these secrets, or is cut or malformed */
export const openSealed = (sealed: Buffer, { privateKey, publicKey, auth }: ReceiverSecrets): Buffer => {
  const salt = sealed.subarray(0, saltBytes);
  const recordBytes = sealed.readUInt32BE(saltBytes);
  const senderBytes = sealed.readUInt8(saltBytes + 4);
  if (senderBytes !== pointBytes) throw new Error('the sender’s key is no uncompressed point');
  const bodyAt = saltBytes + 5 + senderBytes;
  const sender = sealed.subarray(saltBytes + 5, bodyAt);
  if (recordBytes <= tagBytes + 1) throw new Error('the records are too small');

  const curve = createECDH('prime256v1');
  curve.setPrivateKey(privateKey);
  const shared = curve.computeSecret(sender);
  const ikm = derive(shared, auth, Buffer.concat([label('WebPush: info'), publicKey, sender]), 32);
  const key = derive(ikm, salt, label('Content-Encoding: aes128gcm'), 16);
  const baseNonce = derive(ikm, salt, label('Content-Encoding: nonce'), 12);

  const plain: Buffer[] = [];
  for (let at = bodyAt, index = 0; at < sealed.length; at += recordBytes, index += 1) {
    const record = sealed.subarray(at, at + recordBytes);
    const isLast = at + recordBytes >= sealed.length;
    plain.push(openRecord(record, key, nonceOf(baseNonce, index), isLast));
  }
  if (plain.length === 0) throw new Error('there is no record');
  return Buffer.concat(plain);
};

const nonceOf = (base: Buffer, index: number): Buffer => {
  const nonce = Buffer.from(base);
  nonce.writeUInt32BE((nonce.readUInt32BE(8) ^ index) >>> 0, 8);
  return nonce;
};

const openRecord = (record: Buffer, key: Buffer, nonce: Buffer, isLast: boolean): Buffer => {
  const decipher = createDecipheriv('aes-128-gcm', key, nonce, { authTagLength: tagBytes });
  decipher.setAuthTag(record.subarray(-tagBytes));
  const padded = Buffer.concat([decipher.update(record.subarray(0, -tagBytes)), decipher.final()]);
  const end = padded.findLastIndex((byte) => byte !== 0);
  if (end === -1 || padded[end] !== (isLast ? 2 : 1)) throw new Error('the padding is wrong');
  return padded.subarray(0, end);
};

export interface Vapid {
  readonly publicKey: string;
  readonly token: string;
  readonly claims: { readonly aud: string; readonly exp: number; readonly sub: string };
}

/** Reads `Authorization: vapid t=…, k=…` (RFC 8292). @throws Error when the signature is not of that key */
export const readVapid = (authorization: string): Vapid => {
  const [, token = '', publicKey = ''] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(authorization) ?? [];
  const [header = '', claims = '', signature = ''] = token.split('.');
  const point = Buffer.from(publicKey, 'base64url');
  const key = createPublicKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    },
  });
  const genuine = verify(
    'sha256',
    Buffer.from(`${header}.${claims}`),
    { key, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  if (!genuine) throw new Error('the token was not signed with that key');
  return { publicKey, token, claims: JSON.parse(Buffer.from(claims, 'base64url').toString()) };
};
