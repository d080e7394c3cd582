/** Offers the time zone of this device beside the choice of zones: one tap chooses it, and nothing is chosen without. */
export function offerZoneHere(): void {
  const select = document.querySelector<HTMLSelectElement>('#timeZone');
  const offer = document.querySelector<HTMLButtonElement>('[data-zone-here]');
  const name = offer?.querySelector('bdi');
  if (!select || !offer || !name) return;
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const option = [...select.options].find(({ value }) => value !== '' && asBrowserSays(value) === here);
  if (!option || option.selected) return;
  name.textContent = option.label;
  offer.hidden = false;
  offer.addEventListener('click', () => {
    option.selected = true;
    offer.hidden = true;
    select.focus();
  });
}

/** One zone has several names, and browsers do not agree on which is the newest. */
const asBrowserSays = (timeZone: string): string | null => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
};
