// Copies of the database that the running product makes by itself: when an administrator asks, or every so many hours.
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { logAccess } from './access/accessLog.ts';
import { type BackupRecord, type BackupRow, hashOf, reasonOf, recordOf } from './backupRecord.ts';
import { removeOld } from './oldBackups.ts';
import { backup } from './store/backup.ts';
import type { OpenStore } from './store/openStore.ts';

export interface Backups {
  /** False on a server of databases, which has programs of its own. */
  readonly possible: boolean;
  readonly folder: string;
  /** Null: the keys of personal data are left out. */
  readonly keysFolder: string | null;
  list(limit: number): Promise<BackupRecord[]>;
  /** Resolves when it is done, made or failed; undefined while another is under way. */
  make(by: string): Promise<BackupRecord | undefined>;
  /** Whether the file is what it was, byte by byte. */
  check(id: number): Promise<boolean | undefined>;
  /** Makes one where the last is older than the hours that were set. */
  runDue(): Promise<void>;
  /** What a crash interrupted has failed. */
  recover(): Promise<void>;
}

export interface BackupSettings {
  store: OpenStore;
  folder?: string | undefined;
  keysFolder?: string | undefined;
  /** Hours between two that are made unasked; undefined: none is. */
  everyHours?: number | undefined;
  /** How many of those stay. */
  keep?: number | undefined;
  now(): number;
  log(problem: unknown): void;
}

const scheduler = 'system';
const usualKeep = 14;
const mostListed = 1000;

export function createBackups(settings: BackupSettings): Backups {
  const { store, everyHours, now, log } = settings;
  const mine = { tenant_id: store.tenant };
  const folder = settings.folder ?? `${store.filename}.backups`;
  const keysFolder = settings.keysFolder ?? null;
  const possible = store.dialect === 'sqlite';
  let isRunning = false;

  const find = async (id: number): Promise<BackupRecord | undefined> => {
    const row: BackupRow | undefined = await store
      .reader('cauce_backups')
      .where({ ...mine, id })
      .first();
    return row && recordOf(row);
  };

  async function begin(by: string, file: string, keysFile: string | null): Promise<number> {
    const row = { ...mine, state: 'RUNNING', made_by: by, began_at: now(), file, keys_file: keysFile };
    await store.write((db) => db('cauce_backups').insert(row));
    const begun = await store
      .reader('cauce_backups')
      .where({ ...mine, file })
      .max('id as id')
      .first();
    return Number(begun?.id);
  }

  async function end(id: number, by: string, facts: { [column: string]: string | number }): Promise<void> {
    await store.write(async (db) => {
      await db('cauce_backups')
        .where({ ...mine, id })
        .update({ ...facts, ended_at: now() });
      const detail = facts.state === 'MADE' ? '' : String(facts.state);
      await logAccess(db, store.tenant, now(), { username: '', event: 'backupMade', actor: by, detail });
    });
  }

  async function run(by: string): Promise<BackupRecord | undefined> {
    const name = `cauce-${new Date(now()).toISOString().replace(/[:.]/g, '-')}.db`;
    const target = join(folder, name);
    const keysTarget = keysFolder === null ? undefined : join(keysFolder, `${name}.keys`);
    const id = await begin(by, target, keysTarget ?? null);
    try {
      for (const path of [folder, ...(keysFolder ? [keysFolder] : [])])
        await mkdir(path, { recursive: true, mode: 0o700 });
      const made = await backup({ database: store.filename, target, keysTarget });
      const facts = { bytes: made.bytes, hash: await hashOf(target), journal_position: made.position };
      await end(id, by, { state: 'MADE', ...facts });
    } catch (error) {
      log(error);
      await end(id, by, { state: 'FAILED', error: JSON.stringify(reasonOf(error, target)) });
    }
    return find(id);
  }

  return {
    possible,
    folder,
    keysFolder,
    async list(limit) {
      const rows: BackupRow[] = await store
        .reader('cauce_backups')
        .where(mine)
        .orderBy('id', 'desc')
        .limit(limit);
      return Promise.all(rows.map(recordOf));
    },
    async make(by) {
      if (isRunning || !possible) return undefined;
      isRunning = true;
      try {
        return await run(by);
      } finally {
        isRunning = false;
      }
    },
    async check(id) {
      const found = await find(id);
      if (!found?.hash || !found.isThere) return undefined;
      return (await hashOf(found.file)) === found.hash;
    },
    async runDue() {
      if (everyHours === undefined || !possible) return;
      const last = await store.reader('cauce_backups').where(mine).max('began_at as at').first();
      if (Number(last?.at ?? 0) + everyHours * 3_600_000 > now()) return;
      await this.make(scheduler);
      await removeOld(await this.list(mostListed), { madeBy: scheduler, keep: settings.keep ?? usualKeep });
    },
    async recover() {
      if (!possible) return;
      const error = JSON.stringify({ code: 'BACKUP_INTERRUPTED', values: {} });
      const running = { ...mine, state: 'RUNNING' };
      const left: BackupRow[] = await store.reader('cauce_backups').where(running);
      if (left.length === 0) return;
      await store.write((db) => db('cauce_backups').where(running).update({ state: 'FAILED', error }));
      for (const { file, keys_file: keys } of left)
        for (const path of keys === null ? [file] : [file, keys])
          await rm(`${path}.partial`, { force: true });
    },
  };
}
