/**
 * The question of one parcel and all that follows from its answer. Drawn on the server as plain forms that work by
 * themselves; awake, it answers at once, sends behind the scenes, and loses nothing when sending fails.
 */
import { createSignal, For, type JSX, Match, Show, Switch } from 'solid-js';
import type { Draft } from '../../../server/http/draft.ts';
import type { AskView, CareView } from '../../../server/portalView.shared.ts';
import { negativeScoreMax, type Score, scores } from '../../../server/sentiment/sentiment.shared.ts';
import { sendAnswer } from '../../lib/api.ts';
import { answeredEvent } from '../../lib/app/protocol.ts';
import { createFormat } from '../../lib/format.ts';
import { askAnchor, paths } from '../../lib/paths.ts';
import { fill } from '../../messages/fill.ts';
import Care from './Care.tsx';
import Details, { type DetailsInput } from './Details.tsx';
import Face from './Face.tsx';
import { type AskWords, faultSentence, faultWord, isOfNumber } from './words.ts';

interface Props {
  readonly link: string;
  readonly shipmentId: string;
  readonly ask: AskView;
  readonly care: CareView | null;
  /** After a form that was sent without script: a word, and what was typed where that does not fit. */
  readonly fault: string | null;
  readonly draft: Draft | null;
  /** Chosen in a mail; it is given by a tap here and by nothing else. */
  readonly proposed: Score | null;
  /** Chosen in a mail, whether the case is solved; given by a tap here as well. */
  readonly solved: 'yes' | 'no' | null;
  readonly brandName: string;
  readonly locale: string;
  readonly timeZone: string;
  readonly now: Date;
  readonly words: AskWords;
}

type Answer = NonNullable<AskView['answer']>;
type Stage = 'question' | 'report' | 'sorry' | 'told' | 'middling' | 'thanks';

/** A report of trouble is an unhappy answer; how unhappy, nobody was asked. */
const problemScore: Score = 2;
const faceNames = ['one', 'two', 'three', 'four', 'five'] as const;

function stageOf(occasion: AskView['occasion'], answer: Answer | null, sent: boolean): Stage {
  if (answer === null) return occasion === 'problem' ? 'report' : 'question';
  if (!isNegative(answer.score)) return answer.score === 3 ? 'middling' : 'thanks';
  if (occasion === 'problem') return sent ? 'told' : 'report';
  return sent ? 'told' : 'sorry';
}

const isNegative = (score: Score) => score <= negativeScoreMax;
const hasDetails = (answer: Answer | null) => answer !== null && (answer.reasons.length > 0 || answer.comment !== '');

