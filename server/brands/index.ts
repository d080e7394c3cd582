export {
  type Brand,
  type BrandInput,
  findBrandByHost,
  getBrand,
  listBrands,
  listSettingsAt,
  putBrand,
} from './brand.ts';
export { type ProgrammeSettings, pointsMax } from './programme.ts';
export { brandRoutes } from './routes.ts';
export type {
  BrandSettings,
  ReferralSettings,
  SubscriptionSettings,
  SupportSettings,
  ThemeSettings,
} from './settings.ts';
export { brandTokens, type ThemeTokens, tokenNames } from './theme.ts';
