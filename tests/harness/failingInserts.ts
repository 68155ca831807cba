// A table that refuses chosen rows, as a broken row of a projection would make it, on either database.
import type { Db } from '../../engine/store/store.ts';

/** `condition` is SQL over `NEW`. In a transaction. */
export async function refuseInserts(db: Db, table: string, condition: string): Promise<void> {
  if (isSqlite(db)) {
    await db.raw(`CREATE TRIGGER fail BEFORE INSERT ON ${table} WHEN ${condition}
      BEGIN SELECT RAISE(ABORT, 'broken on purpose'); END`);
    return;
  }
  await db.raw(`CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN IF ${condition} THEN RAISE 'broken on purpose'; END IF; RETURN NEW; END $$`);
  await db.raw(`CREATE TRIGGER fail BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION fail()`);
}

export async function takeInserts(db: Db, table: string): Promise<void> {
  await db.raw(isSqlite(db) ? 'DROP TRIGGER fail' : `DROP TRIGGER fail ON ${table}`);
  if (!isSqlite(db)) await db.raw('DROP FUNCTION fail()');
}

function isSqlite(db: Db): boolean {
  return (db.client as { dialect: string }).dialect === 'sqlite3';
}
