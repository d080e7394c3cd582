/**
 * Which bytes are a picture that we hand on. Only raster formats are: SVG and HTML can hold scripts and links, and
 * whatever the sender calls its bytes, they are served as what they begin like.
 */
export type PictureType = 'image/jpeg' | 'image/png' | 'image/gif' | 'image/webp' | 'image/avif';

/** What senders call them; `image/jpg` is no registered type and common all the same. */
const names: ReadonlySet<string> = new Set<PictureType | 'image/jpg'>([
  'image/jpeg',
  'image/jpg',
  'image/png',
  'image/gif',
  'image/webp',
  'image/avif',
]);

/** What to ask a server for, best first. */
export const acceptedPictures = 'image/avif,image/webp,image/png,image/jpeg,image/gif';

export const isCalledPicture = (contentType: string | undefined): boolean =>
  names.has(contentType?.split(';')[0]?.trim().toLowerCase() ?? '');

/** The type by the first bytes (https://mimesniff.spec.whatwg.org/#image-type-pattern-matching-algorithm; AVIF §4). */
export const pictureTypeOf = (bytes: Buffer): PictureType | null => {
  const ascii = (from: number, to: number): string => bytes.toString('latin1', from, to);
  if (ascii(0, 3) === '\xff\xd8\xff') return 'image/jpeg';
  if (ascii(0, 8) === '\x89PNG\r\n\x1a\n') return 'image/png';
  if (ascii(0, 6) === 'GIF87a' || ascii(0, 6) === 'GIF89a') return 'image/gif';
  if (ascii(0, 4) === 'RIFF' && ascii(8, 14) === 'WEBPVP') return 'image/webp';
  return ascii(4, 8) === 'ftyp' && brandsOf(bytes).some((brand) => brand === 'avif' || brand === 'avis')
    ? 'image/avif'
    : null;
};

/** The brands of an ISO base media file: the major one, then those it is compatible with. */
const brandsOf = (bytes: Buffer): string[] => {
  const end = Math.min(bytes.readUInt32BE(0), bytes.length, 256);
  const brands = [bytes.toString('latin1', 8, 12)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(bytes.toString('latin1', at, at + 4));
  return brands;
};
