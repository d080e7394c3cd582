/** What PostgreSQL and its connections say, sorted by what can be done about it. */
import { DrizzleQueryError } from 'drizzle-orm';
import { StoreUnavailable } from '../../unavailable.ts';

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** The connection has broken, so whatever was not committed is undone: class 08, shut down, and the socket's own codes. */
const isConnectionLost = (error: unknown): boolean =>
  /^(08...|57P0[1-5]|ECONNRESET|EPIPE|ETIMEDOUT)$/.test(codeOf(error)) ||
  (error instanceof Error && /^Connection terminated|Client has encountered a connection error/.test(error.message));

/** Nothing came back in time: the server may be at it still. */
const isSilence = (error: unknown): boolean => error instanceof Error && error.message === 'Query read timeout';

/** Its connection is of no more use. */
export const isGone = (error: unknown): boolean => isConnectionLost(error) || isSilence(error);

/**
 * A connection's prepared statements no longer fit: the schema changed beneath them, or something between us and the
 * server has swapped the connection.
 */
export const isStaleStatement = (error: unknown): boolean =>
  codeOf(error) === '26000' ||
  (codeOf(error) === '0A000' && error instanceof Error && error.message.includes('cached plan'));

export const isUnknownFunction = (error: unknown): boolean => codeOf(error) === '42883';

/** serialization_failure, deadlock_detected: https://www.postgresql.org/docs/current/mvcc-serialization-failure-handling.html */
const isContention = (error: unknown): boolean => /^(40001|40P01)$/.test(codeOf(error));

/**
 * unique_violation. Of two serializable transactions that add a row at once, the later may be told this and not 40001,
 * although it had looked for it; run again, it finds the row: https://www.postgresql.org/docs/current/transaction-iso.html
 */
export const isTaken = (error: unknown): boolean => codeOf(error) === '23505';

/** The transaction is known to have left nothing, and stands a chance when it is run again. */
export const mayRunAgain = (error: unknown): boolean =>
  isContention(error) || isStaleStatement(error) || isConnectionLost(error);

/** Resources (53), operator (57, such as a statement that took too long), system (58), a lock not had in time. */
export const isUnavailable = (error: unknown): boolean =>
  /^((53|57|58)...|55P03)$/.test(codeOf(error)) || isGone(error);

/** Turns what says that the database cannot serve into `StoreUnavailable`; passes everything else on. */
export const asUnavailable = (error: unknown): unknown =>
  isUnavailable(error) ? new StoreUnavailable(`PostgreSQL: ${codeOf(error) || 'no answer'}`, error) : error;

/** Drizzle's error repeats every parameter in its message: personal data, on its way to the log. */
export const withoutParameters = (error: unknown): unknown =>
  error instanceof DrizzleQueryError && error.cause ? Object.assign(error.cause, { query: error.query }) : error;
