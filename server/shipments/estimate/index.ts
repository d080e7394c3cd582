export type { Journey, Stage } from './journey.ts';
export type { Model } from './model.ts';
export { estimateArrival, outlook } from './predict.ts';
export {
  countLearnedFrom,
  estimateShipment,
  explainShipment,
  keepModel,
  listJourneys,
  refreshEstimates,
} from './store.ts';
export { trainModel } from './train.ts';
export { trainApart } from './trainApart.ts';
