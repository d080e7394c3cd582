/**
 * While a change waits for the shop, looks now and then whether it has answered, and shows the page anew when it has.
 * Never while somebody is in the middle of something, and not for ever.
 */
import { paths } from './paths.ts';

const everyMs = 8_000;
const timesMax = 40;

export function followChanges(): void {
  const room = document.querySelector<HTMLElement>('[data-subscriptions][data-waiting]');
  const link = room?.dataset.subscriptions;
  if (!room || link === undefined) return;
  const url = paths.api.subscriptions(link);
  let known: string | null = null;
  let times = 0;
  const look = async (): Promise<void> => {
    times += 1;
    if (document.visibilityState === 'visible') {
      const answer = await fetch(url, { credentials: 'same-origin' }).catch(() => null);
      const now = answer?.ok ? JSON.stringify((await answer.json()).subscriptions) : null;
      if (now !== null && known !== null && now !== known && room.querySelector('details[open]') === null) {
        // Without the word of the form that was sent before: that is told.
        location.replace(location.pathname);
        return;
      }
      known = now ?? known;
    }
    if (times < timesMax) setTimeout(look, everyMs);
  };
  void look();
}
