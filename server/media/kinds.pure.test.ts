import { expect, test } from 'vitest';
import { isCalledPicture, pictureTypeOf } from './kinds.ts';

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');

test.each([
  ['image/jpeg', '\xff\xd8\xff\xe0\x00\x10JFIF'],
  ['image/png', '\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR'],
  ['image/gif', 'GIF87a'],
  ['image/gif', 'GIF89a'],
  ['image/webp', 'RIFF\x24\x00\x00\x00WEBPVP8 '],
  ['image/avif', '\x00\x00\x00\x1cftypavif\x00\x00\x00\x00mif1miaf'],
  ['image/avif', '\x00\x00\x00\x1cftypmif1\x00\x00\x00\x00mif1avif'],
])('ok: %s', (type, text) => {
  expect(pictureTypeOf(bytes(text))).toBe(type);
});

test.each([
  '',
  '\xff\xd8',
  '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
  '<!doctype html>',
  '\x89PNG',
  'RIFF\x24\x00\x00\x00WAVEfmt ',
  '\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00isommp42',
  // `avif` comes after the end of the list of brands.
  '\x00\x00\x00\x14ftypmif1\x00\x00\x00\x00mif1avif',
  '\x00\x00\x00\x00ftyp',
])('S18 refuses %j', (text) => {
  expect(pictureTypeOf(bytes(text))).toBeNull();
});

test('ok: called a picture with parameters, in capitals', () => {
  for (const type of ['image/png', 'IMAGE/JPEG', 'image/webp; charset=binary', 'image/jpg']) {
    expect(isCalledPicture(type)).toBe(true);
  }
});

test('S18 refuses what is called otherwise', () => {
  for (const type of [undefined, '', 'image/svg+xml', 'text/html', 'image/*', 'application/octet-stream']) {
    expect(isCalledPicture(type)).toBe(false);
  }
});
