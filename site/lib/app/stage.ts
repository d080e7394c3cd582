/** What the card that offers news shows; here, because the page decides on it before anything else of the app is loaded. */

export type Stage = 'ask' | 'on' | 'denied' | 'failed';

const cardOf = (): HTMLElement | null => document.getElementById('tell');

export function showStage(stage: Stage): void {
  const card = cardOf();
  for (const part of card?.querySelectorAll<HTMLElement>('[data-stage]') ?? []) {
    part.hidden = !(part.dataset.stage ?? '').split(' ').includes(stage);
  }
}

/** Makes the card visible, where its place was kept. */
export function unveil(): void {
  cardOf()?.removeAttribute('data-awaits');
}

/** Whether the card was tapped before anything answered it; said once. */
export function takeEarlyTap(): boolean {
  const card = cardOf();
  const was = card?.hasAttribute('data-tapped') ?? false;
  card?.removeAttribute('data-tapped');
  return was;
}

/** Gives up the place of a card that nobody has unveiled. */
export function withdraw(): void {
  const card = cardOf();
  if (card?.hasAttribute('data-awaits')) card.hidden = true;
}

/**
 * By what the browser says at once: later, everything below would move.
 * @param hurry called when the card is tapped before anything answers it; `takeEarlyTap` tells of it
 */
export function prepare(hurry: () => void): void {
  cardOf()?.addEventListener('click', ({ target }) => {
    const card = cardOf();
    if (!card?.hasAttribute('data-awaits') || !(target as Element).closest('button')) return;
    card.dataset.tapped = '';
    hurry();
  });
  if (!('PushManager' in window) || !('Notification' in window) || Notification.permission === 'denied') withdraw();
  else if (Notification.permission === 'granted') showStage('on');
}
