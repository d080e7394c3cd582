/** A brand's VAPID key pair: made once, when the first device asks for it, and never changed. */
import { eq } from 'drizzle-orm';
import webPush from 'web-push';
import { pushKeys } from '../../../db/schema/index.ts';
import type { Reader } from '../../../db/store.ts';
import type { Sealer } from '../../kit/seal.ts';
import type { Work } from '../../work.ts';

export const pushKeyPurpose = 'push.private-key';

export interface PushKey {
  readonly publicKey: string;
  readonly sealedPrivateKey: string;
}

export const findPushKey = async (reader: Reader, brandId: string): Promise<PushKey | null> => {
  const [row] = await reader.select().from(pushKeys).where(eq(pushKeys.brandId, brandId));
  return row ?? null;
};

/** The brand's key pair, made now if there is none. Of two who make one at once, both get the same. */
export const providePushKey = async (work: Work, sealer: Pick<Sealer, 'seal'>, brandId: string): Promise<PushKey> => {
  const found = await findPushKey(work.tx, brandId);
  if (found) return found;
  const { publicKey, privateKey } = webPush.generateVAPIDKeys();
  await work.tx
    .insert(pushKeys)
    .values({
      id: work.newId(),
      brandId,
      publicKey,
      sealedPrivateKey: sealer.seal(privateKey, pushKeyPurpose),
      createdAt: work.now,
    })
    .onConflictDoNothing({ target: pushKeys.brandId });
  const made = await findPushKey(work.tx, brandId);
  if (!made) throw new Error('the key pair is gone');
  return made;
};
