// Catalogs and calendars as they are stored: a version for each change, on record in a stream of their own with who made
// it and when.
import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { Json } from '../core/json.ts';
import { writeRecord } from './journalRecords.ts';

export type ContentKind = 'catalog' | 'calendar';

export interface ContentVersion {
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

export interface NewContentVersion {
  id: string;
  fromAt: number;
  content: string;
  source: string;
  comment?: string | undefined;
  at: number;
  by: string;
}

const columns = {
  version: 'version',
  fromAt: 'from_at',
  sha256: 'sha256',
  source: 'source',
  comment: 'comment',
  changedAt: 'changed_at',
  changedBy: 'changed_by',
} as const;

const rowsOf = (db: Knex, kind: ContentKind) => db(`cauce_${kind}_versions`);
const idOf = (kind: ContentKind) => `${kind}_id`;

/** All of one, or of every one of its kind, without their contents; the oldest first. */
export async function readVersions(
  db: Knex,
  tenant: string,
  kind: ContentKind,
  id?: string,
): Promise<ContentVersion[]> {
  const rows = await rowsOf(db, kind)
    .where({ tenant_id: tenant, ...(id !== undefined && { [idOf(kind)]: id }) })
    .orderBy([idOf(kind), 'version'])
    .select({ id: idOf(kind), ...columns });
  return rows.map((row: ContentVersion) => ({
    ...row,
    version: Number(row.version),
    fromAt: Number(row.fromAt),
    changedAt: Number(row.changedAt),
  }));
}

export async function readContent(
  db: Knex,
  tenant: string,
  kind: ContentKind,
  id: string,
  version: number,
): Promise<string | undefined> {
  const row = await rowsOf(db, kind)
    .where({ tenant_id: tenant, [idOf(kind)]: id, version })
    .first('content');
  return row?.content;
}

/** The version in force at an instant; undefined before the first. */
export function inForce(versions: readonly ContentVersion[], at: number): ContentVersion | undefined {
  let found: ContentVersion | undefined;
  for (const one of versions) if (one.fromAt <= at && (!found || one.fromAt >= found.fromAt)) found = one;
  return found;
}

/** Inside a write transaction, which gives the version its number. */
export async function insertVersion(
  db: Knex,
  tenant: string,
  kind: ContentKind,
  given: NewContentVersion,
): Promise<ContentVersion> {
  const { id, content, at } = given;
  const before = (await readVersions(db, tenant, kind, id)).at(-1);
  const version: ContentVersion = {
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
    Object.entries(columns).map(([name, column]) => [column, version[name as keyof ContentVersion]]),
  );
  await rowsOf(db, kind).insert({ ...row, [idOf(kind)]: id, tenant_id: tenant, content });
  const facts = factsOf(kind, version);
  await writeRecord(db, tenant, { stream: `${kind}:${id}`, actor: given.by, at, facts });
  return version;
}

/**
 * A deployed file is a version where it differs from what was deployed before, so that deploying the same again leaves
 * alone what people changed since.
 */
export async function deployVersion(
  db: Knex,
  tenant: string,
  kind: ContentKind,
  given: Omit<NewContentVersion, 'fromAt'>,
): Promise<void> {
  const versions = await readVersions(db, tenant, kind, given.id);
  if (versions.findLast(isDeployed)?.sha256 === sha256(given.content)) return;
  await insertVersion(db, tenant, kind, { ...given, fromAt: given.at });
}

export function isDeployed({ source }: ContentVersion): boolean {
  return source.startsWith('deployment:');
}

/** What the journal says of a version. */
export function factsOf(kind: ContentKind, version: ContentVersion): { [name: string]: Json } {
  const { id, fromAt, changedAt, changedBy, ...facts } = version;
  return { [kind]: id, from: fromAt, at: changedAt, by: changedBy, ...facts };
}

export function sha256(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}
