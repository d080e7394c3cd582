/**
 * The loyalty ledger as simply as it can be told: points are moved one at a time, nothing is optimised and nothing is
 * shared with the real one. What the real one says after any history has to be what this says.
 */
import { type Fraction, fraction, none, one as whole } from './fraction.ts';

export interface ModelEarn {
  /** Points for one whole unit of money. */
  readonly perUnit: number;
  readonly withTax: boolean;
  readonly withShipping: boolean;
  readonly beforeDiscounts: boolean;
  /** Hundredths by product; others: 100. */
  readonly products: Readonly<Record<string, number>>;
  readonly limit: { readonly per: 'month' | 'ever'; readonly points?: number; readonly times?: number } | null;
}

export interface ModelPolicy {
  readonly timeZone: string;
  readonly earn: ModelEarn;
  readonly unlock:
    | {
        readonly when: 'delivered';
        readonly returnDays: number;
        readonly withoutParcelDays: number;
        readonly silentDays: number;
      }
    | { readonly when: 'placed'; readonly days: number };
  readonly expiry:
    | { readonly policy: 'none' }
    | { readonly policy: 'after_months'; readonly months: number }
    | { readonly policy: 'after_days' | 'inactivity'; readonly days: number }
    | { readonly policy: 'calendar_date'; readonly on: string; readonly minimumDays: number };
  readonly returnGraceDays: number;
  readonly holdMinutes: number;
  /** Rising; kept for good once reached. Multipliers in hundredths. */
  readonly tiers: readonly { readonly threshold: number; readonly multiplier: number }[];
}

export interface ModelLine {
  readonly id: string;
  readonly product: string;
  readonly quantity: number;
  readonly unitMinor: number;
}

export interface ModelContent {
  readonly lines: readonly ModelLine[];
  readonly totalMinor: number;
  readonly taxMinor: number;
  readonly shippingMinor: number;
  readonly discountMinor: number;
}

export interface ModelRefund {
  readonly amountMinor: number;
  readonly shippingMinor: number;
  readonly items: readonly { readonly itemId: string; readonly quantity: number; readonly amountMinor: number }[];
}

export type ParcelStatus = 'in_transit' | 'delivered' | 'returned' | 'expired' | 'cancelled' | 'lost';

interface ModelLot {
  readonly kind: 'order' | 'other';
  left: number;
  lapsed: number;
  /** What of it lapsed was written off since it last came back. */
  gone: boolean;
  /** What it came with, and what was added. */
  points: number;
  /** What it counts towards a tier. */
  counts: number;
  readonly earned: number;
  from: number | null;
  waits: string | null;
  end: number | null;
  grace: number;
}

/** What an order was reckoned by, and is for good. */
interface ModelRule {
  readonly earn: Omit<ModelEarn, 'limit'>;
  readonly tier: number;
  readonly atMost: number;
  products: Record<string, number>;
  reckoned: ModelContent;
  former: readonly string[];
}

interface ModelOrder {
  content: ModelContent;
  readonly placed: number;
  readonly refunds: ModelRefund[];
  cancelled: boolean;
  readonly parcels: { status: ParcelStatus; at: number; readonly pause: Pause | null }[];
  earned: { readonly lot: ModelLot; readonly rule: ModelRule; forgiven: number } | null;
}

interface Pause {
  readonly from: number;
  until: number;
  readonly of: 'hold' | 'parcel';
}

interface ModelRedemption {
  readonly parts: { readonly lot: ModelLot; out: number }[];
  readonly points: number;
  state: 'held' | 'redeemed' | 'released' | 'expired';
  readonly until: number;
  order: number | null;
  back: number;
}

const never = Number.POSITIVE_INFINITY;
const minutes = 60_000;
const parcelPauseDays = 60;

