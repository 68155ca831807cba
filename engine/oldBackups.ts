// Backups that made themselves go by themselves: the newest stay, whatever somebody asked for stays, and all stay on record.
import { rm } from 'node:fs/promises';
import type { BackupRecord } from './backupRecord.ts';

export async function removeOld(
  records: readonly BackupRecord[],
  { madeBy, keep }: { madeBy: string; keep: number },
): Promise<void> {
  const own = records.filter((record) => record.isThere && record.madeBy === madeBy);
  for (const { file, keysFile } of own.slice(keep))
    for (const path of keysFile === null ? [file] : [file, keysFile]) await rm(path, { force: true });
}
