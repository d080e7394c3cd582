import { describe, expect, test } from 'vitest';
import { newsFor, riskFrom, type WatchContext, type WatchedShipment, watchReasonsOf } from './rules.ts';

/** Monday, 23 November 2026, in Berlin. */
const at = (time: string): Date => new Date(`2026-11-${time}:00+01:00`);

const parcel = (changes: Partial<WatchedShipment> = {}): WatchedShipment => ({
  status: 'in_transit',
  reason: null,
  statusAt: at('23T10:00'),
  lastEventAt: at('23T10:00'),
  createdAt: at('20T10:00'),
  trackingNumber: 'JJD1',
  estimateOn: null,
  estimateFrom: null,
  estimateTo: null,
  promisedOn: null,
  ourFrom: null,
  ourTo: null,
  ...changes,
});

const reasons = (shipment: WatchedShipment, now: Date, changes: Partial<WatchContext> = {}): readonly string[] =>
  watchReasonsOf(shipment, {
    now,
    timeZone: 'Europe/Berlin',
    promisedOn: shipment.promisedOn,
    toldAt: null,
    international: false,
    missProbability: null,
    ...changes,
  }).map(({ reason }) => reason);

describe('silence', () => {
  test('ok: no scan for 3 business days at home, found out the morning after', () => {
    expect(reasons(parcel(), at('26T23:59'))).toEqual([]);
    expect(reasons(parcel(), at('27T07:59'))).toEqual([]);
    expect(reasons(parcel(), at('27T08:00'))).toEqual(['silent']);
  });

  test('ok: 5 from abroad', () => {
    expect(reasons(parcel(), at('30T23:00'), { international: true })).toEqual([]);
    expect(reasons(parcel(), new Date('2026-12-01T08:00:00+01:00'), { international: true })).toEqual(['silent']);
  });

  test('ok: a weekend is no silence', () => {
    const friday = parcel({ lastEventAt: at('20T18:00') });
    expect(reasons(friday, at('25T12:00'))).toEqual([]);
    expect(reasons(friday, at('26T08:00'))).toEqual(['silent']);
  });

  test('ok: days are those of the brand, not of the server', () => {
    // Monday evening in Berlin is Tuesday morning in Tokyo: a business day later.
    const evening = parcel({ lastEventAt: at('23T20:00') });
    expect(reasons(evening, at('27T10:00'))).toEqual(['silent']);
    expect(reasons(evening, at('27T10:00'), { timeZone: 'Asia/Tokyo' })).toEqual([]);
  });

  test('ok: not handed over within 4 business days of the label', () => {
    const label = parcel({ status: 'info_received', statusAt: at('20T10:00'), lastEventAt: at('20T10:00') });
    expect(reasons(label, at('26T23:00'))).toEqual([]);
    expect(reasons(label, at('27T08:00'))).toEqual(['not_handed_over']);
  });

  test('ok: without a number there is no label yet', () => {
    const packing = parcel({ status: 'pending', statusAt: null, lastEventAt: null, trackingNumber: null });
    expect(reasons(packing, at('30T12:00'))).toEqual([]);
  });

  test('ok: waiting to be fetched is no silence', () => {
    expect(reasons(parcel({ status: 'ready_for_pickup' }), at('30T12:00'))).toEqual([]);
  });
});

