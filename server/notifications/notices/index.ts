/** News of the account, from the fact to the outbox. */
import type { Work } from '../../work.ts';
import { settleNotices } from './settle.ts';
import { createNoticeVoices, type NoticeParts } from './voices.ts';

export interface Notices {
  /** Tells what is due to at most `limit` customers of a brand. @returns how many were dealt with */
  settleNotices(work: Work, of: { readonly brandId: string; readonly limit: number }): Promise<number>;
}

export const createNotices = (parts: NoticeParts): Notices => {
  const voices = createNoticeVoices(parts);
  return { settleNotices: (work, of) => settleNotices(work, voices, of) };
};
