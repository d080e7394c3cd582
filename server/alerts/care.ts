/**
 * The case as the shopper sees it on her order's page: who has it, by when she hears, and what was written. Notes
 * between colleagues are not in it.
 */
import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import { alertEntries, alerts } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import type { CareMessageView, CareView } from '../portalView.shared.ts';
import type { Alert, AlertEntry } from './cases.ts';
import { isStanding } from './lifecycle.ts';
import { linkedAnswers } from './voices.ts';

const casesMax = 10;
const messagesMax = 200;

/** What is held back, and until when, is the holds' to say. */
type CaseStory = Omit<CareView, 'promotionsHeld' | 'promotionsHeldUntil'>;

/**
 * The case of each shipment of the order: the one that stands, or else the newest. A case that names no shipment is
 * every shipment's.
 */
export const careOf = async (
  reader: Reader,
  input: { brandId: string; orderId: string },
): Promise<(shipmentId: string) => CaseStory | null> => {
  const cases = await reader
    .select()
    .from(alerts)
    .where(and(eq(alerts.brandId, input.brandId), eq(alerts.orderId, input.orderId)))
    .orderBy(desc(alerts.openedAt))
    .limit(casesMax);
  if (cases.length === 0) return () => null;
  const ids = cases.map(({ id }) => id);
  const answers = await linkedAnswers(reader, input.brandId, ids);
  const written = await reader
    .select()
    .from(alertEntries)
    .where(
      and(
        eq(alertEntries.brandId, input.brandId),
        inArray(alertEntries.alertId, ids),
        inArray(alertEntries.kind, ['reply', 'shopper_message', 'reopened', 'joined']),
      ),
    )
    .orderBy(asc(alertEntries.at), asc(alertEntries.id))
    .limit(messagesMax);
  const standingFirst = cases.toSorted((a, b) => Number(isStanding(b.status)) - Number(isStanding(a.status)));
  return (shipmentId) => {
    const alert = standingFirst.find((candidate) => {
      const shipmentIds = [candidate, ...(answers.get(candidate.id) ?? [])].map((about) => about.shipmentId);
      return shipmentIds.includes(shipmentId) || shipmentIds.every((id) => id === null);
    });
    return alert === undefined ? null : story(alert, written);
  };
};

const story = (alert: Alert, written: readonly AlertEntry[]): CaseStory => ({
  caseId: alert.id,
  status: alert.status,
  openedAt: alert.openedAt,
  answerBy: alert.answerBy,
  agentName: alert.agentName === null ? null : firstName(alert.agentName),
  messages: written.filter((entry) => entry.alertId === alert.id).flatMap(message),
  outcome: alert.outcome,
  resolvedAt: alert.resolvedAt,
});

const message = ({ id, kind, by, text, at }: AlertEntry): CareMessageView[] => {
  if (text === null || text === '') return [];
  const from = kind === 'reply' ? 'support' : 'shopper';
  return [{ id, from, name: from === 'support' && by !== null ? firstName(by) : null, text, at }];
};

const firstName = (name: string): string => name.trim().split(/\s+/)[0] ?? name;
