export { createMedia, type Media } from './media.ts';
