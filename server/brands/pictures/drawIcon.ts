/** An icon as PNG, whatever the logo is: what cannot be drawn, or says nothing in one colour, is a letter instead. */
import { LRUCache } from 'lru-cache';
import { fingerprint } from '../../kit/fingerprint.ts';
import { type IconPurpose, type IconSource, iconSvg, logoOf } from './icon.ts';
import { pixelsOf, rasterise } from './raster.ts';
import { lookedAtWidth, type Shape, shapeOf } from './shape.ts';

const shapes = new LRUCache<string, Shape>({ max: 500 });

/** @param width in pixels */
export const drawIcon = async (source: IconSource, purpose: IconPurpose, width: number): Promise<Buffer> => {
  try {
    const shape = purpose === 'monochrome' ? await lookAt(logoOf(source)) : undefined;
    return await rasterise(iconSvg(source, purpose, shape), width);
  } catch {
    // A logo that is no SVG after all.
    return rasterise(iconSvg({ ...source, logoSvg: null }, purpose), width);
  }
};

const lookAt = async (logoSvg: string | null): Promise<Shape | undefined> => {
  if (logoSvg === null) return undefined;
  const key = fingerprint(logoSvg);
  const shape = shapes.get(key) ?? shapeOf(await pixelsOf(logoSvg, lookedAtWidth));
  shapes.set(key, shape);
  return shape;
};
