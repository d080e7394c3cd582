/** All recurring work, in one table. Each entry is bounded and may run twice; what must not be late is not here. */
import { escalateOverdueAlerts } from '../alerts/index.ts';
import { forgetEndedSessions, forgetOldCodes } from '../auth/index.ts';
import { listBrands } from '../brands/index.ts';
import { hours, minutes } from '../kit/clock.ts';
import type { Work } from '../work.ts';
import { purgeIdempotencyKeys, purgeOutbox } from './purge.ts';
import type { Job, JobTools } from './recurring.ts';

const inOneWrite =
  (change: (work: Work) => Promise<unknown>) =>
  async ({ perform }: JobTools): Promise<number> => {
    await perform(change);
    return 1;
  };

/** More at once would make a long transaction; the rest comes in the next one. */
const alertsPerTransaction = 50;

const escalate = async ({ store, perform, signal }: JobTools): Promise<number> => {
  let escalated = 0;
  for (const { id: brandId } of await store.read(listBrands)) {
    for (let last = alertsPerTransaction; last === alertsPerTransaction && !signal.aborted; ) {
      last = await perform((work) => escalateOverdueAlerts(work, { brandId, limit: alertsPerTransaction }));
      escalated += last;
    }
  }
  return escalated;
};

export const schedule: readonly Job[] = [
  { name: 'escalate overdue alerts', everyMs: minutes(1), run: escalate },
  { name: 'forget old sign-in codes', everyMs: hours(1), run: inOneWrite(forgetOldCodes) },
  { name: 'forget ended sessions', everyMs: hours(6), run: inOneWrite(forgetEndedSessions) },
  { name: 'purge idempotency keys', everyMs: hours(1), run: purgeIdempotencyKeys },
  { name: 'purge the outbox', everyMs: hours(6), run: purgeOutbox },
];
