import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { brandSettings } from '../brands/settings.ts';
import {
  advance,
  type Credit,
  type Ladder,
  noTier,
  qualifyingAt,
  riskAt,
  type Standing,
  type TierRules,
} from './tiers.ts';

const at = (text: string) => new Date(text);
const timeZone = 'Europe/Berlin';
const ladder = [
  { id: 'bronze', names: { en: 'Bronze' }, threshold: 100 },
  { id: 'silver', names: { en: 'Silver' }, threshold: 300 },
  { id: 'gold', names: { en: 'Gold' }, threshold: 600 },
];
const rules = (own: Partial<TierRules> = {}): TierRules => {
  const tiers = brandSettings.parse({ loyalty: { tiers: { ladder, graceDays: 30, ...own } } }).loyalty?.tiers;
  if (!tiers) throw new Error('no tiers');
  return tiers;
};
const credit = (day: string, amount: number): Credit => ({ at: at(`${day}T12:00:00Z`), amount });
const with_ = (own: Partial<TierRules>, ...credits: Credit[]): Ladder => ({ rules: rules(own), timeZone, credits });
const tierAt = (of: Ladder, day: string, before: Standing = noTier) => advance(before, of, at(`${day}T12:00:00Z`));

describe('up at once', () => {
  test('ok with the points that reach the mark, over steps if they reach so far', () => {
    const of = with_(
      { period: 'lifetime' },
      credit('2027-01-01', 99),
      credit('2027-02-01', 1),
      credit('2027-03-01', 500),
    );
    expect(tierAt(of, '2027-01-31').standing.tier).toBeNull();
    expect(tierAt(of, '2027-02-01').standing).toMatchObject({
      tier: 'bronze',
      since: at('2027-02-01T12:00:00Z'),
      until: null,
    });
    expect(tierAt(of, '2027-04-01').moves).toMatchObject([
      { from: null, to: 'bronze', qualifying: 100 },
      { from: 'bronze', to: 'gold', qualifying: 600 },
    ]);
  });
  test('ok both sides of the instant', () => {
    const of = with_({}, credit('2027-02-01', 100));
    expect(advance(noTier, of, at('2027-02-01T11:59:59.999Z')).standing.tier).toBeNull();
    expect(advance(noTier, of, at('2027-02-01T12:00:00.000Z')).standing.tier).toBe('bronze');
  });
  test('ok what was reached in December is found in January, though nobody looked', () => {
    const of = with_({ period: 'calendar_year' }, credit('2027-12-30', 300));
    expect(tierAt(of, '2028-01-15').standing).toMatchObject({ tier: 'silver', until: at('2028-12-31T23:00:00Z') });
    expect(qualifyingAt(of, at('2028-01-15T12:00:00Z'))).toBe(0);
  });
});

describe('down one step, after the period and the grace', () => {
  const of = with_({ period: 'calendar_year' }, credit('2027-06-01', 650));
  test('ok a year’s tier holds through the next, then through the grace', () => {
    expect(tierAt(of, '2028-12-31').standing).toMatchObject({ tier: 'gold', graceUntil: null });
    expect(tierAt(of, '2029-01-01').standing).toMatchObject({ tier: 'gold', graceUntil: at('2029-01-30T23:00:00Z') });
    expect(advance(noTier, of, at('2029-01-30T22:59:59.999Z')).standing.tier).toBe('gold');
    const fallen = advance(noTier, of, at('2029-01-30T23:00:00Z'));
    expect(fallen.standing.tier).toBe('silver');
    expect(fallen.moves.at(-1)).toMatchObject({ from: 'gold', to: 'silver' });
  });
  test('ok somebody who never comes back goes down step by step, to none', () => {
    const { moves, standing } = tierAt(of, '2035-01-01');
    expect(moves.map(({ to }) => to)).toEqual(['gold', 'silver', 'bronze', null]);
    expect(standing.tier).toBeNull();
  });
  test('ok the mark reached again in the period, or in the grace, keeps it', () => {
    const kept = with_({ period: 'calendar_year' }, credit('2027-06-01', 650), credit('2028-12-31', 600));
    expect(tierAt(kept, '2029-06-01').standing).toMatchObject({ tier: 'gold', until: at('2029-12-31T23:00:00Z') });
    const late = with_(
      { period: 'calendar_year' },
      credit('2027-06-01', 650),
      credit('2028-06-01', 500),
      credit('2029-01-20', 100),
    );
    expect(tierAt(late, '2029-06-01').standing).toMatchObject({ tier: 'gold', graceUntil: null });
    const tooLate = with_(
      { period: 'calendar_year' },
      credit('2027-06-01', 650),
      credit('2028-06-01', 500),
      credit('2029-02-01', 100),
    );
    expect(tierAt(tooLate, '2029-06-01').standing.tier).toBe('silver');
  });
  test('ok without grace it is the end of the period', () => {
    const none = with_({ period: 'calendar_year', graceDays: 0 }, credit('2027-06-01', 650));
    expect(advance(noTier, none, at('2028-12-31T22:59:59.999Z')).standing.tier).toBe('gold');
    expect(advance(noTier, none, at('2028-12-31T23:00:00Z')).standing.tier).toBe('silver');
  });
  test('ok twelve rolling months count what lies within them', () => {
    const rolling = with_({}, credit('2027-03-10', 300), credit('2028-03-05', 300));
    expect(tierAt(rolling, '2028-03-06').standing).toMatchObject({ tier: 'gold' });
    const stays = with_({}, credit('2027-03-10', 300), credit('2028-03-10', 300));
    expect(tierAt(stays, '2028-03-09').standing.tier).toBe('silver');
    expect(tierAt(stays, '2028-05-01').standing.tier).toBe('gold');
    const dayLater = with_({}, credit('2027-03-10', 300), credit('2028-03-11', 300));
    expect(tierAt(dayLater, '2028-05-01').standing).toMatchObject({ tier: 'silver', graceUntil: null });
  });
  test('ok lifetime never goes down, and a tier that the programme dropped is none', () => {
    const lifetime = with_({ period: 'lifetime' }, credit('2027-06-01', 650));
    expect(tierAt(lifetime, '2099-01-01').standing.tier).toBe('gold');
    const gone = { tier: 'platinum', since: at('2027-01-01T00:00:00Z'), until: null, graceUntil: null };
    expect(tierAt(with_({ period: 'lifetime' }), '2027-06-01', gone).standing.tier).toBeNull();
  });
});

