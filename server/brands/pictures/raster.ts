/**
 * SVG to PNG, in WebAssembly, so that no platform lacks a binary. Nothing is loaded from anywhere: fonts are the ones
 * beside this file, links in a logo lead nowhere, and a picture is drawn once and kept.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { LRUCache } from 'lru-cache';
import { fingerprint } from '../../kit/fingerprint.ts';

const fontFiles = ['fraunces.ttf', 'instrument-sans.ttf', 'readex-pro-latin.ttf', 'readex-pro-arabic.ttf'];
const kept = new LRUCache<string, Buffer>({ maxSize: 16_000_000, sizeCalculation: (png) => png.length });

let ready: Promise<Uint8Array[]> | null = null;

const prepare = async (): Promise<Uint8Array[]> => {
  const wasm = createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm');
  await initWasm(await readFile(wasm));
  return Promise.all(fontFiles.map((file) => readFile(new URL(`../fonts/${file}`, import.meta.url))));
};

/** @param width in pixels; the height follows. @throws what resvg throws for something that is no SVG */
export const rasterise = async (svg: string, width: number): Promise<Buffer> => {
  const key = fingerprint(svg, String(width));
  const known = kept.get(key);
  if (known !== undefined) return known;
  ready ??= prepare();
  const fontBuffers = await ready;
  const drawing = new Resvg(svg, {
    fitTo: { mode: 'width', value: width },
    font: { fontBuffers, defaultFontFamily: 'Instrument Sans' },
  });
  const png = Buffer.from(drawing.render().asPng());
  drawing.free();
  kept.set(key, png);
  return png;
};
