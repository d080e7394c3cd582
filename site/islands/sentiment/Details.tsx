/**
 * What lies behind the score: reasons, words, and whether we may get back. The fields belong to the browser, so nothing
 * that was typed is lost when sending fails.
 */
import { createSignal, For, type JSX, Show } from 'solid-js';
import type { Draft } from '../../../server/http/draft.ts';
import type { AskView } from '../../../server/portalView.shared.ts';
import {
  type ContactWish,
  callNumberMaxLength,
  commentMaxLength,
  contactWishes,
  negativeScoreMax,
  type Score,
  type SentimentReason,
} from '../../../server/sentiment/sentiment.shared.ts';
import { paths } from '../../lib/paths.ts';
import type { AskWords } from './words.ts';

/** In the order in which people look for them, which differs with the parcel in hand or still away. */
const reasonsOffered: Record<AskView['occasion'], readonly SentimentReason[]> = {
  delivered: ['damaged', 'wrong_item', 'missing_item', 'late', 'not_received', 'courier', 'packaging', 'product'],
  problem: ['late', 'not_received', 'damaged', 'wrong_item', 'courier'],
};

export interface DetailsInput {
  readonly reasons: readonly SentimentReason[];
  readonly comment: string;
  readonly contactWish: ContactWish;
  /** Absent when she typed none. */
  readonly callNumber?: string | undefined;
}

interface Props {
  readonly link: string;
  readonly shipmentId: string;
  readonly occasion: AskView['occasion'];
  readonly score: Score;
  readonly answer: AskView['answer'];
  /** A call needs no number of hers then. */
  readonly numberKnown: boolean;
  readonly busy: boolean;
  /** What was sent before and does not fit. */
  readonly draft: Draft | null;
  /** Said beside the button, where the eye is, or beside the number. */
  readonly fault: string | null;
  readonly isOfNumber: boolean;
  readonly words: AskWords;
  readonly onSend: (details: DetailsInput) => void;
}

export default function Details(props: Props): JSX.Element {
  // Read once: what the shopper types afterwards must not be overwritten by what comes back.
  const typed = props.draft?.values;
  const chosen: readonly string[] = typed ? (typed.reasons?.split(' ') ?? []) : (props.answer?.reasons ?? []);
  const comment = typed?.comment ?? props.answer?.comment ?? '';
  const given = chosen.length > 0 || comment !== '' ? props.answer?.contactWish : undefined;
  const wish = typed?.contactWish ?? given ?? 'email';
  /** As `lib/fields.ts` names it, which takes the words away once the number is changed. */
  const faultId = () => `${fieldId('number')}-fault`;
  const numberFault = () => (props.isOfNumber ? props.fault : null);
  const negative = () => props.score <= negativeScoreMax;
  const problem = () => props.occasion === 'problem';
  const fieldId = (name = 'comment') => `${name}-${props.occasion}-${props.shipmentId}`;
  /**
   * Set by a choice and not by what is drawn: without a script nothing would take it away again, and a required field
   * that is out of sight stops the form without a word. The server asks for the number then.
   */
  const [callChosen, setCallChosen] = createSignal(false);

  const send = (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    if (props.busy) return;
    const data = new FormData(event.currentTarget);
    props.onSend({
      reasons: data.getAll('reasons') as SentimentReason[],
      comment: String(data.get('comment') ?? '').trim(),
      ...wished(data),
    });
  };

  return (
    <form class="ask-details" method="post" action={paths.sentiment(props.link)} onSubmit={send} novalidate>
      <input type="hidden" name="shipmentId" value={props.shipmentId} />
      <input type="hidden" name="occasion" value={props.occasion} />
      <input type="hidden" name="score" value={String(props.score)} />
      <Show when={negative()}>
        <fieldset>
          <legend>{props.words.ask.reasonsLabel}</legend>
          <div class="chips">
            <For each={reasonsOffered[props.occasion]}>
              {(reason) => (
                <label class="chip">
                  <input type="checkbox" name="reasons" value={reason} checked={chosen.includes(reason)} />
                  {props.words.ask.reasons[reason]}
                </label>
              )}
            </For>
          </div>
        </fieldset>
      </Show>
      <div class="field">
        <label class="field-label" for={fieldId()}>
          {problem() ? props.words.report.comment : props.words.ask.comment}
        </label>
        <textarea
          class="field-input"
          id={fieldId()}
          name="comment"
          dir="auto"
          rows="3"
          maxLength={commentMaxLength}
          autofocus={props.draft?.faults[0] === 'comment'}
          placeholder={problem() ? props.words.report.commentHint : props.words.ask.commentHint}
        >
          {comment}
        </textarea>
      </div>
      <Show when={negative()} fallback={<input type="hidden" name="contactWish" value="none" />}>
        <fieldset>
          <legend>{props.words.ask.contact}</legend>
          <div class="chips">
            <For each={contactWishes}>
              {(one) => (
                <label class="chip">
                  <input
                    type="radio"
                    name="contactWish"
                    value={one}
                    checked={one === wish}
                    onChange={() => setCallChosen(one === 'phone')}
                  />
                  {props.words.ask.contactWishes[one]}
                </label>
              )}
            </For>
          </div>
          <div class="field ask-number">
            <label class="field-label" for={fieldId('number')}>
              {props.words.ask.callNumber}
            </label>
            <input
              class="field-input"
              id={fieldId('number')}
              type="tel"
              name="callNumber"
              autocomplete="tel"
              dir="ltr"
              maxLength={callNumberMaxLength}
              value={typed?.callNumber ?? ''}
              autofocus={props.draft?.faults[0] === 'callNumber'}
              required={callChosen() && !props.numberKnown}
              data-missing={props.words.form.numberMissing}
              aria-invalid={numberFault() === null ? undefined : 'true'}
              aria-describedby={
                [numberFault() !== null && faultId(), props.numberKnown && fieldId('number-hint')]
                  .filter(Boolean)
                  .join(' ') || undefined
              }
            />
            <Show when={numberFault()}>
              {(sentence) => (
                <p class="field-fault" id={faultId()}>
                  {sentence()}
                </p>
              )}
            </Show>
            <Show when={props.numberKnown}>
              <p class="ask-note" id={fieldId('number-hint')}>
                {props.words.ask.callNumberHint}
              </p>
            </Show>
          </div>
        </fieldset>
      </Show>
      <Show when={!props.isOfNumber && props.fault}>
        {(sentence) => (
          <p class="fault" role="alert">
            {sentence()}
          </p>
        )}
      </Show>
      <div class="ask-foot">
        <button class="button button-main" type="submit" aria-disabled={props.busy ? 'true' : undefined}>
          {props.busy ? props.words.ask.sending : problem() ? props.words.report.send : props.words.ask.send}
        </button>
      </div>
    </form>
  );
}

/** The wish, and the number where a call is wished for: one that was typed before another choice stays here. */
function wished(data: FormData): Pick<DetailsInput, 'contactWish' | 'callNumber'> {
  const contactWish = (data.get('contactWish') ?? 'none') as ContactWish;
  const callNumber = String(data.get('callNumber') ?? '').trim();
  return { contactWish, ...(contactWish === 'phone' && callNumber !== '' ? { callNumber } : {}) };
}
