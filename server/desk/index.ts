/** Placeholder that the desk replaces. */
import { Hono } from 'hono';
import type { HttpEnv } from '../http/context.ts';
import type { CaseRowView, CaseView, StaffView } from './view.shared.ts';
export interface DeskPortal {
  readonly staff: StaffView;
  openCases(): Promise<readonly CaseRowView[]>;
  closedCases(): Promise<readonly CaseRowView[]>;
  findCase(id: string): Promise<CaseView | null>;
}
export const createDesk = (_: unknown) => ({
  routes: new Hono<HttpEnv>(),
  portalOf: (_c: unknown): DeskPortal | null => null,
});
