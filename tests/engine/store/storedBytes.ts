// Everything that a store keeps, byte for byte, for tests that look for what must not be there.
import { existsSync, readFileSync } from 'node:fs';
import type { OpenStore } from '../../../engine/store/openStore.ts';

export async function storedBytes({ dialect, filename, reader }: OpenStore): Promise<Buffer> {
  if (dialect === 'sqlite') {
    const files = ['', '-wal', '.keys', '.keys-wal', '.lock', '.master'].map((end) => `${filename}${end}`);
    return Buffer.concat(files.filter((file) => existsSync(file)).map((file) => readFileSync(file)));
  }
  // The server's files hold other databases: what every table holds, bytes of columns as they are.
  const tables = (await reader.raw(
    `SELECT table_schema || '.' || table_name AS name FROM information_schema.tables
     WHERE table_schema IN ('public', 'cauce_keys')`,
  )) as { name: string }[];
  const parts: Buffer[] = [];
  for (const { name } of tables) {
    for (const row of (await reader.raw(`SELECT * FROM ${name}`)) as { [column: string]: unknown }[]) {
      for (const cell of Object.values(row))
        parts.push(Buffer.isBuffer(cell) ? cell : Buffer.from(`${cell}\n`));
    }
  }
  return Buffer.concat(parts);
}
