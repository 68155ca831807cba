// Copies of the database that the running product makes by itself: when an administrator asks, or every so many hours.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { logAccess } from './access/accessLog.ts';
import { backup } from './store/backup.ts';
import type { OpenStore } from './store/openStore.ts';

export interface BackupRecord {
  id: number;
  state: 'RUNNING' | 'MADE' | 'FAILED';
  madeBy: string;
  beganAt: number;
  endedAt: number | null;
  file: string;
  bytes: number | null;
  hash: string | null;
  position: number | null;
  keysFile: string | null;
  /** Why it failed: code and values. */
  error: { code: string; values: { [name: string]: string } } | null;
  /** Whether the file is there still, as long as it was. */
  isThere: boolean;
}

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
  now(): number;
  log(problem: unknown): void;
}

interface Row {
  id: number | string;
  state: BackupRecord['state'];
  made_by: string;
  began_at: number | string;
  ended_at: number | string | null;
  file: string;
  bytes: number | string | null;
  hash: string | null;
  journal_position: number | string | null;
  keys_file: string | null;
  error: string | null;
}

const scheduler = 'system';

export function createBackups(settings: BackupSettings): Backups {
  const { store, everyHours, now, log } = settings;
  const mine = { tenant_id: store.tenant };
  const folder = settings.folder ?? `${store.filename}.backups`;
  const keysFolder = settings.keysFolder ?? null;
  const possible = store.dialect === 'sqlite';
  let isRunning = false;

  const find = async (id: number): Promise<BackupRecord | undefined> => {
    const row: Row | undefined = await store
      .reader('cauce_backups')
      .where({ ...mine, id })
      .first();
    return row && record(row);
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
      const rows: Row[] = await store.reader('cauce_backups').where(mine).orderBy('id', 'desc').limit(limit);
      return Promise.all(rows.map(record));
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
      if (Number(last?.at ?? 0) + everyHours * 3_600_000 <= now()) await this.make(scheduler);
    },
    async recover() {
      if (!possible) return;
      const error = JSON.stringify({ code: 'BACKUP_INTERRUPTED', values: {} });
      const running = { ...mine, state: 'RUNNING' };
      const left: Row[] = await store.reader('cauce_backups').where(running);
      if (left.length === 0) return;
      await store.write((db) => db('cauce_backups').where(running).update({ state: 'FAILED', error }));
      for (const { file, keys_file: keys } of left)
        for (const path of keys === null ? [file] : [file, keys])
          await rm(`${path}.partial`, { force: true });
    },
  };
}

async function record(row: Row): Promise<BackupRecord> {
  const bytes = numberOf(row.bytes);
  return {
    id: Number(row.id),
    state: row.state,
    madeBy: row.made_by,
    beganAt: Number(row.began_at),
    endedAt: numberOf(row.ended_at),
    file: row.file,
    bytes,
    hash: row.hash,
    position: numberOf(row.journal_position),
    keysFile: row.keys_file,
    error: row.error === null ? null : (JSON.parse(row.error) as BackupRecord['error']),
    isThere: row.state === 'MADE' && existsSync(row.file) && (await stat(row.file)).size === bytes,
  };
}

const numberOf = (value: number | string | null): number | null => (value === null ? null : Number(value));

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** Ours say why in their own words; what the disk says goes as its code. */
function reasonOf(error: unknown, filename: string): { code: string; values: { [name: string]: string } } {
  const { code, values } = (error ?? {}) as { code?: unknown; values?: { [name: string]: string } };
  if (typeof code === 'string' && values !== undefined) return { code, values };
  return { code: 'BACKUP_FAILED', values: { filename, reason: typeof code === 'string' ? code : '' } };
}
