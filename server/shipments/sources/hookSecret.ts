/**
 * The secrets of connections to carriers that we also ask ourselves. Such a connection keeps its credential as JSON in
 * the place of the secret; a push is then only genuine with the `hookSecret` in it, never with a key of the API.
 */
import { z } from 'zod';
import { parseJson } from '../../kit/payload.ts';

/** Ours, for carriers whose pushes are signed in no way that is known: to be sent along with every push. */
export const ourSecretHeader = 'x-doorstep-secret';

/** What a push proves itself with, beside the credential that we ask with. */
export const hookSecret = z.string().min(16);

const credential = z.object({ hookSecret: hookSecret.optional().catch(undefined) });

/** What a push may prove itself with. */
export const hookSecrets = (secrets: readonly string[]): string[] =>
  secrets.flatMap((secret) => {
    const read = secret.startsWith('{') ? credential.safeParse(parseJson(secret)).data : undefined;
    return secret.startsWith('{') ? (read?.hookSecret ?? []) : [secret];
  });
