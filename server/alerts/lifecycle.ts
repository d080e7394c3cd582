/**
 * open → acknowledged → resolved → confirmed by the shopper, or open again. The whole machine is one table; a step
 * that leads to the status that already is repeats something and changes nothing.
 */
import { Fault } from '../faults.ts';
import { after, days } from '../kit/clock.ts';

export const alertStatuses = ['open', 'acknowledged', 'resolved', 'confirmed'] as const;
export type AlertStatus = (typeof alertStatuses)[number];

export const alertSteps = ['acknowledge', 'reply', 'hear', 'resolve', 'confirm', 'reopen'] as const;
/** `hear` is the shopper writing; a reply from support takes the case as well. */
export type AlertStep = (typeof alertSteps)[number];

/** How long a shopper can take up a case again that support has closed. */
export const reopenableForDays = 30;

const machine: Readonly<Record<AlertStatus, Readonly<Record<AlertStep, AlertStatus | null>>>> = {
  open: {
    acknowledge: 'acknowledged',
    reply: 'acknowledged',
    hear: 'open',
    resolve: 'resolved',
    confirm: null,
    reopen: 'open',
  },
  acknowledged: {
    acknowledge: 'acknowledged',
    reply: 'acknowledged',
    hear: 'acknowledged',
    resolve: 'resolved',
    confirm: null,
    reopen: 'acknowledged',
  },
  resolved: {
    acknowledge: null,
    reply: 'resolved',
    hear: 'open',
    resolve: 'resolved',
    confirm: 'confirmed',
    reopen: 'open',
  },
  confirmed: {
    acknowledge: null,
    reply: 'confirmed',
    hear: 'open',
    resolve: 'confirmed',
    confirm: 'confirmed',
    reopen: 'open',
  },
};

/** @returns the status after the step, or null where the step makes no sense */
export const statusAfter = (status: AlertStatus, step: AlertStep): AlertStatus | null => machine[status][step];

/** @throws Fault `conflict` where the step makes no sense */
export const take = (status: AlertStatus, step: AlertStep): AlertStatus => {
  const next = statusAfter(status, step);
  if (next === null) throw new Fault('conflict', `A case that is ${status} cannot ${step}`);
  return next;
};

export const isStanding = (status: AlertStatus): boolean => status === 'open' || status === 'acknowledged';

export const isReopenable = (resolvedAt: Date | null, now: Date): boolean =>
  resolvedAt !== null && now <= after(resolvedAt, days(reopenableForDays));
