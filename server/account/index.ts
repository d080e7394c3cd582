export { eraseCustomer, type Remember } from './erase.ts';
export { type ErasureMemory, openErasureMemory, reapplyErasures } from './erasures.ts';
export { exportCustomer } from './export.ts';
export { accountRoutes } from './routes.ts';
export { readSettings } from './settings.ts';
export { findShopperByEmail } from './subjects.ts';
