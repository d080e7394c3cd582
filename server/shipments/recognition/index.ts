export { toldByNumber } from './fillIn.ts';
export { recognise, recogniseSurely, trackingLink } from './recognise.ts';
