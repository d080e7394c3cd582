/** The people of a brand who work on its desk. Whoever is disabled has no session from the same instant. */
import { and, eq, isNull } from 'drizzle-orm';
import { staff } from '../../db/schema/index.ts';
import type { Reader } from '../../db/store.ts';
import { Fault, type FieldFault, invalidFields, notFound } from '../faults.ts';
import { emailAddress, line, localeTag } from '../kit/schemas.ts';
import type { Work } from '../work.ts';
import { findSession, revokeSessions } from './sessions.ts';

export const roles = ['agent', 'marketer', 'admin'] as const;
export type Role = (typeof roles)[number];

export interface StaffMember {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly locale: string;
}

/** A member of staff and the session by which we know. */
export interface StaffSession extends StaffMember {
  readonly brandId: string;
  readonly sessionId: string;
  readonly lastSeenAt: Date;
}

export interface StaffInput {
  readonly brandId: string;
  readonly email: string;
  readonly role: string;
  /** What colleagues and shoppers read; what stands before the @, unless given. */
  readonly name?: string | undefined;
  readonly locale: string;
}

/** An address as it is stored and looked up. */
export const normalEmail = (email: string): string => email.trim().toLowerCase();

/**
 * Adds a member of staff, who can sign in from then on.
 * @throws Fault `invalid` naming the fields; `conflict` when the brand has that address already
 */
export const addStaff = async (work: Work, input: StaffInput): Promise<StaffMember> => {
  const email = normalEmail(input.email);
  const role = roles.find((each) => each === input.role);
  const name = input.name ?? email.slice(0, email.indexOf('@'));
  const fields: FieldFault[] = [];
  if (!emailAddress.safeParse(email).success) fields.push({ field: 'email', message: 'must be a mail address' });
  if (!line(100).safeParse(name).success) fields.push({ field: 'name', message: 'must be one line, at most 100 long' });
  if (!localeTag.safeParse(input.locale).success) fields.push({ field: 'locale', message: 'must be a BCP 47 tag' });
  if (!role) fields.push({ field: 'role', message: `must be one of ${roles.join(', ')}` });
  if (!role || fields.length > 0) throw invalidFields(fields);

  const member = { id: work.newId(), email, name, role, locale: input.locale };
  const added = await work.tx
    .insert(staff)
    .values({ ...member, brandId: input.brandId, createdAt: work.now, disabledAt: null })
    .onConflictDoNothing({ target: [staff.brandId, staff.email] })
    .returning({ id: staff.id });
  if (added.length === 0) throw new Fault('conflict', `${email} is on the staff already`);
  return member;
};

/** Shuts a member of staff out and ends every session at once. @throws Fault `not_found` */
export const disableStaff = async (work: Work, { brandId, id }: { brandId: string; id: string }): Promise<void> => {
  const disabled = await work.tx
    .update(staff)
    .set({ disabledAt: work.now })
    .where(and(eq(staff.brandId, brandId), eq(staff.id, id)))
    .returning({ id: staff.id });
  if (disabled.length === 0) throw notFound('The member of staff');
  await revokeSessions(work, { brandId, audience: 'staff', subjectId: id });
};

/** Who may sign in with that address, or null. */
export const findStaffByEmail = async (
  reader: Reader,
  { brandId, email }: { brandId: string; email: string },
): Promise<StaffMember | null> => {
  const [row] = await reader
    .select(columns)
    .from(staff)
    .where(and(eq(staff.brandId, brandId), eq(staff.email, normalEmail(email)), isNull(staff.disabledAt)));
  return row ?? null;
};

/** Whom a session token signs in, of whichever brand; null when it does not live or is no member of staff's. */
export const findStaffSession = async (
  reader: Reader,
  ask: { token: string; now: Date },
): Promise<StaffSession | null> => {
  const session = await findSession(reader, ask);
  if (session?.audience !== 'staff') return null;
  const [row] = await reader
    .select(columns)
    .from(staff)
    .where(and(eq(staff.brandId, session.brandId), eq(staff.id, session.subjectId), isNull(staff.disabledAt)));
  return row ? { ...row, brandId: session.brandId, sessionId: session.id, lastSeenAt: session.lastSeenAt } : null;
};

const columns = { id: staff.id, email: staff.email, name: staff.name, role: staff.role, locale: staff.locale };
