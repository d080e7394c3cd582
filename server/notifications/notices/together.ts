/** Points of several origins that are told in one mail: one piece of news with the sum, and where each of them is from. */
import { and, eq, inArray } from 'drizzle-orm';
import { orders, pointLots } from '../../../db/schema/index.ts';
import type { Reader } from '../../../db/store.ts';
import type { Messages } from '../../../site/messages/index.ts';
import type { ProgrammeNames } from './names.ts';
import type { ContentOf, NoticeContent } from './rules.ts';

type OfLot = ContentOf<'points.earned' | 'points.unlocked'>;

const isOfLot = (content: NoticeContent): content is OfLot =>
  content.kind === 'points.earned' || content.kind === 'points.unlocked';

/** In the order in which they came; what stands alone is a group of one. */
export const together = <Notice extends { readonly content: NoticeContent }>(
  list: readonly Notice[],
): readonly (readonly [Notice, ...Notice[]])[] => {
  const groups = new Map<string, [Notice, ...Notice[]]>();
  for (const [at, notice] of list.entries()) {
    const key = isOfLot(notice.content) ? notice.content.kind : String(at);
    const group = groups.get(key);
    if (group) group.push(notice);
    else groups.set(key, [notice]);
  }
  return [...groups.values()];
};

/** The first of them with the points of all; can be spent once the last of them can. */
export const summed = ([first, ...others]: readonly [NoticeContent, ...NoticeContent[]]): NoticeContent => {
  if (!isOfLot(first) || others.length === 0) return first;
  const all = [first, ...others.filter(isOfLot)];
  const points = all.reduce((sum, one) => sum + one.points, 0);
  if (first.kind === 'points.unlocked') return { ...first, points };
  const days = all.map((one) => (one.kind === 'points.earned' ? one.spendableAt : null));
  return { ...first, points, spendableAt: days.includes(null) ? null : (days.toSorted().at(-1) ?? null) };
};

/** “Order 871: 87 beans · For a review: 20 beans”; null for news of one origin. */
export const originsOf = async (
  reader: Reader,
  brandId: string,
  contents: readonly NoticeContent[],
  { m, names }: { readonly m: Messages; readonly names: ProgrammeNames },
): Promise<string | null> => {
  const all = contents.filter(isOfLot);
  if (all.length < 2) return null;
  const lots = await reader
    .select({ id: pointLots.id, kind: pointLots.kind, number: orders.number })
    .from(pointLots)
    .leftJoin(orders, eq(orders.id, pointLots.orderId))
    .where(
      and(
        eq(pointLots.brandId, brandId),
        inArray(
          pointLots.id,
          all.map(({ lotId }) => lotId),
        ),
      ),
    );
  const parts = all.flatMap(({ lotId, points }) => {
    const lot = lots.find(({ id }) => id === lotId);
    if (!lot) return [];
    const from = lot.number === null ? sourceOf(lot.kind, m) : m.mail.order(lot.number);
    return [from === null ? names.points(points) : `${from}: ${names.points(points)}`];
  });
  return parts.join(' · ');
};

const sourceOf = (kind: string, m: Messages): string | null =>
  Object.entries(m.loyalty.earn.kinds).find(([known]) => known === kind)?.[1] ?? null;
