/**
 * Sends what waits in the outbox: at least once, always under the same id, outside of any transaction. How many sends
 * run at once is bounded in all and for each target, so that a target which never answers holds up only itself.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { type Store, StoreUnavailable } from '../../db/store.ts';
import { createBell } from '../kit/bell.ts';
import { type Clock, minutes, seconds } from '../kit/clock.ts';
import type { Channel, ChannelName, Outcome } from '../notifications/channel.ts';
import type { Channels } from '../notifications/channels/index.ts';
import type { Perform, Work } from '../work.ts';
import {
  type Attempt,
  type Claim,
  claim,
  type DueMessage,
  type GivenUp,
  type HoldBack,
  listDue,
  type Settlement,
  settle,
  targetKey,
} from './claims.ts';

export interface RunnerParts {
  readonly store: Store;
  readonly perform: Perform;
  readonly channels: Channels;
  readonly clock: Clock;
  readonly log: Pick<Logger, 'debug' | 'warn' | 'error'>;
  /** Told of every attempt, for `/metrics`. */
  readonly attempted?: (attempt: { channel: ChannelName; outcome: Outcome['outcome']; tookMs: number }) => void;
  /** Which promotions may not leave, asked in the transaction of their claim. */
  readonly holdBack?: HoldBack;
  /** What follows from a message that is given up, in the transaction that gives it up. */
  readonly gaveUp?: (work: Work, message: GivenUp) => Promise<void>;
  /** From 0 to 1, for the jitter of retries. */
  readonly random?: () => number;
  readonly limits?: Partial<typeof limits>;
}

const limits = {
  concurrency: 32,
  perTarget: 4,
  /** Longer than the longest send, so that only a worker which hung or died loses its claim. */
  leaseMs: minutes(1),
  sendTimeoutMs: seconds(40),
  /** How late a message can be that nobody rang for: one of another node, or one whose time has come. */
  pollMs: seconds(1),
  pollWhileAwayMaxMs: seconds(15),
  drainMs: seconds(25),
};

export interface Runner {
  start(): void;
  /** Something was enqueued. */
  wake(): void;
  /** Claims nothing more and waits for what is being sent, at most 25 s; answers how much was left under way. */
  stop(): Promise<{ left: number }>;
  /** Sends until nothing is due any more; for tests and for sending once from the command line. */
  sendDue(): Promise<void>;
}

