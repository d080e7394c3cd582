/**
 * `Work` is what a domain verb is handed: one open transaction with a fixed `now`. Only the edge opens one, through
 * `perform`; a fact recorded on it has its consequences inside the same transaction.
 */
import { facts } from '../db/schema/index.ts';
import type { Store, Tx } from '../db/store.ts';
import type { Fact } from './facts.ts';
import type { Clock } from './kit/clock.ts';
import type { NewId } from './kit/ids.ts';

export interface Work {
  readonly tx: Tx;
  /** The same for everything in the transaction. */
  readonly now: Date;
  readonly newId: NewId;
  /** Notes that something happened and runs its reactions, before it resolves. */
  record(fact: Fact): Promise<void>;
  /** Runs `then` once the transaction has committed; never when it was rolled back. */
  afterCommit(then: () => void): void;
}

/** Runs `change` in one transaction. It may run more than once, so inside it only `work.tx` is awaited. */
export type Perform = <T>(change: (work: Work) => Promise<T>) => Promise<T>;

export type React = (work: Work, fact: Fact) => Promise<void>;

export const createPerform =
  (parts: {
    store: Store;
    clock: Clock;
    newId: NewId;
    react: React;
    /** @param ids of the rows that hold the facts, in the same order */
    committed: (facts: readonly Fact[], ids: readonly string[]) => void;
  }): Perform =>
  async (change) => {
    let later: (() => void)[] = [];
    let recorded: Fact[] = [];
    let ids: string[] = [];
    const value = await parts.store.write((tx) => {
      later = [];
      recorded = [];
      ids = [];
      const work: Work = {
        tx,
        now: parts.clock(),
        newId: parts.newId,
        record: async (fact) => {
          const id = parts.newId();
          recorded.push(fact);
          ids.push(id);
          const { brandId, kind, ...data } = fact;
          await tx.insert(facts).values({
            id,
            brandId,
            kind,
            orderId: 'orderId' in fact ? fact.orderId : null,
            customerId: fact.customerId,
            data,
            at: work.now,
          });
          await parts.react(work, fact);
        },
        afterCommit: (then) => {
          later.push(then);
        },
      };
      return change(work);
    });
    for (const then of later) then();
    if (recorded.length > 0) parts.committed(recorded, ids);
    return value;
  };
