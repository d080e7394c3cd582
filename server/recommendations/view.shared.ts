/** What the page shows of a product that goes with what was bought. */
import type { MoneyView } from '../loyalty/view.shared.ts';

export interface RecommendationView {
  readonly productId: string;
  readonly name: string;
  /** A path on our own origin, or null: then a drawn stand-in. */
  readonly imagePath: string | null;
  readonly url: string;
  readonly price: MoneyView | null;
  /** What of her order it is often bought together with. */
  readonly because: string;
}
