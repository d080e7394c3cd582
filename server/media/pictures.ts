/**
 * Pictures by their address: from the shelf, or else fetched. However many ask for one picture at a time, its host is
 * asked once, and a host that just failed is left alone for a minute.
 */
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { after, type Clock, days, minutes } from '../kit/clock.ts';
import type { Outbound } from '../kit/outbound.ts';
import { acceptedPictures, isCalledPicture, type PictureType, pictureTypeOf } from './kinds.ts';
import type { Shelf } from './shelf.ts';
import { createTurns } from './turns.ts';

export interface Picture {
  readonly type: PictureType;
  readonly bytes: Buffer;
}

/** Null for what is no picture, is too large, or cannot be had now. */
export type FindPicture = (url: string) => Promise<Picture | null>;

export const pictureMaxBytes = 3_000_000;
const timeoutMs = 10_000;
/** Picture hosts redirect to another size or a nearer server; longer chains are mistakes. */
const redirectsMax = 2;
/** After that it is fetched again, for shops exchange pictures under one address. */
const freshMs = days(30);
const failureMs = minutes(1);

export const createPictures = (parts: {
  readonly outbound: Pick<Outbound, 'get'>;
  readonly shelf: Shelf;
  readonly clock: Clock;
}): FindPicture => {
  const { outbound, shelf, clock } = parts;
  const underWay = new Map<string, Promise<Picture | null>>();
  const failedAt = new LRUCache<string, Date>({ max: 5_000 });
  const inTurn = createTurns({ atOnce: 6, waitingMax: 60 });

  const fetchAnew = async (name: string, url: string): Promise<Picture | null> => {
    const failed = failedAt.get(name);
    if (failed && clock() < after(failed, failureMs)) return null;
    const fetched = await inTurn(() => fetchPicture(outbound, url));
    if (fetched === 'busy') return null;
    if (fetched === null) failedAt.set(name, clock());
    else await shelf.put(name, fetched.bytes, clock());
    return fetched;
  };

  const find = async (name: string, url: string): Promise<Picture | null> => {
    const kept = await shelf.find(name);
    const keptPicture = kept && pictureOf(kept.bytes);
    if (kept && keptPicture && clock() < after(kept.keptAt, freshMs)) return keptPicture;
    return (await fetchAnew(name, url)) ?? keptPicture;
  };

  return (url) => {
    const name = createHash('sha256').update(url).digest('hex');
    const known = underWay.get(name);
    if (known !== undefined) return known;
    const found = find(name, url).finally(() => underWay.delete(name));
    underWay.set(name, found);
    return found;
  };
};

const fetchPicture = async (outbound: Pick<Outbound, 'get'>, url: string): Promise<Picture | null> => {
  const answer = await outbound.get(url, {
    headers: { accept: acceptedPictures, 'accept-encoding': 'identity', 'user-agent': 'Doorstep' },
    maxBytes: pictureMaxBytes,
    redirectsMax,
    timeoutMs,
  });
  if ('failure' in answer || answer.status !== 200) return null;
  return isCalledPicture(answer.headers['content-type']) ? pictureOf(answer.body) : null;
};

const pictureOf = (bytes: Buffer): Picture | null => {
  const type = pictureTypeOf(bytes);
  return type && { type, bytes };
};
