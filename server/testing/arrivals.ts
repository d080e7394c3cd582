/**
 * What a sink has received, to be awaited without sleeping: `next` hands out each arrival once, those that came before
 * it was asked included, and fails with what did come when nothing fits in time.
 */
export interface Arrivals<Arrival> {
  readonly all: readonly Arrival[];
  add(arrival: Arrival): void;
  next(fits?: (arrival: Arrival) => boolean, timeoutMs?: number): Promise<Arrival>;
}

export const createArrivals = <Arrival>(describe: (arrival: Arrival) => string): Arrivals<Arrival> => {
  const all: Arrival[] = [];
  let unclaimed: Arrival[] = [];
  const waiting = new Set<{ fits: (arrival: Arrival) => boolean; take: (arrival: Arrival) => void }>();

  return {
    all,
    add(arrival) {
      all.push(arrival);
      for (const one of waiting) {
        if (!one.fits(arrival)) continue;
        waiting.delete(one);
        one.take(arrival);
        return;
      }
      unclaimed.push(arrival);
    },
    next(fits = () => true, timeoutMs = 30_000) {
      const known = unclaimed.find(fits);
      if (known !== undefined) {
        unclaimed = unclaimed.filter((one) => one !== known);
        return Promise.resolve(known);
      }
      const { promise, resolve, reject } = Promise.withResolvers<Arrival>();
      const one = {
        fits,
        take: (arrival: Arrival) => {
          clearTimeout(timer);
          resolve(arrival);
        },
      };
      const timer = setTimeout(() => {
        waiting.delete(one);
        reject(new Error(`nothing fitting came within ${timeoutMs} ms; so far: ${all.map(describe).join(' | ')}`));
      }, timeoutMs);
      waiting.add(one);
      return promise;
    },
  };
};
