export { toldByNumber } from './fillIn.ts';
export { type Candidate, recognise, recogniseSurely, trackingLink } from './recognise.ts';
