/**
 * Shows where a page that changed under somebody's eyes has changed: a new scan comes in above the others, which make
 * room for it; a new headline rises; a date that slipped glides from the day that it replaces. Only `transform` and
 * `opacity` move, so nothing is laid out anew; where motion is unwanted there is none.
 */

/** As `--slow` and `--ease` in the styles. */
const timing = { duration: 300, easing: 'cubic-bezier(0.2, 0.7, 0.2, 1)' } as const;

const headlines = '.hero-title, .parcel-more-title, .scan-title';

interface Look {
  /** By what each scan says, where it stood, counted from the top of its part. */
  readonly rows: ReadonlyMap<string, number>;
  readonly headlines: readonly string[];
  readonly slip: string | null;
}

/** Notes how the live parts look. @returns shows what has become of a part since */
export function watchLook(): (part: HTMLElement) => void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return () => undefined;
  const before = new Map(
    [...document.querySelectorAll<HTMLElement>('[data-live]')].map((part) => [part, lookOf(part)]),
  );
  return (part) => {
    const look = before.get(part);
    if (!look) return;
    for (const row of rowsIn(part)) moveRow(part, row, look.rows.get(wordsOf(row)));
    for (const [at, headline] of headlinesIn(part).entries()) {
      if (headline.textContent !== look.headlines[at]) {
        move('changed headline', headline, { transform: 'translateY(0.35em)', opacity: 0.2 });
      }
    }
    moveDate(part, look.slip);
  };
}

const lookOf = (part: HTMLElement): Look => ({
  rows: new Map(rowsIn(part).map((row) => [wordsOf(row), topIn(part, row)])),
  headlines: headlinesIn(part).map(({ textContent }) => textContent ?? ''),
  slip: slipIn(part)?.textContent ?? null,
});

/** Those that are seen: what is folded away has no place. */
const rowsIn = (part: HTMLElement): readonly HTMLElement[] =>
  [...part.querySelectorAll<HTMLElement>('.way-event')].filter((row) => row.getClientRects().length > 0);
const headlinesIn = (part: HTMLElement): readonly HTMLElement[] =>
  part.matches(headlines) ? [part] : [...part.querySelectorAll<HTMLElement>(headlines)];
const slipIn = (part: HTMLElement): HTMLElement | null => part.querySelector('.slip');

const wordsOf = (row: HTMLElement): string =>
  `${row.querySelector('time')?.dateTime} ${row.querySelector('.way-title')?.textContent}`;

const topIn = (part: HTMLElement, row: HTMLElement): number =>
  row.getBoundingClientRect().top - part.getBoundingClientRect().top;

function moveRow(part: HTMLElement, row: HTMLElement, stoodAt: number | undefined): void {
  if (stoodAt === undefined) {
    move('new row', row, { transform: 'translateY(-0.75rem)', opacity: 0 });
    return;
  }
  const by = stoodAt - topIn(part, row);
  if (Math.abs(by) >= 1) move('moved row', row, { transform: `translateY(${by}px)` });
}

/** The new day comes from where the struck one stands, in whichever direction that is read. */
function moveDate(part: HTMLElement, before: string | null): void {
  const slip = slipIn(part);
  if (!slip || slip.textContent === before) return;
  const [struck, now] = [slip.querySelector('del'), slip.querySelector('strong')];
  if (!struck || !now) return;
  const [from, to] = [struck.getBoundingClientRect(), now.getBoundingClientRect()];
  const transform = `translate(${from.left - to.left}px, ${from.top - to.top}px)`;
  move('moved date', now, { transform, opacity: 0.2 });
}

const move = (id: string, element: HTMLElement, from: Keyframe): void => {
  element.animate([from, {}], { ...timing, id });
};
