/** What the pages of the desk begin with: who reads, in which language, and the list that is at the left. */
import type { APIContext } from 'astro';
import type { DeskPortal } from '../../server/desk/index.ts';
import type { CaseListView, WatchListView } from '../../server/desk/view.shared.ts';
import type { BrandView } from '../../server/portalView.shared.ts';
import { type Messages, messagesFor } from '../messages/index.ts';
import { createFormat, type Format } from './format.ts';
import type { DeskView } from './paths.ts';

interface DeskFrame {
  readonly desk: DeskPortal;
  readonly brand: BrandView;
  readonly locale: string;
  readonly m: Messages;
  readonly f: Format;
}

export interface DeskPage extends DeskFrame {
  readonly view: DeskView;
  readonly list: CaseListView;
}

export interface WatchPage extends DeskFrame {
  readonly list: WatchListView;
}

type Asked = Pick<APIContext, 'locals' | 'url'>;

const shownFirst = 100;

/** @returns null when nobody is signed in */
export async function readDesk(asked: Asked): Promise<DeskPage | null> {
  const frame = readFrame(asked);
  if (frame === null) return null;
  const view = asked.url.searchParams.get('view') === 'closed' ? 'closed' : 'open';
  const limit = limitOf(asked);
  const list = view === 'open' ? await frame.desk.openCases(limit) : await frame.desk.closedCases(limit);
  return { ...frame, view, list };
}

/** @returns null when nobody is signed in */
export async function readWatch(asked: Asked): Promise<WatchPage | null> {
  const frame = readFrame(asked);
  return frame && { ...frame, list: await frame.desk.watchList(limitOf(asked)) };
}

function readFrame({ locals }: Asked): DeskFrame | null {
  const { brand } = locals;
  const { desk } = locals.portal;
  if (desk === null) return null;
  const { locale } = desk.staff;
  return {
    desk,
    brand,
    locale,
    m: messagesFor(locale, brand.address),
    f: createFormat({ locale, timeZone: brand.timeZone, now: desk.now }),
  };
}

function limitOf({ url }: Asked): number {
  const asked = Number(url.searchParams.get('show'));
  return Number.isSafeInteger(asked) && asked > shownFirst ? asked : shownFirst;
}
