/** What somebody gets, as a phrase that stands in a sentence: “15 % off”, “300 points”. */
import type { BenefitView } from '../../server/referrals/view.shared.ts';
import type { Messages } from '../messages/index.ts';
import type { Format } from './format.ts';
import { countedPoints } from './points.ts';

export function benefitPhrase(benefit: BenefitView, m: Messages, f: Format): string {
  const words = m.refer.benefit;
  switch (benefit.kind) {
    case 'percentage':
      return words.percentage(f.percent(benefit.percent));
    case 'money_off':
      return words.moneyOff(f.money(benefit.value.minor, benefit.value.currency));
    case 'points':
      return benefit.word === null ? words.points(benefit.points) : countedPoints(f, benefit.points, benefit.word);
    case 'reward':
      return benefit.title;
  }
}
