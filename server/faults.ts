/**
 * The seven ways in which a request can be refused. Domain verbs throw a `Fault`; only `app.ts` turns one into HTTP.
 * Anything else that is thrown is our own mistake: a 500, logged in full and answered without detail.
 */
export type FaultCode =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'rate_limited'
  | 'unavailable';

/** One refused field of the input: a path such as `items.0.quantity`, and why in words for a developer. */
export interface FieldFault {
  readonly field: string;
  readonly message: string;
}

export class Fault extends Error {
  readonly code: FaultCode;
  /** The fields that are at fault, for `invalid`. */
  readonly fields: readonly FieldFault[];
  /** When another try makes sense, for `rate_limited` and `unavailable`. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: FaultCode,
    message: string,
    detail: { fields?: readonly FieldFault[]; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(message, detail.cause === undefined ? undefined : { cause: detail.cause });
    this.name = 'Fault';
    this.code = code;
    this.fields = detail.fields ?? [];
    this.retryAfterSeconds = detail.retryAfterSeconds;
  }
}

/** The fault for anything that is absent, belongs to someone else or was revoked: the three look alike from outside. */
export const notFound = (what: string): Fault => new Fault('not_found', `${what} was not found`);

/** The fault for input that names the field which is wrong. */
export const invalidField = (field: string, message: string): Fault =>
  new Fault('invalid', message, { fields: [{ field, message }] });

/** The fault for input that is wrong in each of these fields; its message says all of them, for whoever sees only that. */
export const invalidFields = (fields: readonly FieldFault[]): Fault =>
  new Fault('invalid', fields.map(({ field, message }) => `${field} ${message}`).join('; '), { fields });
