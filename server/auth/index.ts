export { type ApiKeyIdentity, addApiKey, authenticateKey, revokeApiKey } from './apiKeys.ts';
export { createLinks, type Links, type LinkTarget } from './capability.ts';
export { type Scope, scopes } from './scopes.ts';
export {
  type Audience,
  forgetEndedSessions,
  listSessions,
  needsTouch,
  revokeSession,
  type Session,
  signOut,
  touchSession,
} from './sessions.ts';
export { type CodeToSend, createSignIn, forgetOldCodes, type Redemption, type SignIn } from './signIn.ts';
export {
  addStaff,
  disableStaff,
  findStaffByEmail,
  findStaffSession,
  type Role,
  roles,
  type StaffMember,
  type StaffSession,
} from './staff.ts';
