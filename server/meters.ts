/** What `/metrics` shows, in Prometheus' text form. Labels are names of ours, never anything that was sent to us. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Store } from '../db/store.ts';
import type { RecurringParts } from './jobs/recurring.ts';
import type { RunnerParts } from './jobs/runner.ts';
import { countUnsent } from './notifications/index.ts';

export interface Meters {
  readonly registry: Registry;
  readonly attempted: NonNullable<RunnerParts['attempted']>;
  readonly ran: NonNullable<RecurringParts['ran']>;
  readonly answered: (method: string, area: string, status: number, tookMs: number) => void;
  readonly taken: (name: 'delivery' | 'unmapped_code', source: string, label: string) => void;
  readonly reported: (directive: string) => void;
}

/** A carrier may invent codes without end; after so many different ones they are counted together. */
const codesMax = 500;

export const createMeters = (store: Store): Meters => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const requests = new Histogram({
    name: 'doorstep_http_request_seconds',
    help: 'How long requests took, by method, area and status',
    labelNames: ['method', 'area', 'status'] as const,
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  });
  const attempts = new Counter({
    name: 'doorstep_outbox_attempts_total',
    help: 'Tries to send, by channel and outcome',
    labelNames: ['channel', 'outcome'] as const,
    registers,
  });
  const jobs = new Counter({
    name: 'doorstep_job_runs_total',
    help: 'Runs of recurring jobs, by name and outcome',
    labelNames: ['job', 'outcome'] as const,
    registers,
  });
  const deliveries = new Counter({
    name: 'doorstep_inbox_deliveries_total',
    help: 'Deliveries of sources, by source and what became of them; forged and stale ones are only counted',
    labelNames: ['source', 'outcome'] as const,
    registers,
  });
  const unmapped = new Counter({
    name: 'doorstep_unmapped_codes_total',
    help: 'Codes of carriers that no status is known for, by source and code',
    labelNames: ['source', 'code'] as const,
    registers,
  });
  const reports = new Counter({
    name: 'doorstep_csp_reports_total',
    help: 'Reports of browsers that something was blocked, by directive',
    labelNames: ['directive'] as const,
    registers,
  });
  new Gauge({
    name: 'doorstep_outbox_unsent',
    help: 'Messages that wait or are dead, by channel and status',
    labelNames: ['channel', 'status'] as const,
    registers,
    async collect() {
      this.reset();
      for (const { channel, status, messages } of await store.read(countUnsent))
        this.set({ channel, status }, messages);
    },
  });
  const codes = new Set<string>();

  return {
    registry,
    attempted: ({ channel, outcome }) => attempts.inc({ channel, outcome }),
    ran: ({ name, failed }) => jobs.inc({ job: name, outcome: failed ? 'failed' : 'done' }),
    answered: (method, area, status, tookMs) =>
      requests.observe({ method, area, status: String(status) }, tookMs / 1_000),
    taken: (name, source, label) => {
      if (name === 'delivery') deliveries.inc({ source, outcome: label });
      else {
        const known = codes.has(label) || codes.size < codesMax;
        if (known) codes.add(label);
        unmapped.inc({ source, code: known ? label.slice(0, 64) : 'other' });
      }
    },
    reported: (directive) => reports.inc({ directive }),
  };
};
