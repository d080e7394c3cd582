export { convertOlist } from './convert.ts';
export { importHistory } from './import.ts';
export { showProgress } from './progress.ts';
