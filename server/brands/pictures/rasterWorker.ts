/**
 * Draws in a thread of its own, in WebAssembly, so that no platform lacks a binary. Nothing is loaded from anywhere:
 * fonts are the ones beside this file, and links in a logo lead nowhere.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import type { DrawAnswer, DrawRequest } from './raster.ts';

const fontFiles = ['fraunces.ttf', 'instrument-sans.ttf', 'readex-pro-latin.ttf', 'readex-pro-arabic.ttf'];

const prepare = async (): Promise<Uint8Array[]> => {
  const wasm = createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm');
  await initWasm(await readFile(wasm));
  return Promise.all(fontFiles.map((file) => readFile(new URL(`../fonts/${file}`, import.meta.url))));
};

const fonts = prepare();

const draw = async ({ id, svg, width, as }: DrawRequest): Promise<DrawAnswer> => {
  try {
    const drawing = new Resvg(svg, {
      fitTo: { mode: 'width', value: width },
      font: { fontBuffers: await fonts, defaultFontFamily: 'Instrument Sans' },
    });
    const drawn = drawing.render();
    // A copy: what resvg gives out is its own memory.
    const bytes = Uint8Array.from(as === 'png' ? drawn.asPng() : drawn.pixels);
    const answer = { id, width: drawn.width, height: drawn.height, bytes };
    drawn.free();
    drawing.free();
    return answer;
  } catch (error) {
    return { id, fault: error instanceof Error ? error.message : String(error) };
  }
};

parentPort?.on('message', (wanted: DrawRequest) => {
  void draw(wanted).then((answer) => parentPort?.postMessage(answer));
});
