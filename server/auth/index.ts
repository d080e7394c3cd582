export { type ApiKeyIdentity, addApiKey, authenticateKey, revokeApiKey } from './apiKeys.ts';
export { createLinks, type Links } from './capability.ts';
export { type Scope, scopes } from './scopes.ts';
export {
  forgetEndedSessions,
  needsTouch,
  signOut,
  touchSession,
} from './sessions.ts';
export { createSignIn, forgetOldCodes, type SignIn } from './signIn.ts';
export {
  addStaff,
  disableStaff,
  findStaffByEmail,
  findStaffSession,
  type Role,
  type StaffMember,
  type StaffSession,
} from './staff.ts';
