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

/** Gives up the place of a card that nobody has unveiled. */
export function withdraw(): void {
  const card = cardOf();
  if (card?.hasAttribute('data-awaits')) card.hidden = true;
}

/** By what the browser says at once: later, everything below would move. */
export function prepare(): void {
  if (!('PushManager' in window) || !('Notification' in window) || Notification.permission === 'denied') withdraw();
  else if (Notification.permission === 'granted') showStage('on');
}