/** @param note told whatever came about, by name: what never happens proves nothing */
export const pointsModel = (begun: ModelPolicy, note: (happened: string) => void) => {
  let policy = begun;
  let changedOnce = false;
  let rank = -1;
  const lots: ModelLot[] = [];
  const orders = new Map<number, ModelOrder>();
  const friends: { readonly lot: ModelLot; revoked: boolean; unused: number }[] = [];
  const redemptions: ModelRedemption[] = [];
  const pauses: Pause[] = [];
  const debts: { left: number }[] = [];

  const local = (at: number) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(policy.timeZone);
  const endOf = (day: Temporal.PlainDate): number =>
    day.add({ days: 1 }).toZonedDateTime(policy.timeZone).epochMilliseconds;
  const daysOn = (at: number, days: number): number => endOf(local(at).toPlainDate().add({ days }));

  const endFrom = (from: number): number | null => {
    const day = local(from).toPlainDate();
    const { expiry } = policy;
    if (expiry.policy === 'none') return null;
    if (expiry.policy === 'after_months') return endOf(day.add({ months: expiry.months }));
    if (expiry.policy !== 'calendar_date') return endOf(day.add({ days: expiry.days }));
    let on = day.add({ days: expiry.minimumDays });
    while (on.toString().slice(5) !== expiry.on) on = on.add({ days: 1 });
    return endOf(on);
  };

  const goes = (lot: ModelLot): number => {
    if (lot.end === null) return never;
    let end = Math.max(lot.end, lot.grace);
    for (const pause of pauses) {
      if (pause.from < end && pause.until > pause.from) {
        end = pause.until === never ? never : Math.max(end, daysOn(pause.until, 7));
      }
    }
    return end;
  };
  const canSpend = (lot: ModelLot, now: number) =>
    lot.left > 0 && lot.from !== null && lot.from <= now && goes(lot) > now;
  const first = (some: readonly ModelLot[], by: (lot: ModelLot) => number): ModelLot | undefined =>
    some.toSorted((a, b) => {
      const [x, y] = [by(a), by(b)];
      return (x === y ? 0 : x - y) || a.earned - b.earned || lots.indexOf(a) - lots.indexOf(b);
    })[0];
  const nextToSpend = (now: number) =>
    first(
      lots.filter((lot) => canSpend(lot, now)),
      goes,
    );
  const spendable = (now: number) => lots.reduce((all, lot) => (canSpend(lot, now) ? all + lot.left : all), 0);

  /** Whoever touches the account finds gone what has gone by then. */
  const lapse = (now: number): void => {
    for (const lot of lots) {
      if (lot.left === 0 || goes(lot) > now) continue;
      lot.lapsed += lot.left;
      lot.left = 0;
      lot.gone = true;
    }
  };
  /** And leaves it with the tier that the points which count by now make. */
  const review = (now: number): void => {
    const counts = lots.reduce((all, lot) => (lot.from !== null && lot.from <= now ? all + lot.counts : all), 0);
    const reached = policy.tiers.findLastIndex(({ threshold }) => threshold <= counts);
    if (reached > rank) note('tier raised');
    rank = Math.max(rank, reached);
  };
  const active = (now: number): void => {
    if (policy.expiry.policy !== 'inactivity') return;
    const end = daysOn(now, policy.expiry.days);
    for (const lot of lots) if (lot.left > 0 && lot.end !== null) lot.end = Math.max(lot.end, end);
  };
  const settle = (lot: ModelLot): void => {
    for (const debt of debts) {
      while (debt.left > 0 && lot.left > 0) {
        debt.left -= 1;
        lot.left -= 1;
      }
    }
  };
  const come = (lot: ModelLot, points: number, now: number): void => {
    lot.left += points;
    lot.gone = false;
    if (lot.end !== null) lot.grace = Math.max(lot.grace, daysOn(now, policy.returnGraceDays));
    settle(lot);
  };
  const addLot = (points: number, own: Partial<ModelLot> & Pick<ModelLot, 'earned'>): ModelLot => {
    const { from = null, earned } = own;
    const end = from === null ? null : endFrom(Math.max(from, earned));
    const lot: ModelLot = {
      kind: 'other',
      left: points,
      lapsed: 0,
      gone: false,
      points,
      counts: 0,
      waits: null,
      end,
      grace: 0,
      ...own,
      from,
    };
    lots.push(lot);
    return lot;
  };

  const owe = (): { left: number } => {
    const debt = { left: 0 };
    debts.push(debt);
    return debt;
  };

  /** Takes points back one by one: of the lot itself, what nobody had of it, others, and then they are owed. */
  const takeBack = (lot: ModelLot, points: number, unused: number, now: number): number => {
    let forgiven = 0;
    let owed: { left: number } | null = null;
    for (let due = points; due > 0; due -= 1) {
      const pending = lots.filter((one) => one.left > 0 && !canSpend(one, now));
      if (lot.left > 0) lot.left -= 1;
      else if (unused > forgiven) forgiven += 1;
      else {
        const other = nextToSpend(now) ?? first(pending, () => 0);
        if (other) other.left -= 1;
        else {
          owed ??= owe();
          owed.left += 1;
        }
      }
    }
    return forgiven;
  };

  const worth = (
    { earn, tier, atMost, products, reckoned, former }: ModelRule,
    refunds: readonly ModelRefund[],
  ): number => {
    const { lines, totalMinor, taxMinor, shippingMinor, discountMinor } = reckoned;
    const shipping = Math.min(shippingMinor, totalMinor);
    const goods = totalMinor - shipping;
    const basis = Math.max(
      0,
      totalMinor -
        (earn.withTax ? 0 : taxMinor) -
        (earn.withShipping ? 0 : shippingMinor) +
        (earn.beforeDiscounts ? discountMinor : 0),
    );
    const shippingEarns = earn.withShipping ? Math.min(shipping, basis) : 0;
    const priced = lines.reduce((all, line) => all + line.quantity * line.unitMinor, 0);
    const shareOf = (line: ModelLine, quantity: number) => fraction(quantity * line.unitMinor, priced || 1);

    let [beyond, aside, all] = [0, 0, 0];
    const came = new Map<string, { quantity: number; minor: number }>();
    for (const refund of refunds) {
      const forGoods = refund.amountMinor - refund.shippingMinor;
      let [named, isNamed, formerly] = [0, false, 0];
      for (const { itemId, quantity, amountMinor } of refund.items) {
        const line = lines.find(({ id }) => id === itemId);
        const so = came.get(itemId) ?? { quantity: 0, minor: 0 };
        if (line && quantity > 0) {
          isNamed = true;
          named += Math.max(amountMinor, shareOf(line, quantity).times(goods).ceil());
          came.set(itemId, { ...so, quantity: so.quantity + quantity });
        } else if (line && amountMinor > 0) {
          isNamed = true;
          named += amountMinor;
          came.set(itemId, { ...so, minor: so.minor + amountMinor });
        } else if (former.includes(itemId)) {
          isNamed = true;
          named += amountMinor || forGoods;
          formerly += amountMinor || forGoods;
        }
      }
      all += Math.max(0, refund.amountMinor - formerly);
      beyond += refund.shippingMinor;
      if (isNamed) beyond += Math.max(0, forGoods - named);
      else aside += forGoods;
    }
    if (all > 0 && all >= totalMinor) return 0;

    const shippingLeft = Math.max(0, shipping - beyond);
    aside += Math.max(0, beyond - shipping);
    const shippingShare = fraction(shippingLeft, shipping || 1);
    const keptOf = (line: ModelLine): Fraction => {
      const back = came.get(line.id) ?? { quantity: 0, minor: 0 };
      const left = shareOf(line, Math.max(0, line.quantity - back.quantity));
      return goods > 0 ? left.minus(fraction(back.minor, goods)).atLeastNone() : left;
    };
    const kept =
      priced === 0
        ? [{ share: whole, times: 100 }]
        : lines.map((line) => ({ share: keptOf(line), times: products[line.product] ?? 100 }));
    const goodsLeft = kept.reduce((sum, { share }) => sum.plus(share), none).times(goods);
    const moneyLeft = shippingEarns > 0 ? goodsLeft.plus(fraction(shippingLeft, 1)) : goodsLeft;
    const share = moneyLeft.isNone()
      ? fraction(aside > 0 ? 0 : 1, 1)
      : moneyLeft.minus(fraction(aside, 1)).atLeastNone().over(moneyLeft);
    const earning = kept
      .reduce((sum, one) => sum.plus(one.share.times(one.times)), none)
      .times(basis - shippingEarns)
      .plus(shippingShare.times(shippingEarns).times(100));
    const points = share
      .by(earning)
      .by(fraction(earn.perUnit * tier, 100 * 100 * 100))
      .floor();
    return Math.min(points, atMost);
  };

  const room = (now: number): number => {
    const { limit } = policy.earn;
    if (limit === null) return never;
    const month = local(now).toPlainDate().with({ day: 1 }).toZonedDateTime(policy.timeZone).epochMilliseconds;
    const counted = lots.filter(({ kind, earned }) => kind === 'order' && (limit.per === 'ever' || earned >= month));
    if (limit.times !== undefined && counted.length >= limit.times) return 0;
    return limit.points === undefined
      ? never
      : Math.max(0, limit.points - counted.reduce((sum, { points }) => sum + points, 0));
  };

  const waiting = (order: ModelOrder): { readonly from: number; readonly waits: string | null } => {
    const { unlock } = policy;
    if (unlock.when === 'placed')
      return { from: unlock.days === 0 ? order.placed : daysOn(order.placed, unlock.days), waits: null };
    const sent = order.parcels.filter(({ status }) => status !== 'cancelled');
    if (sent.length === 0) {
      const calledOff = order.parcels.map(({ at }) => at);
      return { from: daysOn(Math.max(order.placed, ...calledOff), unlock.withoutParcelDays), waits: 'no parcel' };
    }
    const moving = sent.filter(({ status }) => status === 'in_transit').map(({ at }) => at);
    if (moving.length > 0)
      return { from: daysOn(Math.max(...moving), unlock.silentDays + unlock.returnDays), waits: 'delivery' };
    const arrived = sent.some(({ status }) => status === 'delivered');
    const ends = sent.filter(({ status }) => !arrived || status !== 'returned').map(({ at }) => at);
    const last = Math.max(...ends);
    return {
      from: unlock.returnDays === 0 ? last : daysOn(last, unlock.returnDays),
      waits: arrived ? 'return window' : 'parcel ended',
    };
  };

  const multipliersFor = (content: ModelContent): Record<string, number> =>
    Object.fromEntries(content.lines.map(({ product }) => [product, policy.earn.products[product] ?? 100]));

  const place = (order: ModelOrder, now: number): void => {
    if (order.cancelled) return;
    lapse(now);
    if (order.earned === null) {
      const counts = lots.reduce((all, lot) => (lot.from !== null && lot.from <= now ? all + lot.counts : all), 0);
      const step = Math.max(
        rank,
        policy.tiers.findLastIndex(({ threshold }) => threshold <= counts),
      );
      const rule: ModelRule = {
        earn: policy.earn,
        tier: policy.tiers[step]?.multiplier ?? 100,
        atMost: room(now),
        products: multipliersFor(order.content),
        reckoned: order.content,
        former: [],
      };
      if (order.parcels.length > 0) note('delivered or sent before it earned');
      if (rule.tier !== 100) note('multiplied by tier');
      if (Object.values(rule.products).some((times) => times !== 100)) note('multiplied by product');
      if (rule.earn.withShipping && order.content.shippingMinor > 0) note('shipping earned');
      if (!rule.earn.withTax && order.content.taxMinor > 0) note('tax earned nothing');
      if (rule.earn.beforeDiscounts && order.content.discountMinor > 0) note('discounts earned');
      const points = worth(rule, []);
      if (points === rule.atMost) note('limited');
      const lot = addLot(points, { kind: 'order', counts: points, earned: order.placed, ...waiting(order) });
      order.earned = { lot, rule, forgiven: 0 };
      settle(lot);
      active(now);
    }
    review(now);
  };

  const restore = (at: number, now: number): void => {
    const about = orders.get(at);
    if (!about) return;
    const { totalMinor } = about.content;
    const paidBack = about.cancelled
      ? totalMinor
      : about.refunds.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    const gone =
      totalMinor === 0 ? fraction(paidBack > 0 ? 1 : 0, 1) : fraction(Math.min(totalMinor, paidBack), totalMinor);
    for (const one of redemptions) {
      if (one.order !== at || one.state !== 'redeemed') continue;
      let due = gone.times(one.points).floor() - one.back;
      for (const part of one.parts) {
        const points = Math.min(due, part.out);
        if (points <= 0) continue;
        part.out -= points;
        one.back += points;
        due -= points;
        come(part.lot, points, now);
      }
    }
  };

  const follow = (at: number, now: number, change: ModelContent | null): void => {
    const order = orders.get(at);
    if (!order) return;
    lapse(now);
    restore(at, now);
    const { earned } = order;
    if (earned) {
      if (change) {
        const were = [...earned.rule.former, ...earned.rule.reckoned.lines.map(({ id }) => id)];
        earned.rule.former = were.filter((id) => !change.lines.some((line) => line.id === id));
        earned.rule.products = { ...multipliersFor(change), ...earned.rule.products };
        earned.rule.reckoned = change;
      }
      const points = (order.cancelled ? 0 : worth(earned.rule, order.refunds)) - earned.lot.counts;
      earned.lot.counts += points;
      if (points > 0) {
        if (change) note('grown by a change');
        earned.lot.points += points;
        if (earned.lot.gone) earned.lot.lapsed += points;
        else earned.lot.left += points;
      }
      if (points >= 0 && !earned.lot.gone) settle(earned.lot);
      if (points < 0) {
        if (change) note('shrunk by a change');
        else if (changedOnce) note('taken back under another programme');
        earned.forgiven += takeBack(earned.lot, -points, earned.lot.lapsed - earned.forgiven, now);
      }
    }
    review(now);
    if (!earned && !order.cancelled) {
      note('earned after what came of it');
      place(order, now);
      follow(at, now, change);
    }
  };

  const giveUp = (one: ModelRedemption, state: 'released' | 'expired', now: number): void => {
    one.state = state;
    for (const part of one.parts) {
      come(part.lot, part.out, now);
      part.out = 0;
    }
  };

  const followParcels = (order: ModelOrder, now: number): void => {
    const lot = order.earned?.lot;
    if (!lot || (lot.from !== null && lot.from <= now)) return;
    lapse(now);
    const { from, waits } = waiting(order);
    if (lot.from !== from || lot.waits !== waits) {
      lot.from = from;
      lot.waits = waits;
      lot.end = endFrom(from);
    }
    review(now);
  };

  return {
    /** The order is there; nothing has come of it yet. */
    appear(at: number, content: ModelContent, now: number): void {
      if (orders.has(at)) return;
      orders.set(at, { content, placed: now, refunds: [], cancelled: false, parcels: [], earned: null });
    },
    place(at: number, now: number): void {
      const order = orders.get(at);
      if (order) place(order, now);
    },
    change(at: number, content: ModelContent, now: number): void {
      const order = orders.get(at);
      if (!order) return;
      order.content = content;
      follow(at, now, content);
    },
    send(at: number, now: number): void {
      const order = orders.get(at);
      if (!order) return;
      const pause: Pause = { from: now, until: daysOnExact(now, parcelPauseDays), of: 'parcel' };
      pauses.push(pause);
      order.parcels.push({ status: 'in_transit', at: now, pause });
      followParcels(order, now);
    },
    move(at: number, parcel: number, status: ParcelStatus, now: number): void {
      const order = orders.get(at);
      const moved = order?.parcels.at(-1 - parcel);
      if (!order || !moved) return;
      moved.status = status;
      moved.at = now;
      if (status !== 'in_transit' && status !== 'lost' && moved.pause && moved.pause.until > now)
        moved.pause.until = now;
      followParcels(order, now);
    },
    refund(at: number, refund: ModelRefund, now: number): void {
      const order = orders.get(at);
      if (!order) return;
      order.refunds.push(refund);
      if (refund.items.some(({ quantity }) => quantity > 0)) note('refund by lines');
      else note(refund.shippingMinor > 0 ? 'refund of shipping' : 'refund by amount');
      follow(at, now, null);
    },
    cancel(at: number, now: number): void {
      const order = orders.get(at);
      if (!order) return;
      order.cancelled = true;
      follow(at, now, null);
    },
    befriend(points: number, now: number): void {
      lapse(now);
      const lot = addLot(points, { earned: now });
      settle(lot);
      active(now);
      review(now);
      friends.push({ lot, revoked: false, unused: 0 });
    },
    rewardFriend(at: number, now: number): void {
      const lot = friends.at(-1 - at)?.lot;
      if (!lot) return;
      lapse(now);
      if (lot.from === null || lot.from > now) {
        note('friend paid');
        lot.from = now;
        lot.end = endFrom(now);
      }
      review(now);
    },
    revokeFriend(at: number, now: number): void {
      const friend = friends.at(-1 - at);
      if (!friend || friend.revoked) return;
      friend.revoked = true;
      note('friend revoked');
      lapse(now);
      takeBack(friend.lot, friend.lot.points, friend.lot.lapsed, now);
      review(now);
    },
    reprogramme(next: ModelPolicy): void {
      changedOnce = true;
      policy = next;
    },
    give(points: number, now: number): void {
      lapse(now);
      addLot(points, { earned: now, from: now });
      active(now);
      review(now);
    },
    /** @returns whether there were enough */
    take(points: number, now: number): boolean {
      if (spendable(now) < points) return false;
      lapse(now);
      for (let n = 0; n < points; n += 1) (nextToSpend(now) as ModelLot).left -= 1;
      review(now);
      return true;
    },
    redeem(points: number, now: number): boolean {
      if (spendable(now) < points) return false;
      lapse(now);
      const parts: ModelRedemption['parts'] = [];
      for (let n = 0; n < points; n += 1) {
        const lot = nextToSpend(now) as ModelLot;
        lot.left -= 1;
        const part = parts.find((some) => some.lot === lot);
        if (part) part.out += 1;
        else parts.push({ lot, out: 1 });
      }
      const until = now + policy.holdMinutes * minutes;
      redemptions.push({ parts, points, state: 'held', until, order: null, back: 0 });
      active(now);
      review(now);
      return true;
    },
    /** @param at counted from the newest. @returns whether it could be */
    confirm(at: number, order: number | null, now: number): boolean {
      const one = redemptions.at(-1 - at);
      if (!one) return false;
      const named = order !== null && orders.has(order) ? order : null;
      if (one.state === 'redeemed') {
        one.order ??= named;
        return true;
      }
      if (one.state !== 'held' || one.until <= now) return false;
      one.state = 'redeemed';
      one.order = named;
      return true;
    },
    release(at: number, now: number): boolean {
      const one = redemptions.at(-1 - at);
      if (!one || one.state === 'redeemed') return false;
      if (one.state !== 'held') return true;
      lapse(now);
      giveUp(one, 'released', now);
      review(now);
      return true;
    },
    timeOut(now: number): void {
      for (const one of redemptions) {
        if (one.state !== 'held' || one.until > now) continue;
        lapse(now);
        giveUp(one, 'expired', now);
        review(now);
      }
    },
    pause(now: number): void {
      if (!pauses.some(({ of, until }) => of === 'hold' && until === never))
        pauses.push({ from: now, until: never, of: 'hold' });
    },
    resume(now: number): void {
      for (const pause of pauses) if (pause.of === 'hold' && pause.until === never) pause.until = now;
    },
    standing(now: number) {
      const live = (lot: ModelLot): boolean => goes(lot) > now;
      const all = lots.filter(live).reduce((sum, { left }) => sum + left, 0);
      for (const lot of lots) noteWhat(lot, now);
      return {
        spendable: spendable(now),
        pending: all - spendable(now),
        owed: debts.reduce((sum, { left }) => sum + left, 0),
        lots: lots.filter((lot) => live(lot) && lot.left > 0).map(({ left }) => left),
      };
    },
  };

  function noteWhat(lot: ModelLot, now: number): void {
    if (lot.from !== null && lot.from <= now && lot.waits !== null && !told.has(lot)) {
      told.add(lot);
      note(`unlocked after ${lot.waits}`);
    }
    const own = lot.end === null ? never : Math.max(lot.end, lot.grace);
    if (lot.left > 0 && own <= now && goes(lot) > now && pauses.some(({ of, from }) => of === 'parcel' && from < own)) {
      note('kept by a parcel');
    }
  }
};

const told = new WeakSet<object>();
const daysOnExact = (at: number, days: number): number => at + days * 24 * 60 * minutes;
