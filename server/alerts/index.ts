export {
  type AlertJson,
  acknowledgementInput,
  alertShape,
  getAlertJson,
  listAlerts,
  resolutionInput,
} from './api.ts';
export { careOf } from './care.ts';
export { type Alert, findStanding, getAlertRow, hasStandingCase, subjectOf } from './cases.ts';
export {
  type AlertRowView,
  getAlert,
  listClosedAlerts,
  listEarlierAlerts,
  listEntries,
  listOpenAlerts,
} from './desk.ts';
export { escalateOverdueAlerts } from './escalate.ts';
export { alertStatuses } from './lifecycle.ts';
export { raiseAlert } from './raise.ts';
export { giveCaseToOwner, takeAnswerIntoCase } from './reactions.ts';
export { addShopperMessage, confirmResolution, reopenAlert } from './shopper.ts';
export { type Agent, acknowledgeAlert, replyToShopper, resolveAlert } from './support.ts';
export { standingAnswersOf } from './voices.ts';
