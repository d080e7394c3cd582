export { decisionsFor, promoDecision, promoDecisions } from './decision.ts';
export type { Decision } from './gate.ts';
export { casesHoldingBack, holdsForDesk, isSpared } from './held.ts';
export { endOf, holdsOfCustomer, isHeld, releaseEndedHolds, setHold } from './holds.ts';
export {
  decisionQuery,
  decisionShape,
  type PromoChannel,
  promoChannels,
  promoReasons,
  suppressionInput,
  suppressionShape,
} from './inputs.ts';
export { proposable } from './onPage.ts';
export { disturbs, quietUntil } from './quietHours.ts';
export { coolDownAfterResolution, holdAgainAfterReopening, holdForOwner, holdWhileUnhappy } from './reactions.ts';
export { liftSuppression, listSuppressions, putSuppression } from './suppressions.ts';
export { troublesOf } from './troubled.ts';
