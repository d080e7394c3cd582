/** What is held back because of a case, for the desk and for the shopper's page. */
import { and, eq, inArray } from 'drizzle-orm';
import { holds } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import { hasStandingCase } from '../alerts/index.ts';
import type { CaseEntryView, CaseView } from '../desk/view.shared.ts';
import { endOf, holdsOfAlert, holdsOfCustomer, isHeld } from './holds.ts';

/** The cases, of those given, that hold promotions back now, and until when as far as that is known: from the resolution on. */
export const casesHoldingBack = async (
  reader: Reader,
  input: { brandId: string; alertIds: readonly string[]; now: Date },
): Promise<ReadonlyMap<string, Date | null>> => {
  if (input.alertIds.length === 0) return new Map();
  const rows = await reader
    .select()
    .from(holds)
    .where(and(eq(holds.brandId, input.brandId), inArray(holds.alertId, [...input.alertIds])));
  return new Map(
    rows.flatMap((hold) =>
      hold.alertId !== null && isHeld(hold, input.now)
        ? [[hold.alertId, hold.until === null ? null : endOf(hold)] as const]
        : [],
    ),
  );
};

/** What the desk shows of a case's holds: those that stand, and when each was set and released. */
export const holdsForDesk = async (
  reader: Reader,
  input: { brandId: string; alertId: string; now: Date },
): Promise<{ held: CaseView['held']; entries: readonly CaseEntryView[] }> => {
  const rows = await holdsOfAlert(reader, input.brandId, input.alertId);
  return {
    held: rows
      .filter((hold) => isHeld(hold, input.now))
      .map((hold) => ({ what: 'promotions', since: hold.from, until: hold.until })),
    entries: rows.flatMap((hold): CaseEntryView[] => {
      const endedAt = hold.liftedAt ?? (isHeld(hold, input.now) ? null : endOf(hold));
      return [
        { id: `${hold.id}:set`, at: hold.from, kind: 'hold_set', why: hold.reason },
        ...(endedAt === null
          ? []
          : [
              {
                id: `${hold.id}:released`,
                at: endedAt,
                kind: 'hold_released' as const,
                why: hold.liftedWhy ?? 'ended',
              },
            ]),
      ];
    }),
  };
};

/** Whether nothing is to be asked of the customer now: something of hers has to be put right first. */
export const isSpared = async (
  reader: Reader,
  { now, ...her }: { brandId: string; customerId: string; now: Date },
): Promise<boolean> =>
  (await holdsOfCustomer(reader, her.brandId, her.customerId)).some((hold) => isHeld(hold, now)) ||
  (await hasStandingCase(reader, her));