describe('the promise', () => {
  const promised = parcel({ promisedOn: '2026-11-25', lastEventAt: at('25T10:00') });

  test('ok: missed from the morning after its day', () => {
    expect(reasons(promised, at('25T23:59'))).toEqual([]);
    expect(reasons(promised, at('26T08:00'))).toEqual(['promise_missed']);
  });

  test('ok: slipping while the whole of our window lies past it, unless the carrier names a day ahead', () => {
    const ours = { ...promised, ourFrom: '2026-11-26', ourTo: '2026-11-28' };
    expect(reasons(ours, at('24T10:00'))).toEqual(['promise_slipping']);
    expect(reasons({ ...ours, ourFrom: '2026-11-25' }, at('24T10:00'))).toEqual([]);
    expect(reasons({ ...ours, estimateOn: '2026-11-25' }, at('24T10:00'))).toEqual([]);
    expect(reasons({ ...ours, estimateOn: '2026-11-23' }, at('24T10:00'))).toEqual(['promise_slipping']);
    expect(reasons({ ...ours, ourTo: '2026-11-23', ourFrom: '2026-11-26' }, at('24T10:00'))).toEqual([]);
  });

  test('ok: slipping while an estimate lies past it', () => {
    expect(reasons({ ...promised, estimateOn: '2026-11-26' }, at('24T10:00'))).toEqual(['promise_slipping']);
    expect(reasons({ ...promised, estimateTo: at('26T12:00') }, at('24T10:00'))).toEqual(['promise_slipping']);
    expect(reasons({ ...promised, estimateOn: '2026-11-25' }, at('24T10:00'))).toEqual([]);
  });

  test('ok: a promise that was moved is measured by the first', () => {
    const moved = { ...promised, promisedOn: '2026-11-27' };
    expect(reasons(moved, at('24T10:00'), { promisedOn: '2026-11-25' })).toEqual(['promise_slipping']);
    expect(reasons(moved, at('26T10:00'), { promisedOn: '2026-11-25' })).toEqual(['promise_missed']);
  });

  test('ok: likely to be missed, where that was computed', () => {
    expect(reasons(promised, at('24T10:00'), { missProbability: riskFrom })).toEqual(['promise_at_risk']);
    expect(reasons(promised, at('24T10:00'), { missProbability: riskFrom - 0.01 })).toEqual([]);
  });

  test('ok: a parcel that waits to be fetched has kept it', () => {
    expect(reasons({ ...promised, status: 'ready_for_pickup' }, at('27T10:00'))).toEqual([]);
  });
});

describe('trouble', () => {
  test.each([
    [{ status: 'attempt_failed' }, 'attempt_failed'],
    [{ status: 'on_hold', reason: 'customs' }, 'on_hold'],
    [{ status: 'returning' }, 'returning'],
    [{ status: 'exception', reason: 'lost' }, 'lost'],
    [{ status: 'exception', reason: 'damaged' }, 'damaged'],
    [{ status: 'exception' }, 'on_hold'],
  ] as const)('ok: %o', (changes, reason) => {
    expect(reasons(parcel(changes), at('23T11:00'))).toEqual([reason]);
  });

  test('ok: the gravest comes first', () => {
    const held = parcel({ status: 'on_hold', promisedOn: '2026-11-23' });
    expect(reasons(held, at('24T08:00'))).toEqual(['promise_missed', 'on_hold']);
  });

  test.each(['delivered', 'returned', 'cancelled'] as const)('ok: nothing is the matter once it is %s', (status) => {
    expect(reasons(parcel({ status, promisedOn: '2026-11-01', reason: 'lost' }), at('30T10:00'))).toEqual([]);
  });

  test('ok: what nobody has heard of for 45 days has left the list', () => {
    expect(reasons(parcel({ status: 'on_hold' }), new Date('2027-01-08T10:00:00Z'))).toEqual([]);
  });
});

describe('what she is told', () => {
  const now = at('24T10:00');

  test('ok: the gravest of what is new', () => {
    const entered = [
      { reason: 'promise_missed', since: at('24T08:00') },
      { reason: 'on_hold', since: at('24T09:00') },
    ] as const;
    expect(newsFor(entered, [], now)).toBe('late');
  });

  test('refuses F5: news that is older than a day', () => {
    expect(newsFor([{ reason: 'attempt_failed', since: at('23T09:59') }], [], now)).toBeNull();
    expect(newsFor([{ reason: 'attempt_failed', since: at('23T10:00') }], [], now)).toBe('attempt_failed');
  });

  test('refuses to tell the same twice under another name', () => {
    expect(newsFor([{ reason: 'promise_missed', since: now }], ['promise_slipping'], now)).toBeNull();
  });

  test('refuses to tell her of odds', () => {
    expect(newsFor([{ reason: 'promise_at_risk', since: now }], [], now)).toBeNull();
  });
});
