/**
 * The loyalty ledger as simply as it can be told: points are moved one at a time, nothing is optimised and nothing is
 * shared with the real one. What the real one says after any history has to be what this says.
 */
export interface ModelPolicy {
  readonly timeZone: string;
  /** Points for one whole unit of money. */
  readonly perUnit: number;
  readonly unlock: { readonly when: 'delivered' | 'placed'; readonly days: number };
  readonly expiry:
    | { readonly policy: 'none' }
    | { readonly policy: 'after_months'; readonly months: number }
    | { readonly policy: 'after_days' | 'inactivity'; readonly days: number }
    | { readonly policy: 'calendar_date'; readonly on: string; readonly minimumDays: number };
  readonly returnGraceDays: number;
  readonly holdMinutes: number;
}

interface ModelLot {
  readonly order: number | null;
  left: number;
  lapsed: number;
  readonly earned: number;
  from: number | null;
  end: number | null;
  grace: number;
}

interface ModelOrder {
  readonly total: number;
  refunded: number;
  cancelled: boolean;
  readonly lot: ModelLot;
  taken: number;
  forgiven: number;
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

export const pointsModel = (policy: ModelPolicy) => {
  const lots: ModelLot[] = [];
  const orders = new Map<number, ModelOrder>();
  const redemptions: ModelRedemption[] = [];
  const pauses: { from: number; until: number }[] = [];
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

  const lapse = (now: number): void => {
    for (const lot of lots) {
      if (lot.left === 0 || goes(lot) > now) continue;
      lot.lapsed += lot.left;
      lot.left = 0;
    }
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
    lot.grace = Math.max(lot.grace, daysOn(now, policy.returnGraceDays));
    settle(lot);
  };

  const worth = (minor: number): number => Math.floor((minor * policy.perUnit) / 100);

  const restore = (order: number, now: number): void => {
    const about = orders.get(order);
    if (!about) return;
    const gone = about.cancelled ? about.total : Math.min(about.total, about.refunded);
    for (const one of redemptions) {
      if (one.order !== order || one.state !== 'redeemed') continue;
      let due = Math.floor((one.points * gone) / about.total) - one.back;
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

  const follow = (order: number, now: number): void => {
    const about = orders.get(order);
    if (!about) return;
    restore(order, now);
    const left = about.cancelled ? 0 : Math.max(0, about.total - about.refunded);
    let due = worth(about.total) - worth(left) - about.taken;
    about.taken += Math.max(0, due);
    for (; due > 0; due -= 1) {
      const pending = lots.filter((lot) => lot.left > 0 && !canSpend(lot, now));
      if (about.lot.left > 0) about.lot.left -= 1;
      else if (about.lot.lapsed > about.forgiven) about.forgiven += 1;
      else {
        const other = nextToSpend(now) ?? first(pending, () => 0);
        if (other) other.left -= 1;
        else owe();
      }
    }
    fresh = null;
  };
  // Debts of one refund are one debt.
  let fresh: { left: number } | null = null;
  const owe = (): void => {
    if (fresh === null) {
      fresh = { left: 0 };
      debts.push(fresh);
    }
    fresh.left += 1;
  };

  const giveUp = (one: ModelRedemption, state: 'released' | 'expired', now: number): void => {
    one.state = state;
    for (const part of one.parts) {
      come(part.lot, part.out, now);
      part.out = 0;
    }
  };

  return {
    place(order: number, total: number, now: number): void {
      if (orders.has(order)) return;
      lapse(now);
      const from =
        policy.unlock.when === 'delivered' ? null : policy.unlock.days === 0 ? now : daysOn(now, policy.unlock.days);
      const lot: ModelLot = {
        order,
        left: worth(total),
        lapsed: 0,
        earned: now,
        from,
        end: from === null ? null : endFrom(from),
        grace: 0,
      };
      lots.push(lot);
      orders.set(order, { total, refunded: 0, cancelled: false, lot, taken: 0, forgiven: 0 });
      settle(lot);
      active(now);
    },
    deliver(order: number, now: number): void {
      const lot = orders.get(order)?.lot;
      if (!lot || policy.unlock.when !== 'delivered' || lot.from !== null) return;
      lapse(now);
      lot.from = policy.unlock.days === 0 ? now : daysOn(now, policy.unlock.days);
      lot.end = endFrom(lot.from);
    },
    refund(order: number, minor: number, now: number): void {
      const about = orders.get(order);
      if (!about) return;
      about.refunded += minor;
      lapse(now);
      follow(order, now);
    },
    cancel(order: number, now: number): void {
      const about = orders.get(order);
      if (!about) return;
      about.cancelled = true;
      lapse(now);
      follow(order, now);
    },
    give(points: number, now: number): void {
      lapse(now);
      lots.push({ order: null, left: points, lapsed: 0, earned: now, from: now, end: endFrom(now), grace: 0 });
      active(now);
    },
    /** @returns whether there were enough */
    take(points: number, now: number): boolean {
      if (spendable(now) < points) return false;
      lapse(now);
      for (let n = 0; n < points; n += 1) (nextToSpend(now) as ModelLot).left -= 1;
      return true;
    },
    redeem(points: number, now: number): boolean {
      if (spendable(now) < points) return false;
      lapse(now);
      const parts: ModelRedemption['parts'] = [];
      for (let n = 0; n < points; n += 1) {
        const lot = nextToSpend(now) as ModelLot;
        lot.left -= 1;
        const part = parts.find((one) => one.lot === lot);
        if (part) part.out += 1;
        else parts.push({ lot, out: 1 });
      }
      const until = now + policy.holdMinutes * 60_000;
      redemptions.push({ parts, points, state: 'held', until, order: null, back: 0 });
      active(now);
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
      return true;
    },
    timeOut(now: number): void {
      for (const one of redemptions) {
        if (one.state !== 'held' || one.until > now) continue;
        lapse(now);
        giveUp(one, 'expired', now);
      }
    },
    pause(now: number): void {
      if (!pauses.some(({ until }) => until === never)) pauses.push({ from: now, until: never });
    },
    resume(now: number): void {
      for (const pause of pauses) if (pause.until === never) pause.until = now;
    },
    standing(now: number) {
      const live = (lot: ModelLot): boolean => goes(lot) > now;
      const all = lots.filter(live).reduce((sum, { left }) => sum + left, 0);
      return {
        spendable: spendable(now),
        pending: all - spendable(now),
        owed: debts.reduce((sum, { left }) => sum + left, 0),
        lots: lots.filter((lot) => live(lot) && lot.left > 0).map(({ left }) => left),
      };
    },
  };
};
