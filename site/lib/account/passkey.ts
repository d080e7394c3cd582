/** The browser's half of passkeys. Loaded when somebody taps, for most never do. */
import {
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser';

async function post<Answer>(path: string, body: object): Promise<Answer> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return answer.json() as Promise<Answer>;
}

/** @returns where to go on, signed in. @throws when it was not to be */
export async function signInByPasskey(path: string, next: string): Promise<string> {
  const optionsJSON = await post<PublicKeyCredentialRequestOptionsJSON>(`${path}/options`, {});
  const response = await startAuthentication({ optionsJSON });
  return (await post<{ next: string }>(path, { response, next })).next;
}

/** Makes a passkey on this device and tells the server of it. @throws when it was not to be */
export async function makePasskey(path: string): Promise<void> {
  const optionsJSON = await post<PublicKeyCredentialCreationOptionsJSON>(`${path}/options`, {});
  const response = await startRegistration({ optionsJSON });
  await post(path, { response });
}
