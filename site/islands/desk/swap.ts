/** The desk's live parts, with the cases that were not there before marked as new. */
import { swapParts } from '../../lib/live/swap.ts';

const caseOf = (row: Element) => row.getAttribute('data-case');

export function swapLive(fresh: Document): void {
  const known = new Set([...document.querySelectorAll('[data-case]')].map(caseOf));
  swapParts(fresh, (part) => {
    for (const row of part.querySelectorAll('[data-case]')) if (!known.has(caseOf(row))) row.classList.add('is-new');
  });
}
