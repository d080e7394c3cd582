/**
 * The case behind an unhappy answer, as the shopper sees it: who answers by when, what is paused meanwhile, everything
 * that was said, and at the end the question whether it is solved.
 */
import { createSignal, For, type JSX, Show } from 'solid-js';
import type { Draft } from '../../../server/http/draft.ts';
import type { AskView, CareView } from '../../../server/portalView.shared.ts';
import { commentMaxLength, type SentimentReason } from '../../../server/sentiment/sentiment.shared.ts';
import { type Sent, sendConfirmation, sendMessage } from '../../lib/api.ts';
import type { Format } from '../../lib/format.ts';
import { paths } from '../../lib/paths.ts';
import { fill } from '../../messages/fill.ts';
import Face from './Face.tsx';
import { type AskWords, faultSentence, faultWord } from './words.ts';

interface Props {
  readonly link: string;
  /** So that the form comes back to its parcel. */
  readonly shipmentId: string;
  readonly care: CareView;
  readonly answer: AskView['answer'];
  /** Chosen in a mail, and not given yet. */
  readonly proposed: 'yes' | 'no' | null;
  /** After a form of this case that was sent without script and does not fit. */
  readonly fault: string | null;
  readonly draft: Draft | null;
  /** The brand's name, for messages of support that carry no first name. */
  readonly brandName: string;
  readonly format: Format;
  readonly words: AskWords;
  readonly onChange: (care: CareView) => void;
}

function titleOf(care: CareView, words: AskWords['care'], format: Format): string {
  const when = format.moment(care.answerBy);
  const answered = care.messages.some((message) => message.from === 'support');
  if (care.status === 'confirmed') return words.confirmed;
  if (care.status === 'resolved') return words.resolvedTitle;
  if (answered) return fill(words.answered, { name: care.agentName ?? words.support });
  if (care.answerBy.getTime() < format.now.getTime()) return fill(words.answerOverdue, { when });
  if (care.status === 'open') return fill(words.answerBy, { when });
  return care.agentName === null
    ? fill(words.acknowledgedNoName, { when })
    : fill(words.acknowledged, { name: care.agentName, when });
}

function lineOf(care: CareView, words: AskWords['care']): string {
  if (care.status === 'confirmed') return words.confirmedLine;
  if (care.status !== 'resolved') return words.context;
  return care.outcome === null ? words.resolvedPlain : fill(words.resolved, { outcome: words.outcomes[care.outcome] });
}

/** Until it is resolved nobody knows the day; from then on it is the same day on every page that says it. */
function heldOf(care: CareView, words: AskWords['care'], format: Format): string | null {
  if (!care.promotionsHeld) return null;
  if (care.promotionsHeldUntil !== null) return fill(words.resting, { until: format.date(care.promotionsHeldUntil) });
  return care.status === 'confirmed' ? null : words.paused;
}

/** “Damaged and the packaging”: what was chosen, as one line. */
function reasonsText(reasons: readonly SentimentReason[], words: AskWords['ask'], format: Format): string {
  return format.list(reasons.map((reason, index) => (index === 0 ? words.reasons : words.reasonsAfter)[reason]));
}

