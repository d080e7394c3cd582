/** The mail that went out as files, read as its reader's program would. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime, { type Email } from 'postal-mime';

/** Oldest first, as their names begin with the time. @param dataDir whose `mail` folder is read */
export const readMails = async (dataDir: string): Promise<readonly Email[]> => {
  const folder = join(dataDir, 'mail');
  const files = (await readdir(folder).catch((): string[] => [])).filter((file) => file.endsWith('.eml')).sort();
  return Promise.all(files.map(async (file) => PostalMime.parse(await readFile(join(folder, file)))));
};