export default function Ask(props: Props): JSX.Element {
  const words = () => props.words.ask;
  const [answer, setAnswer] = createSignal(props.ask.answer);
  const [care, setCare] = createSignal(props.care);
  const [told, setTold] = createSignal(
    hasDetails(props.ask.answer) || (props.ask.occasion === 'problem' && props.ask.answer !== null),
  );
  /** What was sent about the case is said, and kept, in its own form. */
  const ofCare = props.draft !== null && props.draft.form !== 'sentiment';
  const draft = ofCare ? null : props.draft;
  const [fault, setFault] = createSignal(ofCare ? null : props.fault);
  const sentence = () => fault() && faultSentence(fault() ?? '', props.words);
  /** Set when a tap failed; the form of the details is its own way to try again. */
  const [retry, setRetry] = createSignal<(() => void) | null>(null);
  const [numberKnown, setNumberKnown] = createSignal(props.ask.numberKnown);
  const [busy, setBusy] = createSignal(false);
  const [woken, setWoken] = createSignal(false);
  /** Without a connection the service worker has taken the answer, to send it later. */
  const [kept, setKept] = createSignal(false);
  let sequence = 0;
  let root: HTMLDivElement | undefined;

  const stage = () => stageOf(props.ask.occasion, answer(), told());
  const changeable = () => answer() === null || props.ask.changeableUntil !== null || woken();
  const quiet = () => stage() === 'report';
  const score = () => answer()?.score ?? problemScore;
  const format = () =>
    createFormat({ locale: props.locale, timeZone: props.timeZone, now: woken() ? new Date() : props.now });

  const deliver = async (next: Answer & Pick<DetailsInput, 'callNumber'>, done: () => void, tapped: boolean) => {
    setWoken(true);
    setBusy(true);
    setFault(null);
    setRetry(null);
    setKept(false);
    sequence += 1;
    const own = sequence;
    const { answeredAt: _, ...said } = next;
    const sent = await sendAnswer(props.link, {
      shipmentId: props.shipmentId,
      occasion: props.ask.occasion,
      ...said,
    });
    // A later tap has already taken this one's place.
    if (own !== sequence) return;
    setBusy(false);
    if (!sent.ok && sent.code === 'kept') {
      setKept(true);
      return;
    }
    if (!sent.ok) {
      setRetry(() => (tapped ? () => void deliver(next, done, tapped) : null));
      setFault(faultWord(sent.code, sent.fields, next.callNumber));
      if (isOfNumber(fault())) root?.querySelector<HTMLElement>('[name="callNumber"]')?.focus();
      return;
    }
    setCare(sent.value.care);
    done();
    dispatchEvent(new CustomEvent(answeredEvent, { detail: next.score }));
  };

  const tap = (event: SubmitEvent) => {
    event.preventDefault();
    const chosen = Number((event.submitter as HTMLButtonElement | null)?.value) as Score;
    if (!scores.includes(chosen)) return;
    const before = answer();
    // What was said of a bad delivery does not belong to a good one, nor the other way round.
    const sameSide = before !== null && isNegative(before.score) === isNegative(chosen);
    const next: Answer = {
      reasons: sameSide ? before.reasons : [],
      comment: sameSide ? before.comment : '',
      contactWish: sameSide ? before.contactWish : 'none',
      score: chosen,
      answeredAt: new Date(),
    };
    setAnswer(next);
    setTold(false);
    void deliver(next, () => undefined, true);
  };

  const tell = (details: DetailsInput) => {
    const next = { score: score(), ...details, answeredAt: new Date() };
    void deliver(
      next,
      () => {
        setAnswer(next);
        setTold(true);
        if (details.callNumber !== undefined) setNumberKnown(true);
        // The button that had the focus is gone.
        root?.querySelector<HTMLElement>('[tabindex="-1"]')?.focus();
      },
      false,
    );
  };

  const title = (): string => {
    switch (stage()) {
      case 'sorry':
        return words().sorry;
      case 'middling':
        return words().middling;
      case 'thanks':
        return words().thanks;
      default:
        return words().question;
    }
  };
  const line = (): string | null => {
    if (stage() !== 'middling' && stage() !== 'thanks') return null;
    if (told()) return words().sent;
    return stage() === 'middling' ? words().middlingLine : words().thanksLine;
  };

  const faces = () => (
    <form method="post" action={paths.sentiment(props.link)} onSubmit={tap}>
      <input type="hidden" name="shipmentId" value={props.shipmentId} />
      <input type="hidden" name="occasion" value={props.ask.occasion} />
      <Show when={props.proposed !== null}>
        <input type="hidden" name="via" value="mail" />
      </Show>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would need a second, visible name beside the heading. */}
      <div class="faces" role="group" aria-label={words().question}>
        <For each={scores}>
          {(one, index) => (
            <button
              class="face"
              type="submit"
              name="score"
              value={String(one)}
              aria-label={words().faces[faceNames[index()] ?? 'three']}
              aria-pressed={(answer()?.score ?? props.proposed) === one ? 'true' : 'false'}
            >
              <Face score={one} />
            </button>
          )}
        </For>
      </div>
      <p class="face-ends" aria-hidden="true">
        <span>{words().low}</span>
        <span>{words().high}</span>
      </p>
      <Show when={answer() === null && props.proposed}>
        {(score) => (
          <div class="ask-proposal">
            <p>{fill(props.words.proposal.line, { answer: words().faces[faceNames[score() - 1] ?? 'three'] })}</p>
            <button class="button button-main" type="submit" name="score" value={String(score())}>
              {props.words.proposal.send}
            </button>
          </div>
        )}
      </Show>
    </form>
  );

  const details = () => (
    <Details
      link={props.link}
      shipmentId={props.shipmentId}
      occasion={props.ask.occasion}
      score={score()}
      answer={answer()}
      numberKnown={numberKnown()}
      busy={busy()}
      draft={draft}
      fault={retry() ? null : sentence()}
      isOfNumber={isOfNumber(fault())}
      words={props.words}
      onSend={tell}
    />
  );

  const tapTrouble = () => (
    <Show when={(retry() || stage() === 'question' || !changeable()) && sentence()}>
      {(text) => (
        <div class="fault" role="alert">
          <span>{text()}</span>
          <Show when={retry()}>
            {(again) => (
              <button class="button" type="button" onClick={() => again()()}>
                {props.words.retry}
              </button>
            )}
          </Show>
        </div>
      )}
    </Show>
  );

  return (
    <div class="voice" id={askAnchor(props.shipmentId)} data-woken={woken() ? '' : undefined} ref={root}>
      <Show when={stage() !== 'told'}>
        <section
          class={quiet() ? 'ask ask-quiet' : 'ask on-brand'}
          aria-label={quiet() ? words().questionProblem : title()}
        >
          <Show when={!quiet()}>
            <div role="status">
              <h2 class="ask-title" tabindex="-1">
                {title()}
              </h2>
              <Show when={line()}>{(text) => <p class="ask-line">{text()}</p>}</Show>
            </div>
          </Show>
          <Show when={!quiet() && changeable()}>{faces()}</Show>
          {tapTrouble()}
          <Show when={kept()}>
            <p class="ask-kept" role="status">
              {words().kept}
            </p>
          </Show>
          <Show when={changeable()}>
            <Switch>
              <Match when={stage() === 'sorry' || stage() === 'report'}>{details()}</Match>
              <Match when={stage() === 'middling' && !told()}>{details()}</Match>
              <Match when={stage() === 'middling' || stage() === 'thanks'}>
                <details class="ask-more" open={draft !== null}>
                  <summary>{told() ? words().change : words().comment}</summary>
                  {details()}
                </details>
              </Match>
            </Switch>
          </Show>
        </section>
      </Show>
      <Show when={care()}>
        {(current) => (
          <Care
            link={props.link}
            shipmentId={props.shipmentId}
            care={current()}
            answer={stage() === 'told' ? answer() : null}
            brandName={props.brandName}
            proposed={props.solved}
            fault={ofCare ? props.fault : null}
            draft={ofCare ? props.draft : null}
            format={format()}
            words={props.words}
            onChange={(next) => {
              setWoken(true);
              setCare(next);
            }}
          />
        )}
      </Show>
      <Show when={stage() === 'told' && care() === null}>
        <section class="care" aria-label={words().sent}>
          <h2 class="care-title" tabindex="-1">
            {words().sent}
          </h2>
        </section>
      </Show>
      <Show when={stage() === 'told' && changeable()}>
        {/* What was settled may turn out not to be: then the answer is the way back to a person, from the mail as well. */}
        <details
          class="ask-more ask-change"
          open={draft !== null || (care()?.status === 'confirmed' && props.solved === 'no')}
        >
          <summary>{words().change}</summary>
          <section class="ask on-brand" aria-label={words().change}>
            <Show when={props.ask.occasion === 'delivered'}>{faces()}</Show>
            {tapTrouble()}
            {details()}
            <Show when={props.ask.changeableUntil}>
              {(until) => <p class="ask-note">{fill(words().changeUntil, { when: format().date(until()) })}</p>}
            </Show>
          </section>
        </details>
      </Show>
    </div>
  );
}
