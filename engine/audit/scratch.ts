// A database that vanishes when it is closed, beside the one under audit in one snapshot of it: what the journal gives
// is written into the first and compared with the second.
import { connect } from '../store/database.ts';
import { projections } from '../store/projections/index.ts';
import type { Db } from '../store/store.ts';

/** Empty tables of read models stand before those of the audited database; these say `audited.` to be reached. */
export interface Scratch {
  db: Db;
  close(): Promise<void>;
}

export const readModels = [
  ...Object.values(projections).flatMap(({ tables }) => tables),
  {
    name: 'cauce_documents',
    key: ['id'],
    columns: [
      'id',
      'tenant_id',
      'case_key',
      'name',
      'content_type',
      'size',
      'sha256',
      'key_id',
      'created_at',
      'created_by',
    ],
  } as const,
];

/** Reading goes on in one snapshot until `close`, whatever a running server commits meanwhile. */
export async function openScratch(filename: string): Promise<Scratch> {
  // Without a name SQLite keeps it in its cache, and in a file of its own when it outgrows that.
  const db = connect('', ['main.journal_mode = OFF', 'main.synchronous = OFF', 'main.cache_size = -65536']);
  try {
    await db.raw('ATTACH DATABASE ? AS audited', [filename]);
    await db.raw('BEGIN');
    const names = readModels.map(({ name }) => name);
    const made = (await db('audited.sqlite_master')
      .whereIn('tbl_name', names)
      .whereNotNull('sql')
      .orderBy('type', 'desc')
      .select('type', 'tbl_name', 'sql')) as { type: string; tbl_name: string; sql: string }[];
    for (const { type, tbl_name, sql } of made) {
      // Of the indexes only what keeps names unique, and what statements of the read models look up.
      if (type === 'table' || /^create unique/i.test(sql) || tbl_name === 'cauce_incidents')
        await db.raw(sql);
    }
    return { db, close: () => db.destroy() };
  } catch (error) {
    await db.destroy();
    throw error;
  }
}
