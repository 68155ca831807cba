// A real database file with the schema, an adjustable clock and an access over both, for the tests of this folder.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Access, type AccessParts, createAccess } from '../../../engine/access/access.ts';
import { openDatabase } from '../../../engine/store/database.ts';
import { counted } from '../../../engine/store/generation.ts';
import { migrate } from '../../../engine/store/migrate.ts';
import type { Store } from '../../../engine/store/store.ts';
import { databaseIn } from '../../harness/testDatabase.ts';

export interface AccessUnderTest {
  access: Access;
  store: Store;
  clock: { now: number };
  close(): Promise<void>;
}

export async function openAccess(parts: Partial<AccessParts> = {}): Promise<AccessUnderTest> {
  const folder = mkdtempSync(join(tmpdir(), 'cauce-access-'));
  const database = await openDatabase({ filename: await databaseIn(folder, 'access.db') });
  await database.write((db) => migrate(db));
  const clock = { now: Date.UTC(2026, 2, 2, 13) };
  const refuse = () => Promise.reject(new Error('Expected access to ask no projection.'));
  const store: Store = {
    tenant: '<default>',
    dialect: database.dialect,
    shared: database.dialect === 'postgres',
    session: '',
    reader: database.reader,
    ...counted(database.write),
    writeGroup: database.writeGroup,
    lockNames: async () => {},
    openBus: () => undefined,
    search: refuse,
    openTasks: refuse,
    find: refuse,
  };
  return {
    access: createAccess({ store, now: () => clock.now, ...parts }),
    store,
    clock,
    async close() {
      await database.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** A request as Node gives it, reduced to what identification reads. */
export function requestWith(headers: Record<string, string>) {
  return { headers, socket: {} } as never;
}
