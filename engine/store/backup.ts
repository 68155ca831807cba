// A copy of a live database file, as it stands at one instant, while its server goes on writing; its keys apart.
import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Knex } from 'knex';
import { type BackupFile, backupFile, refuseLive } from './backupFile.ts';
import { connect } from './dialects/sqliteConnect.ts';
import { storeError } from './storeError.ts';

export interface BackupOptions {
  /** Path of the live database. */
  database: string;
  target: string;
  /** Where its keys go. Without it they are left out: they have a backup of their own. */
  keysTarget?: string | undefined;
  /** Told about twice a second, in bytes written and bytes expected at most. */
  progress?(written: number, most: number): void;
}

export interface Backup {
  file: string;
  bytes: number;
  /** The last batch of the journal that it holds, 0 where it holds none; and when that was committed. */
  position: number;
  at: number | null;
  keys: { file: string; bytes: number } | null;
}

const LOOK_MS = 500;

/** Refuses before it writes anything; a copy has the name asked for when it is whole and on disk. */
export async function backup(options: BackupOptions): Promise<Backup> {
  const { database, target, keysTarget } = options;
  mustExist('DATABASE_MISSING', database);
  if (keysTarget !== undefined) mustExist('KEYS_MISSING', `${database}.keys`);
  refuseLive(database, target, keysTarget);
  const live = connect(database, []);
  const liveKeys = keysTarget === undefined ? undefined : connect(`${database}.keys`, []);
  const made: BackupFile[] = [];
  try {
    if (!(await live.schema.hasTable('cauce_journal')))
      throw storeError(
        'DATABASE_NOT_OURS',
        { filename: database },
        `Expected a database of Cauce but ${database} does not hold its history. Check its path.`,
      );
    const file = await backupFile(target);
    made.push(file);
    const keysFile = keysTarget === undefined ? undefined : await backupFile(keysTarget);
    if (keysFile) made.push(keysFile);
    const anchorHead = liveKeys && (await readAnchorHead(liveKeys));
    await copy(live, file.partial, options.progress);
    // After the database, for a key is durable before anything is sealed under it: none can lack.
    if (liveKeys && keysFile) await copyKeys(liveKeys, keysFile.partial, anchorHead);
    const last = await lastBatch(file.partial);
    const bytes = await file.keep();
    const keys = keysFile ? { file: keysFile.path, bytes: await keysFile.keep() } : null;
    return { file: file.path, bytes, ...last, keys };
  } finally {
    for (const file of made) await file.discard();
    await live.destroy();
    await liveKeys?.destroy();
  }
}

function mustExist(code: 'DATABASE_MISSING' | 'KEYS_MISSING', filename: string): void {
  if (existsSync(filename)) return;
  throw storeError(code, { filename }, `Expected ${filename} but there is no such file. Check its path.`);
}

/** One reading transaction: writers go on, and what they commit meanwhile is not in the copy. */
async function copy(db: Knex, into: string, progress: BackupOptions['progress']): Promise<void> {
  const [pages] = (await db.raw('PRAGMA page_count')) as { page_count: number }[];
  const [size] = (await db.raw('PRAGMA page_size')) as { page_size: number }[];
  const most = (pages?.page_count ?? 0) * (size?.page_size ?? 0);
  const looks = setInterval(() => {
    stat(into).then(
      ({ size }) => progress?.(size, Math.max(size, most)),
      () => {},
    );
  }, LOOK_MS);
  try {
    await db.raw('VACUUM INTO ?', [into]);
  } finally {
    clearInterval(looks);
  }
}

/**
 * The store of keys remembers the last anchor. It may lag behind the database but never lead, or the copy's history
 * would seem cut: the copy keeps the one from before.
 */
async function copyKeys(keys: Knex, into: string, anchorHead: Buffer | undefined): Promise<void> {
  await copy(keys, into, undefined);
  const made = connect(into, []);
  try {
    const head = made('cauce_secrets').where({ name: 'anchorHead' });
    await (anchorHead ? head.update({ wrapped: anchorHead }) : head.del());
  } finally {
    await made.destroy();
  }
}

async function readAnchorHead(keys: Knex): Promise<Buffer | undefined> {
  const row = (await keys('cauce_secrets').where({ name: 'anchorHead' }).first('wrapped')) as
    | { wrapped: Buffer }
    | undefined;
  return row?.wrapped;
}

async function lastBatch(filename: string): Promise<{ position: number; at: number | null }> {
  const made = connect(filename, ['query_only = ON']);
  try {
    const row = (await made('cauce_journal').orderBy('position', 'desc').first('position', 'at')) as
      | { position: number; at: number }
      | undefined;
    return { position: row?.position ?? 0, at: row?.at ?? null };
  } finally {
    await made.destroy();
  }
}
