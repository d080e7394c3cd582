/**
 * What a store test needs: the real store, a clock that it moves, and `perform` with the reactions that it chooses.
 * The recorded facts are kept for looking at.
 */
import type { Store } from '../../db/store.ts';
import type { Fact } from '../facts.ts';
import { idsRisingWith, type NewId } from '../kit/ids.ts';
import { createPerform, type Perform, type React } from '../work.ts';
import { openTestStore } from './store.ts';

export interface TestClock {
  (): Date;
  set(at: Date | string): void;
  /** Moves the clock by `ms`. */
  advance(ms: number): void;
}

export const testClock = (start = '2026-11-20T09:00:00.000Z'): TestClock => {
  let at = new Date(start);
  return Object.assign(() => new Date(at), {
    set: (to: Date | string) => {
      at = new Date(to);
    },
    advance: (ms: number) => {
      at = new Date(at.getTime() + ms);
    },
  });
};

export interface Workshop {
  readonly store: Store;
  readonly clock: TestClock;
  readonly newId: NewId;
  readonly perform: Perform;
  /** Every fact of every committed transaction, oldest first. */
  readonly facts: Fact[];
  close(): Promise<void>;
}

export const openWorkshop = async (react: React = async () => {}): Promise<Workshop> => {
  const store = await openTestStore();
  const clock = testClock();
  const newId = idsRisingWith(() => Date.now());
  const facts: Fact[] = [];
  const perform = createPerform({ store, clock, newId, react, committed: (recorded) => facts.push(...recorded) });
  return { store, clock, newId, perform, facts, close: () => store.close() };
};