test('ok however often somebody looks meanwhile, it comes to the same', () => {
  const day = fc.integer({ min: 0, max: 1_500 }).map((n) => new Date(Date.UTC(2027, 0, 1, 12) + n * 86_400_000));
  const credits = fc.array(fc.record({ at: day, amount: fc.integer({ min: 1, max: 400 }) }), { maxLength: 12 });
  const period = fc.constantFrom('lifetime' as const, 'calendar_year' as const, 'rolling_12_months' as const);
  fc.assert(
    fc.property(
      credits,
      period,
      fc.constantFrom(0, 30),
      fc.array(day, { maxLength: 8 }),
      (all, of, graceDays, looks) => {
        const whole: Ladder = { rules: rules({ period: of, graceDays }), timeZone, credits: all };
        const end = new Date(Date.UTC(2032, 0, 1));
        const once = advance(noTier, whole, end);
        let standing = noTier;
        const moves = [...looks]
          .sort((a, b) => Number(a) - Number(b))
          .concat(end)
          .flatMap((now) => {
            const step = advance(standing, whole, now);
            standing = step.standing;
            return step.moves;
          });
        expect(moves).toEqual(once.moves);
        expect(standing).toEqual(once.standing);
      },
    ),
    { numRuns: 300 },
  );
});

describe('at risk', () => {
  const of = with_({ period: 'calendar_year', riskDays: 60 }, credit('2027-06-01', 650), credit('2028-06-01', 500));
  const risk = (day: string) => riskAt(tierAt(of, day).standing, of, at(`${day}T12:00:00Z`));
  test('ok what is missing and by when, once the end is near; in the grace by its end', () => {
    expect(risk('2028-10-01')).toBeNull();
    expect(risk('2028-11-15')).toEqual({ missing: 100, byOn: '2028-12-31' });
    expect(risk('2029-01-15')).toEqual({ missing: 100, byOn: '2029-01-30' });
  });
  test('ok nobody below the first step or above the mark is', () => {
    expect(riskAt(noTier, of, at('2028-12-15T12:00:00Z'))).toBeNull();
    const safe = with_({ period: 'calendar_year' }, credit('2027-06-01', 650), credit('2028-06-01', 600));
    expect(riskAt(tierAt(safe, '2028-12-15').standing, safe, at('2028-12-15T12:00:00Z'))).toBeNull();
  });
});

test('ok keeps pace with somebody who has earned ten thousand times', () => {
  const credits = Array.from({ length: 10_000 }, (_, hour) => ({
    at: new Date(Date.UTC(2026, 0, 1, hour)),
    amount: 1,
  }));
  const { standing, moves } = advance(noTier, { rules: rules({}), timeZone, credits }, at('2027-02-20T00:00:00Z'));
  expect(standing.tier).toBe('gold');
  expect(moves.map(({ to }) => to)).toEqual(['bronze', 'silver', 'gold']);
});
