/** The database cannot take the request now. Answered as 503 with Retry-After, never as success. */
export class StoreUnavailable extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'StoreUnavailable';
  }
}
