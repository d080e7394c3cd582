/** The five faces, drawn once: the mouth says the score, brows say the ends. Decoration; the words are on the button. */
import type { JSX } from 'solid-js';
import type { Score } from '../../../server/sentiment/sentiment.shared.ts';

const eyes = 'M14.5 17v.01M25.5 17v.01';

const drawings: Record<Score, string> = {
  1: 'M11.5 12.5l5 2.2M28.5 12.5l-5 2.2M13 29.5c3.5-5.5 10.5-5.5 14 0',
  2: 'M14 28c3.5-3.2 8.5-3.2 12 0',
  3: 'M14 26.5h12',
  4: 'M13.5 24.5c3.5 4 9.5 4 13 0',
  5: 'M12 22.5h16c-.5 5.5-3.5 8.5-8 8.5s-7.5-3-8-8.5z',
};

export default function Face(props: { readonly score: Score }): JSX.Element {
  return (
    <svg viewBox="0 0 40 40" aria-hidden="true">
      <path stroke-width="4" d={eyes} />
      <path d={drawings[props.score]} />
    </svg>
  );
}
