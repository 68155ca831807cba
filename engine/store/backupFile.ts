// The file that a backup becomes: written under another name, whole and on disk before it has its own, never over another.
import { existsSync, realpathSync, statSync } from 'node:fs';
import { link, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { storeError } from './storeError.ts';

export interface BackupFile {
  path: string;
  /** What is written to. */
  partial: string;
  /** Gives it its name; resolves to its size when it is on disk. */
  keep(): Promise<number>;
  /** What was written and not kept. */
  discard(): Promise<void>;
}

/** Nothing is written yet; the file and its partial one must not be there. */
export async function backupFile(target: string): Promise<BackupFile> {
  const path = placeOf(target);
  const partial = `${path}.partial`;
  for (const filename of [path, partial]) if (existsSync(filename)) throw exists(filename);
  return {
    path,
    partial,
    async keep() {
      const bytes = await toDisk(partial);
      await named(partial, path);
      await rm(partial, { force: true });
      await toDisk(dirname(path));
      return bytes;
    },
    async discard() {
      for (const suffix of ['', '-journal', '-wal', '-shm']) await rm(`${partial}${suffix}`, { force: true });
    },
  };
}

/** A backup among the files of the live database would be taken for one of them, or take its place. */
export function refuseLive(database: string, target: string, keysTarget?: string): void {
  const live = [resolve(database), realpathSync(database)];
  const targets = keysTarget === undefined ? [target] : [target, keysTarget];
  for (const each of targets) {
    if (live.some((file) => isOf(file, placeOf(each)))) throw inUse(each, database);
  }
  if (keysTarget === undefined) return;
  const [place, keysPlace] = [placeOf(target), placeOf(keysTarget)];
  if (keysPlace !== `${place}.keys` && isOf(place, keysPlace)) throw inUse(keysTarget, target);
}

/** Whether SQLite or Cauce keep this name beside the database: its log, its keys, its lock, its master key. */
function isOf(database: string, path: string): boolean {
  if (!path.startsWith(database)) return false;
  return /^(\.keys|\.lock)?(-wal|-shm|-journal)?$|^\.master(\.new)?$/.test(path.slice(database.length));
}

function placeOf(target: string): string {
  const path = resolve(target);
  const folder = dirname(path);
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw storeError(
      'BACKUP_FOLDER_MISSING',
      { folder },
      `Expected the folder ${folder} for the backup but there is none. Make it, or name another.`,
    );
  }
  return join(realpathSync(folder), basename(path));
}

/** A link is refused where the name is taken, which a renaming is not. */
async function named(partial: string, path: string): Promise<void> {
  try {
    await link(partial, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' || existsSync(path)) throw exists(path);
    // A file system without links.
    await rename(partial, path);
  }
}

/** Gives its size. */
async function toDisk(path: string): Promise<number> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
    return (await handle.stat()).size;
  } finally {
    await handle.close();
  }
}

function exists(filename: string) {
  return storeError(
    'BACKUP_TARGET_EXISTS',
    { filename },
    `Expected a new file for the backup but ${filename} is there. Name another, or remove it first.`,
  );
}

function inUse(filename: string, database: string) {
  return storeError(
    'BACKUP_TARGET_LIVE',
    { filename, database },
    `Expected a file apart from ${database} but ${filename} is one of its own. Name another.`,
  );
}
