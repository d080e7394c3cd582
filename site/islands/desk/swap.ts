/** Puts the live parts of a page that was read anew in the place of the old ones, without disturbing whoever works there. */

const partsOf = (page: Document) => page.querySelectorAll<HTMLElement>('[data-live]');
const caseOf = (row: Element) => row.getAttribute('data-case');

/** Swaps each `data-live` part that changed. A part in which text is selected waits for the next time. */
export function swapLive(fresh: Document): void {
  const known = new Set([...document.querySelectorAll('[data-case]')].map(caseOf));
  for (const part of partsOf(document)) {
    const next = fresh.querySelector<HTMLElement>(`[data-live="${part.dataset.live}"]`);
    if (!next || next.innerHTML === part.innerHTML || isSelected(part)) continue;
    const refocus = focusIn(part);
    const unfolded = [...part.querySelectorAll<HTMLElement>('details[open][data-kept]')];
    for (const { dataset } of unfolded) next.querySelector(`[data-kept="${dataset.kept}"]`)?.setAttribute('open', '');
    part.className = next.className;
    part.replaceChildren(...next.childNodes);
    for (const row of part.querySelectorAll('[data-case]')) if (!known.has(caseOf(row))) row.classList.add('is-new');
    refocus();
  }
  document.title = fresh.title;
}

/** Notes what has the focus in there; what it returns puts it on the same thing of the new content. */
function focusIn(part: HTMLElement): () => void {
  const { activeElement } = document;
  if (!(activeElement instanceof HTMLElement) || activeElement === part || !part.contains(activeElement)) {
    return () => {};
  }
  const href = activeElement.getAttribute('href');
  return () => {
    const same = href === null ? null : part.querySelector<HTMLElement>(`[href="${CSS.escape(href)}"]`);
    (same ?? part.querySelector<HTMLElement>('button, a, summary'))?.focus({ preventScroll: true });
  };
}

function isSelected(part: HTMLElement): boolean {
  const selection = document.getSelection();
  return selection !== null && !selection.isCollapsed && selection.containsNode(part, true);
}
