export { type Explanation, explain } from './explain.ts';
export { type Journey, type Stage, stages } from './journey.ts';
export { type Model, modelVersion } from './model.ts';
export { estimateArrival, type OurEstimate, outlook } from './predict.ts';
export { estimateShipment, findModel, keepModel, listJourneys, refreshEstimates } from './store.ts';
export { rowsMin, trainModel } from './train.ts';
