export { checkCode, codeShape, decisionInput, referralQuery, referralShape, referralsJson } from './api.ts';
export { attributeOrder } from './attribution.ts';
export { ensureCode } from './codes.ts';
export { forgetInvitations, takeInvitation } from './invitation.ts';
export { readInvitation, readLanding, readReferPage } from './pages.ts';
export { endWithOrder, endWithRefund, followParcel } from './progress.ts';
export { findReferral, listReferrals, promiseOf } from './queries.ts';
export { referralRoutes } from './routes.ts';
export { decideReferral, payDueReferrals } from './settlement.ts';
