/** What a script adds to the sign-in: six digits send themselves, and a passkey can stand in for them. */

export function openDoor(): void {
  const form = document.getElementById('code-form');
  const field = document.getElementById('code');
  if (form instanceof HTMLFormElement && field instanceof HTMLInputElement) sendWhenWhole(form, field);
  const place = document.getElementById('passkey');
  if (!place) return;
  delete place.dataset.awaits;
  if ('PublicKeyCredential' in window) offerPasskey(place);
}

/** Any digits that people type, as the server reads them: Latin, Arabic, Persian. */
const sixDigits = /^\s*(?:\p{Nd}[\s-]*){6}$/u;

/** For so long a second tap is taken for impatience; after it, for somebody whose first try got lost. */
const patienceMs = 20_000;

/**
 * Digits open once: of a second sending the first one's answer, with the session in it, would be thrown away by the
 * browser, and the second be refused as used. So whatever sends the form first is all that sends it.
 */
function sendWhenWhole(form: HTMLFormElement, field: HTMLInputElement): void {
  let sent: { readonly code: string; readonly at: number } | null = null;
  const isUnderWay = () => sent?.code === field.value && performance.now() - sent.at < patienceMs;
  form.addEventListener('submit', (event) => {
    if (isUnderWay()) event.preventDefault();
    else sent = { code: field.value, at: performance.now() };
  });
  const send = () => {
    if (sixDigits.test(field.value) && field.value !== sent?.code) form.requestSubmit();
  };
  field.addEventListener('input', send);
  // Come back to, the page is as it was left, and nothing is under way any more.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) sent = null;
  });
  // The keyboard may have known them before this script was here.
  send();
}

function offerPasskey(place: HTMLElement): void {
  place.hidden = false;
  const fault = document.getElementById('passkey-fault');
  document.getElementById('passkey-button')?.addEventListener('click', () => {
    if (fault) fault.hidden = true;
    const { signIn = '', next = '' } = place.dataset;
    import('./passkey.ts')
      .then(({ signInByPasskey }) => signInByPasskey(signIn, next))
      .then((to) => location.assign(to))
      .catch(() => {
        if (fault) fault.hidden = false;
      });
  });
}

/** Shows the button that makes a passkey where the browser can, and leads back with a word for what came of it. */
export function offerToMakePasskey(): void {
  const button = document.getElementById('make-passkey');
  if (!button || !('PublicKeyCredential' in window)) return;
  button.hidden = false;
  const { path = '', done = '', fault = '' } = button.dataset;
  button.addEventListener('click', () => {
    import('./passkey.ts')
      .then(({ makePasskey }) => makePasskey(path))
      .then(
        () => location.assign(done),
        () => location.assign(fault),
      );
  });
}
