// One backup as it is on record: who made it when, what it holds, why it failed, and whether its file is there still.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';

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

export interface BackupRow {
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

export async function recordOf(row: BackupRow): Promise<BackupRecord> {
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

export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** Ours say why in their own words; what the disk says goes as its code. */
export function reasonOf(
  error: unknown,
  filename: string,
): { code: string; values: { [name: string]: string } } {
  const { code, values } = (error ?? {}) as { code?: unknown; values?: { [name: string]: string } };
  if (typeof code === 'string' && values !== undefined) return { code, values };
  return { code: 'BACKUP_FAILED', values: { filename, reason: typeof code === 'string' ? code : '' } };
}
