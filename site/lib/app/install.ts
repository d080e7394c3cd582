/**
 * Offers the home screen after a moment of value, in the way that this browser knows: Chromium's own prompt, the steps
 * on iOS, and inside another app the way out of it. Declined once, it is not offered again for two months.
 */
import { readSetting, writeSetting } from './device.ts';
import type { InstallOffer } from './start.ts';

export type Ground = 'installed' | 'elsewhere' | 'ios' | 'other';

const declinedForMs = 60 * 86_400_000;

/** Browsers inside other apps, which can neither install nor push. iOS' web views name no Safari. */
const inApps =
  /FBAN|FBAV|FB_IAB|Instagram|\bLine\/|TikTok|musical_ly|Bytedance|Snapchat|Pinterest|LinkedInApp|GSA\/|; wv\)/;

/** What the page runs in, by what the browser says of itself. */
export function groundOf(browser: {
  readonly userAgent: string;
  readonly platform: string;
  readonly maxTouchPoints: number;
  readonly standalone: boolean;
}): Ground {
  const { userAgent, platform, maxTouchPoints } = browser;
  if (browser.standalone) return 'installed';
  // An iPad says that it is a Mac; no Mac has a touch screen.
  const isIos = /iPhone|iPad|iPod/.test(userAgent) || (platform === 'MacIntel' && maxTouchPoints > 1);
  if (inApps.test(userAgent) || (isIos && !/Safari\//.test(userAgent))) return 'elsewhere';
  return isIos ? 'ios' : 'other';
}

const groundHere = (): Ground =>
  groundOf({
    userAgent: navigator.userAgent,
    platform: navigator.platform,
    maxTouchPoints: navigator.maxTouchPoints,
    standalone:
      matchMedia('(display-mode: standalone)').matches || ('standalone' in navigator && navigator.standalone === true),
  });

/** A moment of value may come twice on one page; the offer is made once. */
let isOffered = false;

export async function offerInstall(
  hearOffer: (listener: (offer: InstallOffer) => void) => void,
  when: 'now' | 'quietly',
): Promise<void> {
  const card = document.getElementById('install');
  const ground = groundHere();
  if (!card || isOffered || ground === 'installed') return;
  isOffered = true;
  if (Date.now() - ((await readSetting('installDeclinedAt')) ?? 0) < declinedForMs) return;
  const show = (way: string) => {
    for (const part of card.querySelectorAll<HTMLElement>('[data-way]')) part.hidden = part.dataset.way !== way;
    if (when === 'now') card.hidden = false;
    else unhideUnseen(card);
  };
  for (const later of card.querySelectorAll('[data-do=later]')) {
    later.addEventListener('click', () => {
      card.hidden = true;
      void writeSetting('installDeclinedAt', Date.now());
    });
  }
  if (ground !== 'other') {
    show(ground);
    copyLink(card);
    return;
  }
  hearOffer((offer) => {
    show('prompt');
    card.querySelector('[data-do=install]')?.addEventListener(
      'click',
      () => {
        card.hidden = true;
        // Answered there, or dismissed: Chromium asks once, and then not for long.
        void offer.prompt().catch(() => undefined);
      },
      { once: true },
    );
  });
  addEventListener('appinstalled', () => {
    card.hidden = true;
  });
}

/** Where showing it moves nothing that is being read: below the fold, or right after a touch. */
function unhideUnseen(card: HTMLElement): void {
  const watching = new AbortController();
  const show = () => {
    watching.abort();
    card.hidden = false;
  };
  const look = () => {
    const place = card.parentElement?.getBoundingClientRect();
    if (!place || place.bottom > innerHeight) show();
  };
  const options = { passive: true, signal: watching.signal };
  addEventListener('scroll', look, options);
  addEventListener('pointerup', show, options);
  look();
}

function copyLink(card: HTMLElement): void {
  const button = card.querySelector<HTMLButtonElement>('[data-do=copy]');
  button?.addEventListener('click', () => {
    void navigator.clipboard.writeText(location.href.split('#')[0] ?? '').then(() => {
      button.textContent = button.dataset.done ?? '';
    });
  });
}
