/** Product pictures, whose addresses are the shop's, all from our own origin. */
import { join } from 'node:path';
import type { Clock } from '../kit/clock.ts';
import type { Outbound } from '../kit/outbound.ts';
import type { Sealer } from '../kit/seal.ts';
import { createNames } from './names.ts';
import { createPictures } from './pictures.ts';
import { mediaRoutes } from './routes.ts';
import { createShelf } from './shelf.ts';

export interface Media {
  /** The path on our own origin that shows the picture at `imageUrl`; null when there is none that we would fetch. */
  picture(imageUrl: string | null): string | null;
  readonly routes: ReturnType<typeof mediaRoutes>;
}

const shelfMaxBytes = 500_000_000;

export const createMedia = (parts: {
  readonly sealer: Sealer;
  readonly outbound: Outbound;
  readonly dataDir: string;
  readonly clock: Clock;
}): Media => {
  const { sealer, outbound, dataDir, clock } = parts;
  const names = createNames(sealer.deriveKey('media'));
  const shelf = createShelf({ folder: join(dataDir, 'media'), maxBytes: shelfMaxBytes });
  return {
    picture(imageUrl) {
      if (imageUrl === null) return null;
      if (isOwnPath(imageUrl)) return imageUrl;
      const url = URL.parse(imageUrl);
      if (url === null) return null;
      url.hash = '';
      return outbound.checkTargetUrl(url.href) === null ? `/media/${names.nameOf(url.href)}` : null;
    },
    routes: mediaRoutes(names, createPictures({ outbound, shelf, clock })),
  };
};

const somewhere = 'https://own.invalid';

/** Read as a browser would: `//cdn.example/x.png` begins with a slash and leads elsewhere. */
const isOwnPath = (text: string): boolean => text.startsWith('/') && URL.parse(text, somewhere)?.origin === somewhere;
