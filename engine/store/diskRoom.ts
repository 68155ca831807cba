// Whether a disk still has room for commits: at its very end some would fit and others not, and nobody would know why.
import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';

/** Bytes that must be free: more than most commits write. */
const ENOUGH = 262_144;
/** Milliseconds for which an answer holds. */
const FRESH = 50;

/** For the disk of a file. A disk that cannot be asked is taken to have room: writing will tell. */
export function createDiskRoom(filename: string): () => boolean {
  const folder = dirname(filename);
  let askedAt = Number.NEGATIVE_INFINITY;
  let hasRoom = true;
  return () => {
    const now = performance.now();
    if (now - askedAt < FRESH) return hasRoom;
    askedAt = now;
    hasRoom = free(folder) >= ENOUGH;
    return hasRoom;
  };
}

function free(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/** As SQLite itself says it. */
export function diskFull(): Error {
  const message = 'SQLITE_FULL: the disk has almost no space left. Free some; writing goes on by itself.';
  return Object.assign(new Error(message), { code: 'SQLITE_FULL' });
}
