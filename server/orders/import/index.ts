export { convertOlist } from './convert.ts';
export { pastIn } from './history.ts';
export { type ImportProgress, importHistory } from './import.ts';
export { showProgress } from './progress.ts';
