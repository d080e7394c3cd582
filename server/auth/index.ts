export { type ApiKeyIdentity, addApiKey, authenticateKey, revokeApiKey } from './apiKeys.ts';
export { createLinks, type Links } from './capability.ts';
export { type Scope, scopes } from './scopes.ts';
export {
  forgetEndedSessions,
  listSessions,
  needsTouch,
  openSession,
  revokeSession,
  revokeSessions,
  signOut,
  touchSession,
} from './sessions.ts';
export { findShopperSession, type ShopperSession } from './shoppers.ts';
export { createSignIn, forgetOldCodes, type SignIn, type SignInSubject } from './signIn.ts';
export {
  addStaff,
  disableStaff,
  findStaffByEmail,
  findStaffSession,
  type Role,
  type StaffMember,
  type StaffSession,
} from './staff.ts';
export { hashOfToken, newToken } from './tokens.ts';
export { createUnsubscribes, type Unsubscribes, type UnsubscribeTopic } from './unsubscribe.ts';