export default function Care(props: Props): JSX.Element {
  const words = () => props.words.care;
  const [busy, setBusy] = createSignal(false);
  const [fault, setFault] = createSignal(props.fault === null ? null : faultSentence(props.fault, props.words));
  const [note, setNote] = createSignal('');
  const titleId = () => `care-${props.care.caseId}`;
  const fieldId = (name: string) => `${name}-${props.care.caseId}`;
  const told = () => {
    const answer = props.answer;
    return answer !== null && (answer.reasons.length > 0 || answer.comment !== '') ? answer : null;
  };

  const deliver = async (form: HTMLFormElement, sending: Promise<Sent<CareView>>, done: string) => {
    setBusy(true);
    setFault(null);
    const sent = await sending;
    setBusy(false);
    if (!sent.ok && sent.code === 'kept') {
      form.reset();
      setNote(props.words.ask.kept);
      return;
    }
    if (!sent.ok) {
      setFault(faultSentence(faultWord(sent.code, sent.fields), props.words));
      return;
    }
    form.reset();
    setNote(done);
    props.onChange(sent.value);
  };

  const textIn = (form: HTMLFormElement) => String(new FormData(form).get('text') ?? '').trim();

  const reply = (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const form = event.currentTarget;
    const text = textIn(form);
    if (busy() || text === '') return;
    void deliver(form, sendMessage(props.link, props.care.caseId, text), words().replySent);
  };

  const confirm = (resolved: boolean) => (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    if (busy()) return;
    const form = event.currentTarget;
    void deliver(form, sendConfirmation(props.link, props.care.caseId, { resolved, text: textIn(form) }), '');
  };

  const textField = (name: string, label: string, form: string) => (
    <div class="field">
      <label class="field-label" for={fieldId(name)}>
        {label}
      </label>
      <textarea
        class="field-input"
        id={fieldId(name)}
        name="text"
        dir="auto"
        rows="2"
        maxLength={commentMaxLength}
        required
        autofocus={props.draft?.form === form}
        data-missing={props.words.form.textMissing}
      >
        {props.draft?.form === form ? props.draft.values.text : ''}
      </textarea>
    </div>
  );

  return (
    <section class="care" aria-labelledby={titleId()}>
      <Show when={props.care.status === 'confirmed'}>
        <span class="care-check">
          <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d="m5 12.5 4.5 4.5L19 7.5" />
          </svg>
        </span>
      </Show>
      <div class="care-lines" role="status">
        <h2 class="care-title" id={titleId()} tabindex="-1">
          {titleOf(props.care, words(), props.format)}
        </h2>
        <p>{lineOf(props.care, words())}</p>
        <Show when={heldOf(props.care, words(), props.format)}>{(sentence) => <p>{sentence()}</p>}</Show>
      </div>

      <Show when={told() !== null || props.care.messages.length > 0}>
        <ul class="thread" aria-label={words().messages}>
          <Show when={told()}>
            {(answer) => (
              <li class="message message-own">
                <p class="message-face">
                  <Face score={answer().score} />
                  <span>{reasonsText(answer().reasons, props.words.ask, props.format)}</span>
                </p>
                <Show when={answer().comment !== ''}>
                  <p class="message-text" dir="auto">
                    {answer().comment}
                  </p>
                </Show>
                <p class="message-meta">
                  {words().you} · {props.format.moment(answer().answeredAt)}
                </p>
              </li>
            )}
          </Show>
          <For each={props.care.messages}>
            {(message) => (
              <li class="message" classList={{ 'message-own': message.from === 'shopper' }}>
                <p class="message-text" dir="auto">
                  {message.text}
                </p>
                <p class="message-meta">
                  {message.from === 'shopper' ? words().you : (message.name ?? props.brandName)} ·{' '}
                  {props.format.moment(message.at)}
                </p>
              </li>
            )}
          </For>
        </ul>
      </Show>

      <p class="ask-note" role="status">
        {note()}
      </p>
      <Show when={fault()}>
        {(sentence) => (
          <p class="fault" role="alert">
            {sentence()}
          </p>
        )}
      </Show>

      <Show when={props.care.status === 'resolved'}>
        <div class="care-choice">
          <form method="post" action={paths.confirmation(props.link)} onSubmit={confirm(true)}>
            <input type="hidden" name="shipmentId" value={props.shipmentId} />
            <input type="hidden" name="caseId" value={props.care.caseId} />
            <input type="hidden" name="text" value="" />
            <button
              class="button button-wide"
              classList={{ 'button-main': props.proposed !== 'no' }}
              name="resolved"
              value="yes"
              type="submit"
            >
              {words().yes}
            </button>
          </form>
          <details open={props.proposed === 'no' || props.draft !== null}>
            <summary class="button button-wide">{words().no}</summary>
            <form
              class="care-form"
              method="post"
              action={paths.confirmation(props.link)}
              onSubmit={confirm(false)}
              novalidate
            >
              <input type="hidden" name="shipmentId" value={props.shipmentId} />
              <input type="hidden" name="caseId" value={props.care.caseId} />
              {textField('missing', words().noHint, 'confirmation')}
              <button class="button button-main" name="resolved" value="no" type="submit">
                {words().replySend}
              </button>
            </form>
          </details>
        </div>
      </Show>
      <Show when={props.care.status === 'open' || props.care.status === 'acknowledged'}>
        <details class="ask-more" open={props.care.messages.length > 0 || props.draft !== null}>
          <summary>{words().reply}</summary>
          <form class="care-form" method="post" action={paths.message(props.link)} onSubmit={reply} novalidate>
            <input type="hidden" name="shipmentId" value={props.shipmentId} />
            <input type="hidden" name="caseId" value={props.care.caseId} />
            {textField('reply', words().replyHint, 'message')}
            <div class="ask-foot">
              <button class="button button-main" type="submit" aria-disabled={busy() ? 'true' : undefined}>
                {words().replySend}
              </button>
            </div>
          </form>
        </details>
      </Show>
    </section>
  );
}
