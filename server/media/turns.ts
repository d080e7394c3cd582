/** Work of which only so much runs at once and only so much waits. */
export type TakeTurn = <Result>(work: () => Promise<Result>) => Promise<Result | 'busy'>;

/** @returns what runs `work` when its turn has come; `busy`, without running it, when too much waits already */
export const createTurns = ({ atOnce, waitingMax }: { atOnce: number; waitingMax: number }): TakeTurn => {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running < atOnce) running += 1;
    else if (waiting.length < waitingMax) await new Promise<void>((resolve) => waiting.push(resolve));
    else return 'busy';
    try {
      return await work();
    } finally {
      // Handed over rather than given back: nobody overtakes those who wait.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
};
