export { findProducts, type Product } from './products.ts';
