// Catalogs as they are stored: a version for each change, on record in the catalog's own stream with who made it and when.
import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { Json } from '../core/json.ts';
import { writeRecord } from './journalRecords.ts';

export interface CatalogVersion {
  id: string;
  version: number;
  /** Epoch milliseconds from which it is in force. */
  fromAt: number;
  sha256: string;
  source: string;
  comment: string | null;
  changedAt: number;
  changedBy: string;
}

export interface NewCatalogVersion {
  id: string;
  fromAt: number;
  content: string;
  source: string;
  comment?: string | undefined;
  at: number;
  by: string;
}

const columns = {
  id: 'catalog_id',
  version: 'version',
  fromAt: 'from_at',
  sha256: 'sha256',
  source: 'source',
  comment: 'comment',
  changedAt: 'changed_at',
  changedBy: 'changed_by',
} as const;

/** All of one catalog, or of every catalog, without their contents; the oldest first. */
export async function readCatalogVersions(db: Knex, tenant: string, id?: string): Promise<CatalogVersion[]> {
  const rows = await db('cauce_catalog_versions')
    .where({ tenant_id: tenant, ...(id !== undefined && { catalog_id: id }) })
    .orderBy(['catalog_id', 'version'])
    .select(columns);
  return rows.map((row: CatalogVersion) => ({
    ...row,
    version: Number(row.version),
    fromAt: Number(row.fromAt),
    changedAt: Number(row.changedAt),
  }));
}

export async function readCatalogContent(
  db: Knex,
  tenant: string,
  id: string,
  version: number,
): Promise<string | undefined> {
  const row = await db('cauce_catalog_versions')
    .where({ tenant_id: tenant, catalog_id: id, version })
    .first('content');
  return row?.content;
}

/** The version in force at an instant; undefined before the first. */
export function inForce(versions: readonly CatalogVersion[], at: number): CatalogVersion | undefined {
  let found: CatalogVersion | undefined;
  for (const one of versions) if (one.fromAt <= at && (!found || one.fromAt >= found.fromAt)) found = one;
  return found;
}

/** Inside a write transaction, which gives the version its number. */
export async function insertCatalogVersion(
  db: Knex,
  tenant: string,
  given: NewCatalogVersion,
): Promise<CatalogVersion> {
  const { id, content, at } = given;
  const before = (await readCatalogVersions(db, tenant, id)).at(-1);
  const version: CatalogVersion = {
    id,
    version: (before?.version ?? 0) + 1,
    fromAt: given.fromAt,
    sha256: sha256(content),
    source: given.source,
    comment: given.comment ?? null,
    changedAt: at,
    changedBy: given.by,
  };
  const row = Object.fromEntries(
    Object.entries(columns).map(([name, column]) => [column, version[name as keyof CatalogVersion]]),
  );
  await db('cauce_catalog_versions').insert({ ...row, tenant_id: tenant, content });
  await writeRecord(db, tenant, { stream: `catalog:${id}`, actor: given.by, at, facts: factsOf(version) });
  return version;
}

/**
 * A deployed file is a version where it differs from what was deployed before, so that deploying the same again leaves
 * alone what people changed since.
 */
export async function deployCatalog(
  db: Knex,
  tenant: string,
  given: Omit<NewCatalogVersion, 'fromAt'>,
): Promise<void> {
  const versions = await readCatalogVersions(db, tenant, given.id);
  const deployed = versions.findLast(({ source }) => source.startsWith('deployment:'));
  if (deployed?.sha256 === sha256(given.content)) return;
  await insertCatalogVersion(db, tenant, { ...given, fromAt: given.at });
}

/** What the journal says of a version. */
export function factsOf(version: CatalogVersion): { [name: string]: Json } {
  const { id, fromAt, changedAt, changedBy, ...facts } = version;
  return { catalog: id, from: fromAt, at: changedAt, by: changedBy, ...facts };
}

export function sha256(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}
