/**
 * What a sign-out does in the browser, with or without a connection: caches, what the app remembers, notifications and
 * the worker itself. Nothing but a mark that the server still has to be told outlives it.
 */
import { forgetEverything } from '../app/forget.ts';
import { paths } from '../paths.ts';

/** In localStorage while a sign-out could not be told; it names nobody. */
const owedMark = 'doorstep-sign-out-owed';

/** Nobody is kept waiting for longer by another tab that holds on to what is taken away; it goes on behind. */
const patienceMs = 3_000;

/** Takes everything of hers from this browser. Never throws: private windows have nothing to take. */
export async function leaveDevice(): Promise<void> {
  const patience = new Promise<void>((resolve) => setTimeout(resolve, patienceMs));
  await Promise.race([forgetEverything().catch(() => undefined), patience]);
}

/** Ends the session that an earlier page could not end, once the server can be reached. */
export async function settleOwedSignOut(): Promise<void> {
  if (readMark() === null) return;
  if (await endSession()) localStorage.removeItem(owedMark);
}

/** @returns whether the server has heard it */
const endSession = (): Promise<boolean> =>
  fetch(paths.signOut, { method: 'POST', redirect: 'manual', keepalive: true }).then(
    // Where it leads is not followed: that it leads on says that the session is over.
    ({ type }) => type === 'opaqueredirect',
    () => false,
  );

/**
 * Signs out by `form`. The server is told first and goes on hearing it when the page is left, so that however long it
 * takes to empty this browser, the session is over. Without a connection everything here goes at once, and the server
 * is told later.
 */
export function signOutBy(form: HTMLFormElement, showOffline: () => void): void {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const told = navigator.onLine ? endSession() : Promise.resolve(false);
    void Promise.all([told, leaveDevice()]).then(([isTold]) => {
      if (isTold) return location.replace(paths.signedOut);
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
