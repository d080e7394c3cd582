export { checkBooks, type Violation } from './check.ts';
export { historyMax, placeShape, readHistory } from './history.ts';
export {
  pointsInput,
  redemptionInput,
  rewardCodesInput,
  rewardInput,
  settlementInput,
} from './inputs.ts';
export { type LoyaltyJob, loyaltyJobs } from './jobs.ts';
export {
  adjustPoints,
  earnByRule,
  earnPoints,
} from './ledger.ts';
export { rewardRoutes } from './portalRoutes.ts';
export { listOrderIds, readGlance, readRewardsPage } from './queries.ts';
export {
  earnForJoining,
  earnForPlacedOrder,
  earnForReview,
  earnForSharing,
  followCancelledOrder,
  followChangedOrder,
  followRefund,
  followScan,
  followShipment,
  noteUsedCodes,
  pauseAsLongAsHeld,
  pauseWhileHeld,
  resumeAfterHold,
} from './reactions.ts';
export { readAccount } from './reading.ts';
export {
  type CodeSealer,
  confirmRedemption,
  expireHeld,
  getRedemption,
  promised,
  type Redemption,
  redeemPoints,
  redeemReward,
  releaseRedemption,
} from './redemptions.ts';
export { endReferral, payReferral, pendReferral } from './referralPoints.ts';
export {
  addRewardCodes,
  codePurpose,
  dropFreeCodes,
  getReward,
  type Pool,
  pageOfRewards,
  poolsOf,
  putReward,
  type Reward,
} from './rewards.ts';
