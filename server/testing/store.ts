/** A migrated store on the engine that this test run is for. Tests share it and keep apart by using a brand each. */
import { openStore, type Store } from '../../db/store.ts';

/** Opens the store of this test file; the caller closes it in `afterAll`. */
export const openTestStore = async (): Promise<Store> => {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error('DATABASE_URL is set by the test run: start tests with `npm test` or `npx vitest`');
  const store = await openStore(url);
  await store.migrate();
  return store;
};
