/** Copies a link or a code, and hands a link to whatever the device shares with. The text itself stands on the page. */
import { createSignal, type JSX, onMount, Show } from 'solid-js';

interface Props {
  /** What is copied. */
  readonly text: string;
  readonly copy: string;
  readonly copied: string;
  /** With it, a button that shares; where the device can. */
  readonly share?: { readonly label: string; readonly message: string };
}

export default function PassOn(props: Props): JSX.Element {
  const [awake, setAwake] = createSignal(false);
  const [canShare, setCanShare] = createSignal(false);
  const [copied, setCopied] = createSignal(false);

  onMount(() => {
    setAwake(navigator.clipboard !== undefined);
    setCanShare(props.share !== undefined && navigator.share !== undefined);
  });

  const copy = () => {
    void navigator.clipboard.writeText(props.text).then(() => setCopied(true));
  };
  const share = () => {
    // Dismissed is an answer, too.
    void navigator.share({ text: props.share?.message ?? props.text }).catch(() => undefined);
  };

  return (
    <>
      <Show when={canShare()}>
        <button class="button button-main" type="button" onClick={share}>
          {props.share?.label}
        </button>
      </Show>
      <button
        class={props.share === undefined || canShare() ? 'button' : 'button button-main'}
        type="button"
        disabled={!awake()}
        onClick={copy}
      >
        {copied() ? props.copied : props.copy}
      </button>
      <span class="visually-hidden" role="status">
        {copied() ? props.copied : ''}
      </span>
    </>
  );
}
