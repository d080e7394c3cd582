/**
 * When an open page is read anew: several changes at once are read once, and what could not be read is read again after
 * pauses that grow. What was heard counts as known only once a page was read that tells of it.
 */

/** Several changes at once are read once. */
const gatherMs = 80;
const retryFromMs = 1_000;
const retryMaxMs = 60_000;

export interface Reading {
  /** That something happened, up to that fact: reads the page. */
  hear(fact: string): void;
  /** Reads the page, whatever is known. */
  readSoon(): void;
  /** The last fact that the page tells of. */
  known(): string;
  /** Tries no more of its own accord; the next `hear` or `readSoon` does. */
  rest(): void;
}

/** @param read reads and shows the page; throws when it could not be read */
export const createReading = (knownFact: string, read: () => Promise<void>): Reading => {
  let known = knownFact;
  let heard = knownFact;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let isReading = false;
  let again = false;
  let failures = 0;
  let isAtRest = false;

  const readIn = (ms: number): void => {
    clearTimeout(waiting);
    if (!isAtRest) waiting = setTimeout(() => void readNow(), ms);
  };
  const readSoon = (): void => {
    isAtRest = false;
    readIn(gatherMs);
  };
  const readNow = async (): Promise<void> => {
    if (isReading) {
      again = true;
      return;
    }
    isReading = true;
    again = false;
    const upTo = heard;
    try {
      await read();
      known = upTo;
      failures = 0;
      if (again) readIn(gatherMs);
    } catch {
      // Everybody who looks at the brand's pages may have failed at the same moment: they come back one by one.
      const pauseMs = Math.min(retryFromMs * 2 ** failures, retryMaxMs);
      failures += 1;
      readIn(pauseMs * (0.5 + Math.random() / 2));
    } finally {
      isReading = false;
    }
  };

  return {
    hear(fact) {
      heard = fact || heard;
      readSoon();
    },
    readSoon,
    known: () => known,
    rest() {
      clearTimeout(waiting);
      isAtRest = true;
      failures = 0;
    },
  };
};
