export { type ProductInput, productInput } from './inputs.ts';
export { findProducts, listProducts, listSwappable, type Product, putProduct } from './products.ts';
