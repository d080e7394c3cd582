export {
  checkCode,
  codeShape,
  decisionInput,
  referralQuery,
  referralShape,
  referralsJson,
  referrerJson,
  referrerShape,
} from './api.ts';
export { attributeOrder } from './attribution.ts';
export { ensureCode, isAnybodyReferring } from './codes.ts';
export { forgetReferrer } from './erasure.ts';
export { forgetInvitations, takeInvitation } from './invitation.ts';
export { readInvitation, readLanding, readReferPage } from './pages.ts';
export { endWithOrder, endWithRefund, followParcel, weighChangedOrder } from './progress.ts';
export { findReferral, listReferrals, promiseOf } from './queries.ts';
export { referralRoutes } from './routes.ts';
export { decideReferral, payDueReferrals } from './settlement.ts';
