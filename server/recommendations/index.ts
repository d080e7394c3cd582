export { countBaskets, noteBasket } from './baskets.ts';
export { recommend } from './recommend.ts';