export const createRunner = (parts: RunnerParts): Runner => {
  const { concurrency, perTarget, leaseMs, sendTimeoutMs, pollMs, pollWhileAwayMaxMs, drainMs } = {
    ...limits,
    ...parts.limits,
  };
  const { store, perform, clock, log, random = Math.random, gaveUp = async () => {} } = parts;
  const bell = createBell();
  const inFlight = new Map<string, { readonly message: DueMessage; readonly done: Promise<void> }>();
  /** Targets whose last send failed: one message at a time feels whether they are back. */
  const strained = new Set<string>();
  let stopping = false;
  let running: Promise<void> = Promise.resolve();

  const capOf = (key: string): number => (strained.has(key) ? 1 : perTarget);

  const load = (): Map<string, DueMessage[]> =>
    Map.groupBy(
      [...inFlight.values()].map(({ message }) => message),
      targetKey,
    );

  /** Claims and begins as much as the limits allow; answers how many sends it began. */
  const fill = async (): Promise<number> => {
    let begun = 0;
    while (!stopping && inFlight.size < concurrency) {
      const loads = load();
      const busy = [...loads].flatMap(([key, [first, ...others]]) =>
        first !== undefined && others.length + 1 >= capOf(key) ? [first] : [],
      );
      const room = concurrency - inFlight.size;
      const due = await store.read((reader) => listDue(reader, { now: clock(), limit: room, busy }));
      const chosen: DueMessage[] = [];
      for (const message of due) {
        // A clock that jumps ahead must not make this process steal its own lease.
        if (inFlight.has(message.id)) continue;
        const key = targetKey(message);
        const queue = loads.get(key) ?? [];
        if (queue.length >= capOf(key)) continue;
        loads.set(key, [...queue, message]);
        chosen.push(message);
      }
      if (chosen.length === 0) break;
      const { claims, givenUp } = await perform((work) => claim(work, chosen, leaseMs, parts.holdBack));
      for (const held of claims) begin(held);
      begun += claims.length;
      // Another node took them all: it is at work, and this one looks again at the next round.
      if (claims.length + givenUp === 0) break;
    }
    return begun;
  };

  const begin = (held: Claim): void => {
    const done = deliver(held)
      .catch((error: unknown) => log.error({ err: error, messageId: held.id }, 'an outbox message was not settled'))
      .finally(() => {
        inFlight.delete(held.id);
        bell.ring();
      });
    inFlight.set(held.id, { message: held, done });
  };

  const deliver = async (held: Claim): Promise<void> => {
    const startedAt = clock();
    // The process was frozen since it claimed: somebody else may be sending this by now.
    if (startedAt >= held.leasedUntil) return;
    const began = performance.now();
    const outcome = await send(held, startedAt);
    const tookMs = Math.round(performance.now() - began);
    if (outcome.outcome === 'retry') strained.add(targetKey(held));
    else strained.delete(targetKey(held));
    parts.attempted?.({ channel: held.channel, outcome: outcome.outcome, tookMs });
    const settlement = await settleWhenPossible(held, { outcome, startedAt, tookMs }, began + leaseMs);
    report(held, outcome, settlement);
  };

  const send = async ({ id, channel, payload }: Claim, now: Date): Promise<Outcome> => {
    // `enqueue` typed the payload by its channel; the table holds any.
    const carrier = parts.channels[channel] as Channel;
    const timeout = new AbortController();
    try {
      return await Promise.race([
        carrier.send({ id, payload: payload as Parameters<Channel['send']>[0]['payload'], now }),
        wait(sendTimeoutMs, { outcome: 'retry', reason: 'the channel did not answer' } as const, timeout),
      ]);
    } catch (error) {
      return { outcome: 'retry', reason: error instanceof Error ? error.message : 'the channel failed' };
    } finally {
      timeout.abort();
    }
  };

  /** While the store is away the result is held on to, for without it the message goes out a second time. */
  const settleWhenPossible = async (held: Claim, attempt: Attempt, giveUpAt: number): Promise<Settlement> => {
    for (let pauseMs = 250; ; pauseMs = Math.min(pauseMs * 2, 5_000)) {
      try {
        return await perform((work) => settle(work, held, attempt, { random: random(), gaveUp }));
      } catch (error) {
        if (!(error instanceof StoreUnavailable) || performance.now() + pauseMs > giveUpAt) throw error;
        await wait(pauseMs);
      }
    }
  };

  const report = ({ id, brandId, channel }: Claim, outcome: Outcome, settlement: Settlement): void => {
    const about = {
      messageId: id,
      brandId,
      channel,
      ...(outcome.outcome === 'sent' ? {} : { reason: outcome.reason }),
    };
    if (settlement === 'sent') log.debug(about, 'sent');
    else if (settlement === 'waiting') log.warn(about, 'could not be sent, is tried again');
    else if (settlement === 'dead') log.error(about, 'given up: it is among the dead letters');
    else log.warn(about, 'another worker has claimed the message meanwhile; nothing was written');
  };

  const run = async (): Promise<void> => {
    let pauseMs = pollMs;
    while (!stopping) {
      try {
        await fill();
        pauseMs = pollMs;
      } catch (error) {
        pauseMs = Math.min(pauseMs * 2, pollWhileAwayMaxMs);
        log.warn({ err: error }, 'the outbox cannot be read or claimed from; trying again');
      }
      // Jitter, so that several nodes do not look at the same instant.
      if (!stopping) await bell.wait(pauseMs * (0.75 + Math.random() / 2));
    }
  };

  return {
    start() {
      stopping = false;
      running = run();
    },
    wake: bell.ring,
    async stop() {
      stopping = true;
      bell.ring();
      const drained = (async () => {
        await running;
        await Promise.all([...inFlight.values()].map(({ done }) => done));
      })();
      const timeout = new AbortController();
      await Promise.race([drained, wait(drainMs, undefined, timeout)]);
      timeout.abort();
      return { left: inFlight.size };
    },
    async sendDue() {
      while ((await fill()) > 0 || inFlight.size > 0) {
        // Some may have ended while others were claimed; a race among none would never end.
        if (inFlight.size > 0) await Promise.race([...inFlight.values()].map(({ done }) => done));
      }
    },
  };
};
