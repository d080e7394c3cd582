/**
 * Pictures kept in a folder: whole files or none, of a bounded size together. It is a cache, so nothing depends on it:
 * what cannot be read is absent, and what cannot be written is fetched again.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface Kept {
  readonly bytes: Buffer;
  readonly keptAt: Date;
}

export interface Shelf {
  find(name: string): Promise<Kept | null>;
  /** Once so much was put that the folder may be too large, the oldest files go. */
  put(name: string, bytes: Buffer, now: Date): Promise<void>;
}

/** @param maxBytes the most that the folder holds */
export const createShelf = ({ folder, maxBytes }: { folder: string; maxBytes: number }): Shelf => {
  const sweepEveryBytes = maxBytes / 20;
  let putBytes = Number.POSITIVE_INFINITY;

  const sweep = async (): Promise<void> => {
    const files: { path: string; bytes: number; at: number }[] = [];
    for (const name of await readdir(folder)) {
      const path = join(folder, name);
      const found = await stat(path).catch(() => null);
      if (found?.isFile()) files.push({ path, bytes: found.size, at: found.mtimeMs });
    }
    let total = files.reduce((sum, { bytes }) => sum + bytes, 0);
    // Room for what is put before the next sweep.
    for (const { path, bytes } of files.sort((a, b) => a.at - b.at)) {
      if (total <= maxBytes - sweepEveryBytes) return;
      await rm(path, { force: true });
      total -= bytes;
    }
  };

  return {
    async find(name) {
      const path = join(folder, name);
      try {
        return { bytes: await readFile(path), keptAt: (await stat(path)).mtime };
      } catch {
        return null;
      }
    },
    async put(name, bytes, now) {
      const unfinished = join(folder, `.${randomUUID()}.part`);
      try {
        await mkdir(folder, { recursive: true });
        await writeFile(unfinished, bytes);
        await utimes(unfinished, now, now);
        await rename(unfinished, join(folder, name));
        putBytes += bytes.length;
        if (putBytes <= sweepEveryBytes) return;
        putBytes = 0;
        await sweep();
      } catch {
        // The disk is full or read-only, and the picture is in memory: it can be answered without having been kept.
        await rm(unfinished, { force: true }).catch(() => undefined);
      }
    },
  };
};
