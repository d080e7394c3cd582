/**
 * What a sign-out does in the browser, with or without a connection: caches, what the app remembers, notifications and
 * the worker itself. Nothing but a mark that the server still has to be told outlives it.
 */
import { forgetEverything } from '../app/forget.ts';
import { paths } from '../paths.ts';

/** In localStorage while a sign-out could not be told; it names nobody. */
const owedMark = 'doorstep-sign-out-owed';

/** Takes everything of hers from this browser. Never throws: private windows have nothing to take. */
export async function leaveDevice(): Promise<void> {
  await forgetEverything().catch(() => undefined);
}

/** Ends the session that an earlier page could not end, once the server can be reached. */
export async function settleOwedSignOut(): Promise<void> {
  if (readMark() === null) return;
  const answer = await fetch(paths.signOut, { method: 'POST', redirect: 'manual' }).catch(() => null);
  if (answer !== null) localStorage.removeItem(owedMark);
}

/** Signs out by `form`; without a connection everything here goes at once, and the server is told later. */
export function signOutBy(form: HTMLFormElement, showOffline: () => void): void {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void leaveDevice().then(() => {
      if (navigator.onLine) return form.submit();
      localStorage.setItem(owedMark, '1');
      showOffline();
      addEventListener('online', () => void settleOwedSignOut().then(() => location.replace(paths.signedOut)), {
        once: true,
      });
    });
  });
}

function readMark(): string | null {
  try {
    return localStorage.getItem(owedMark);
  } catch {
    return null;
  }
}
