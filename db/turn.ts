/**
 * A turn is the time for which a read or write may use the database. When it is over its handle is dead, so that what
 * was forgotten or comes late can never slip into somebody else's transaction.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { StoreUnavailable } from './unavailable.ts';

export interface Turn {
  readonly kind: 'read' | 'write';
  isOver: boolean;
  /**
   * What the engine refused first. PostgreSQL gives the transaction up at once, so we do on both engines: a change that
   * swallows the failure must not be answered as if it had been written.
   */
  failure: Error | null;
}

const turns = new AsyncLocalStorage<Turn>();

export const newTurn = (kind: Turn['kind']): Turn => ({ kind, isOver: false, failure: null });

/** Refuses a read or write inside of another: it could wait for itself, and would not belong to the transaction. */
export const refuseNested = (kind: Turn['kind']): void => {
  const outer = turns.getStore();
  if (outer && !outer.isOver) {
    throw new Error(
      `store.${kind} was called inside a ${outer.kind}: hand on its ${outer.kind === 'read' ? 'reader' : 'work'}`,
    );
  }
};

/** Runs `use` in its turn, which ends with it or after `limitMs`. */
export const takeTurn = async <T>(turn: Turn, limitMs: number, use: () => Promise<T>): Promise<T> => {
  const limit = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => limit.reject(new StoreUnavailable(`a ${turn.kind} took more than ${limitMs} ms`)),
    limitMs,
  );
  try {
    const value = await Promise.race([turns.run(turn, use), limit.promise]);
    if (turn.failure) throw turn.failure;
    return value;
  } finally {
    clearTimeout(timer);
    turn.isOver = true;
  }
};

/** To be called before each statement of a handle. */
export const checkTurn = (turn: Turn): void => {
  if (turn.isOver) throw new Error(`The handle of a ${turn.kind} was used after the ${turn.kind} had ended`);
  if (turn.failure) {
    throw new Error('A statement of this transaction failed, so it takes no more', { cause: turn.failure });
  }
};
