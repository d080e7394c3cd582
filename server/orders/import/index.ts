export { convertOlist } from './convert.ts';
export { type ImportSummary, importHistory } from './import.ts';
export { showProgress } from './progress.ts';
