// Brings a database to this release's schema: numbered migrations, applied in order, each in one transaction.
import type { Knex } from 'knex';
import { dialectOf } from './dialects/dialectOf.ts';
import { assumeLargeTables } from './dialects/sqliteStatistics.ts';
import * as initial from './migrations/0001_initial.ts';
import * as startParts from './migrations/0002_start_parts.ts';
import * as startAnchors from './migrations/0003_start_anchors.ts';
import * as nodes from './migrations/0004_nodes.ts';
import * as largeStores from './migrations/0005_large_stores.ts';
import * as doors from './migrations/0006_doors.ts';
import * as catalogs from './migrations/0007_catalogs.ts';
import * as caseRelations from './migrations/0008_case_relations.ts';
import * as drawnNumbers from './migrations/0009_drawn_numbers.ts';
import * as calendars from './migrations/0010_calendars.ts';
import * as facts from './migrations/0011_facts.ts';
import * as slaClocks from './migrations/0012_sla_clocks.ts';
import * as reports from './migrations/0013_reports.ts';
import * as arrival from './migrations/0014_arrival.ts';
import * as slaPauses from './migrations/0015_sla_pauses.ts';
import * as drafts from './migrations/0016_drafts.ts';
import * as caseMigrations from './migrations/0017_case_migrations.ts';
import * as publications from './migrations/0018_publications.ts';
import * as administration from './migrations/0019_administration.ts';
import * as audits from './migrations/0020_audits.ts';
import * as notes from './migrations/0021_notes.ts';
import * as peopleAtWork from './migrations/0022_people_at_work.ts';
import * as savedViews from './migrations/0023_saved_views.ts';
import { createTable } from './schemaBuilding.ts';
import { storeError } from './storeError.ts';

export interface Migration {
  number: number;
  /** The oldest schema number whose software still reads the database after this migration. */
  minReader: number;
  up(db: Knex): Promise<void>;
}

/** Changes no table: SQLite is told anew what `assumeLargeTables` says. */
async function assumedAnew(): Promise<void> {}

/** Append only. */
export const migrations: readonly Migration[] = [
  { number: 1, minReader: 1, up: initial.up },
  { number: 2, minReader: 1, up: startParts.up },
  { number: 3, minReader: 1, up: startAnchors.up },
  { number: 4, minReader: 1, up: nodes.up },
  { number: 5, minReader: 5, up: largeStores.up },
  { number: 6, minReader: 5, up: doors.up },
  { number: 7, minReader: 5, up: catalogs.up },
  { number: 8, minReader: 5, up: caseRelations.up },
  { number: 9, minReader: 5, up: drawnNumbers.up },
  { number: 10, minReader: 5, up: calendars.up },
  { number: 11, minReader: 5, up: facts.up },
  { number: 12, minReader: 5, up: slaClocks.up },
  { number: 13, minReader: 5, up: reports.up },
  { number: 14, minReader: 5, up: arrival.up },
  { number: 15, minReader: 5, up: slaPauses.up },
  { number: 16, minReader: 5, up: drafts.up },
  { number: 17, minReader: 5, up: caseMigrations.up },
  { number: 18, minReader: 5, up: publications.up },
  { number: 19, minReader: 5, up: administration.up },
  { number: 20, minReader: 5, up: audits.up },
  { number: 21, minReader: 5, up: notes.up },
  { number: 22, minReader: 5, up: peopleAtWork.up },
  { number: 23, minReader: 5, up: savedViews.up },
  { number: 24, minReader: 5, up: assumedAnew },
];

/** Throws `DATABASE_TOO_NEW` when the database asks for younger software than this. */
export async function checkSchema(db: Knex, known = migrations): Promise<{ applied: number }> {
  if (!(await db.schema.hasTable('cauce_schema'))) return { applied: 0 };
  const newest = known.at(-1)?.number ?? 0;
  const [row] = (await db.raw(
    'SELECT max(number) AS applied, max(min_reader) AS reader FROM cauce_schema',
  )) as {
    applied: number | null;
    reader: number | null;
  }[];
  const needed = row?.reader ?? 0;
  if (needed <= newest) return { applied: row?.applied ?? 0 };
  throw storeError(
    'DATABASE_TOO_NEW',
    { needed, known: newest },
    `Expected a database of schema ${newest} or older but it needs ${needed}. Start a newer release of Cauce.`,
  );
}

export function isCurrent(applied: number): boolean {
  return applied >= (migrations.at(-1)?.number ?? 0);
}

/** Runs inside the writer's transaction, while nobody else commits. */
export async function migrate(db: Knex, known = migrations, now = Date.now()): Promise<void> {
  const { applied } = await checkSchema(db, known);
  if (!(await db.schema.hasTable('cauce_schema'))) {
    await createTable(db, 'cauce_schema', (t) => {
      t.specificType('number', 'integer').primary();
      t.integer('min_reader').notNullable();
      t.bigInteger('applied_at').notNullable();
    });
  }
  for (const migration of known) {
    if (migration.number <= applied) continue;
    await migration.up(db);
    const row = { number: migration.number, min_reader: migration.minReader, applied_at: now };
    await db('cauce_schema').insert(row);
  }
  const isNew = applied < (known.at(-1)?.number ?? 0);
  if (isNew && dialectOf(db).name === 'sqlite') await assumeLargeTables(db);
}
