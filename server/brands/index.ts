export { type Brand, type BrandInput, findBrandByHost, getBrand, listBrands, putBrand } from './brand.ts';
export type { BrandSettings, SupportSettings, ThemeSettings } from './settings.ts';
