/**
 * What of a logo stands for it in one colour. Of most it is the outline; a logo with a ground of its own would be a
 * plain tile, so there it is what stands out from the ground, and where nothing does, nothing of it.
 */
import type { Pixels } from './raster.ts';

export type Shape =
  | { readonly kind: 'outline' }
  /** What is lighter than `lightest` or darker than `darkest`, and whole from `reach` further on; all from 0 to 1. */
  | { readonly kind: 'contrast'; readonly darkest: number; readonly lightest: number; readonly reach: number }
  | { readonly kind: 'none' };

/** How wide a logo is drawn to be looked at. */
export const lookedAtWidth = 64;

const solidAlpha = 250;
/** How much of its own box a logo fills: a disc does by 0.785, a heart or a letter by less. */
const groundPartMin = 0.75;
/** From here on the box itself is all that one sees. */
const tilePartMin = 0.9;
/** Past the softened edge of the outline. */
const rimDepth = 2;
/** Of gradients and soft edges in the ground. */
const tolerance = 0.04;
/** What a sign differs from its ground by at least, and how much of it there is. */
const contrastMin = 0.15;
const signPart = { min: 0.015, max: 0.85 } as const;

export const shapeOf = ({ width, height, rgba }: Pixels): Shape => {
  const isSolid = (x: number, y: number): boolean => (rgba[4 * (y * width + x) + 3] ?? 0) >= solidAlpha;
  const luminanceAt = (x: number, y: number): number => {
    const at = 4 * (y * width + x);
    return (0.2126 * (rgba[at] ?? 0) + 0.7152 * (rgba[at + 1] ?? 0) + 0.0722 * (rgba[at + 2] ?? 0)) / 255;
  };

  const rim: number[] = [];
  const all: number[] = [];
  let [left, right, top, bottom] = [width, -1, height, -1];
  for (let y = 0; y < height; y += 1) {
    const row: number[] = [];
    for (let x = 0; x < width; x += 1) if (isSolid(x, y)) row.push(x);
    const [first, last] = [row[0], row.at(-1)];
    if (first === undefined || last === undefined) continue;
    [left, right] = [Math.min(left, first), Math.max(right, last)];
    [top, bottom] = [Math.min(top, y), y];
    for (const x of row) all.push(luminanceAt(x, y));
    for (const x of [first + rimDepth, last - rimDepth]) if (isSolid(x, y)) rim.push(luminanceAt(x, y));
  }
  if (all.length === 0) return { kind: 'none' };
  const part = all.length / ((right - left + 1) * (bottom - top + 1));
  if (part < groundPartMin) return { kind: 'outline' };

  const darkest = quantile(rim, 0.05) - tolerance;
  const lightest = quantile(rim, 0.95) + tolerance;
  const sign = all
    .map((luminance) => Math.max(luminance - lightest, darkest - luminance))
    .filter((distance) => distance >= contrastMin);
  const isSign = sign.length >= signPart.min * all.length && sign.length <= signPart.max * all.length;
  if (isSign) return { kind: 'contrast', darkest, lightest, reach: quantile(sign, 0.8) };
  return part < tilePartMin ? { kind: 'outline' } : { kind: 'none' };
};

const quantile = (values: readonly number[], part: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(part * (values.length - 1))] ?? 0;
