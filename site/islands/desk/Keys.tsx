/**
 * The desk by keyboard: single keys that press what is on the page anyway, and the dialog that lists them. Never while
 * somebody types; they can be switched off (WCAG 2.1.4).
 */
import { createEffect, createSignal, For, type JSX, onCleanup, onMount } from 'solid-js';
import type { DeskMessages } from '../../messages/index.ts';
import { keepDrafts } from './drafts.ts';

interface Props {
  readonly words: DeskMessages['keys'];
}

const offKey = 'desk-keys-off';
const helpId = 'desk-keys';

const find = <Kind extends HTMLElement>(selector: string) => document.querySelector<Kind>(selector);

/** The letter on a Latin keyboard, where another script is set. */
function letterOf(event: KeyboardEvent): string {
  if (/^[\x20-\x7e]$/.test(event.key)) return event.key.toLowerCase();
  return event.code.startsWith('Key') ? event.code.slice(3).toLowerCase() : event.key;
}

/** Moves the focus along the list, from the row that has it or else from the case that is read. */
function move(by: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>('.case-row-link')];
  const focused = links.indexOf(document.activeElement as HTMLElement);
  const from = focused === -1 ? links.findIndex((link) => link.getAttribute('aria-current') === 'page') : focused;
  const to = from === -1 ? (by === 1 ? 0 : links.length - 1) : from + by;
  links[to]?.focus();
}

const actions: Readonly<Record<string, () => void>> = {
  j: () => move(1),
  k: () => move(-1),
  a: () => find<HTMLFormElement>('#take-form')?.requestSubmit(),
  r: () => find('#reply')?.focus(),
  e: () => {
    find('#resolve')?.showPopover();
    find('#resolve input')?.focus();
  },
  c: () => find('[data-go=open]')?.click(),
  w: () => find('[data-go=watch]')?.click(),
  '?': () => find(`#${helpId}`)?.togglePopover(),
};

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');

export default function Keys(props: Props): JSX.Element {
  const [on, setOn] = createSignal(localStorage.getItem(offKey) === null);

  const press = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const { target } = event;
    if (target instanceof HTMLTextAreaElement && event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      target.form?.requestSubmit();
      return;
    }
    if (target instanceof HTMLTextAreaElement && event.key === 'Escape') target.blur();
    if (!on() || isTyping(target) || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = actions[letterOf(event)];
    if (!act) return;
    event.preventDefault();
    act();
  };

  onMount(() => {
    keepDrafts();
    find('.case-row-link[aria-current]')?.scrollIntoView({ block: 'nearest' });
    document.addEventListener('keydown', press);
    onCleanup(() => document.removeEventListener('keydown', press));
  });

  createEffect(() => {
    document.documentElement.dataset.keys = on() ? 'on' : 'off';
  });

  const choose = (chosen: boolean) => {
    setOn(chosen);
    if (chosen) localStorage.removeItem(offKey);
    else localStorage.setItem(offKey, 'off');
  };

  const rows = (): readonly (readonly [keys: readonly string[], what: string])[] => {
    const { words } = props;
    return [
      [['J'], words.next],
      [['K'], words.previous],
      [['Enter'], words.open],
      [['A'], words.take],
      [['R'], words.reply],
      [['Ctrl', 'Enter'], words.send],
      [['E'], words.resolve],
      [['C'], words.cases],
      [['W'], words.watch],
      [['?'], words.help],
      [['Esc'], words.close],
    ];
  };

  return (
    <>
      <button
        class="desk-quiet desk-keys-open"
        type="button"
        popovertarget={helpId}
        title={props.words.title}
        aria-label={props.words.title}
      >
        <kbd>?</kbd>
      </button>
      <div class="sheet" id={helpId} popover="auto" role="dialog" aria-labelledby="desk-keys-title">
        <h2 class="sheet-title" id="desk-keys-title">
          {props.words.title}
        </h2>
        <dl class="keys">
          <For each={rows()}>
            {([keys, what]) => (
              <div>
                <dt>
                  <For each={keys}>{(key) => <kbd>{key}</kbd>}</For>
                </dt>
                <dd>{what}</dd>
              </div>
            )}
          </For>
        </dl>
        <label class="keys-switch">
          <input
            type="checkbox"
            checked={on()}
            aria-describedby="desk-keys-hint"
            onChange={(event) => choose(event.currentTarget.checked)}
          />
          {props.words.single}
        </label>
        <p class="field-hint" id="desk-keys-hint">
          {props.words.singleHint}
        </p>
      </div>
    </>
  );
}
