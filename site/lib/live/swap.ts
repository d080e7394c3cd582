/**
 * Puts the live parts of a page that was read anew in the place of the old ones, without disturbing whoever works there:
 * what is typed, focused, unfolded or selected stays as it is.
 */

/** Swaps each `data-live` part that changed and calls `changed` with it. A part that is in use waits for the next time. */
export function swapParts(fresh: Document, changed: (part: HTMLElement) => void = () => undefined): void {
  for (const part of document.querySelectorAll<HTMLElement>('[data-live]')) {
    const next = fresh.querySelector<HTMLElement>(`[data-live="${CSS.escape(part.dataset.live ?? '')}"]`);
    if (!next || isSame(part, next) || isInUse(part)) continue;
    const refocus = focusIn(part);
    const unfolded = [...part.querySelectorAll<HTMLElement>('details[open][data-kept]')];
    for (const { dataset } of unfolded) next.querySelector(`[data-kept="${dataset.kept}"]`)?.setAttribute('open', '');
    copyAttributes(part, next);
    if (part.dataset.motion === undefined) part.replaceChildren(...next.childNodes);
    else replaceInside(part, next);
    changed(part);
    refocus();
  }
  for (const frame of document.querySelectorAll<HTMLElement>('[data-frame]')) {
    const next = fresh.querySelector<HTMLElement>(`[data-frame="${CSS.escape(frame.dataset.frame ?? '')}"]`);
    if (next) copyAttributes(frame, next);
  }
  if (document.title !== fresh.title) document.title = fresh.title;
}

/** A part with an island in it looks different once it is awake: it says itself what it stands for. */
const isSame = (part: HTMLElement, next: HTMLElement): boolean =>
  part.dataset.state === undefined
    ? part.innerHTML === next.innerHTML && part.className === next.className && part.hidden === next.hidden
    : part.dataset.state === next.dataset.state;

const isInUse = (part: HTMLElement): boolean =>
  isSelected(part) || hasTyped(part) || (part.dataset.state !== undefined && part.contains(document.activeElement));

/** Whether somebody has begun to fill in what is there. */
export const hasTyped = (part: ParentNode): boolean =>
  [...part.querySelectorAll<HTMLTextAreaElement | HTMLInputElement>('textarea, input')].some((field) =>
    field.type === 'checkbox' || field.type === 'radio'
      ? (field as HTMLInputElement).checked !== (field as HTMLInputElement).defaultChecked
      : field.type !== 'hidden' && field.value !== field.defaultValue,
  );

function copyAttributes(part: Element, next: Element): void {
  for (const { name } of [...part.attributes]) if (!next.hasAttribute(name)) part.removeAttribute(name);
  for (const { name, value } of next.attributes) if (part.getAttribute(name) !== value) part.setAttribute(name, value);
}

/** Leaves the children in place, so that they can move to where they belong now. */
function replaceInside(part: Element, next: Element): void {
  for (const [at, child] of [...part.children].entries()) {
    const other = next.children[at];
    if (other && other.innerHTML !== child.innerHTML) child.replaceChildren(...other.childNodes);
  }
}

/** Notes what has the focus in there; what it returns puts it on the same thing of the new content. */
function focusIn(part: HTMLElement): () => void {
  const { activeElement } = document;
  if (!(activeElement instanceof HTMLElement) || activeElement === part || !part.contains(activeElement)) {
    return () => {};
  }
  const href = activeElement.getAttribute('href');
  const kept = activeElement.closest<HTMLElement>('summary')?.parentElement?.dataset.kept;
  return () => {
    const same =
      href === null
        ? kept === undefined
          ? null
          : part.querySelector<HTMLElement>(`[data-kept="${kept}"] > summary`)
        : part.querySelector<HTMLElement>(`[href="${CSS.escape(href)}"]`);
    (same ?? part.querySelector<HTMLElement>('button, a, summary'))?.focus({ preventScroll: true });
  };
}

function isSelected(part: HTMLElement): boolean {
  const selection = document.getSelection();
  return selection !== null && !selection.isCollapsed && selection.containsNode(part, true);
}
