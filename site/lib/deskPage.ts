/** What both pages of the desk begin with: who reads, in which language, and the list that is at the left. */
import type { APIContext } from 'astro';
import type { DeskPortal } from '../../server/desk/index.ts';
import type { CaseListView } from '../../server/desk/view.shared.ts';
import type { BrandView } from '../../server/portalView.shared.ts';
import { type Messages, messagesFor } from '../messages/index.ts';
import { createFormat, type Format } from './format.ts';
import type { DeskView } from './paths.ts';

export interface DeskPage {
  readonly desk: DeskPortal;
  readonly brand: BrandView;
  readonly locale: string;
  readonly m: Messages;
  readonly f: Format;
  readonly view: DeskView;
  readonly list: CaseListView;
}

const shownFirst = 100;

/** @returns null when nobody is signed in */
export async function readDesk({ locals, url }: Pick<APIContext, 'locals' | 'url'>): Promise<DeskPage | null> {
  const { brand } = locals;
  const { desk } = locals.portal;
  if (desk === null) return null;
  const { locale } = desk.staff;
  const view = url.searchParams.get('view') === 'closed' ? 'closed' : 'open';
  const asked = Number(url.searchParams.get('show'));
  const limit = Number.isSafeInteger(asked) && asked > shownFirst ? asked : shownFirst;
  return {
    desk,
    brand,
    locale,
    m: messagesFor(locale, brand.address),
    f: createFormat({ locale, timeZone: brand.timeZone, now: desk.now }),
    view,
    list: view === 'open' ? await desk.openCases(limit) : await desk.closedCases(limit),
  };
}
