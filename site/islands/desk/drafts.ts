/**
 * Keeps what is typed into a reply, in this tab only, until it has been sent: a session that ends meanwhile sends the
 * agent to the sign-in page, and nobody should write an answer twice.
 */
const prefix = 'desk-draft:';

export function keepDrafts(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-draft]');
  const field = form?.querySelector('textarea');
  if (form && field) {
    const key = prefix + (form.dataset.draft ?? '');
    const kept = sessionStorage.getItem(key);
    if (kept !== null && kept !== '') {
      if (wasSent(kept)) sessionStorage.removeItem(key);
      else if (field.value === '') field.value = kept;
    }
    field.addEventListener('input', () => sessionStorage.setItem(key, field.value));
  }
  document.querySelector('form[data-sign-out]')?.addEventListener('submit', forgetDrafts);
}

/** It stands in the timeline. */
const wasSent = (text: string): boolean =>
  [...document.querySelectorAll('.entry-reply .entry-text')].some((said) => said.textContent?.trim() === text.trim());

function forgetDrafts(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key);
}
