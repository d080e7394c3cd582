export { type Brand, type BrandInput, findBrandByHost, getBrand, listBrands, putBrand } from './brand.ts';
export { type BrandSettings, type SupportSettings, type ThemeSettings } from './settings.ts';
