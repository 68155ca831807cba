// Compares the versions of catalogs with what the journal recorded of each: who changed it, from when on, and its bytes.
import type { Json } from '../core/json.ts';
import { canonicalJson } from '../store/canonical.ts';
import { factsOf, readCatalogContent, readCatalogVersions, sha256 } from '../store/catalogVersions.ts';
import { recordOf } from '../store/journalRecords.ts';
import type { Db } from '../store/store.ts';

export interface CatalogProblem {
  code: 'CATALOG_CHANGED' | 'CATALOG_DELETED' | 'CATALOG_UNKNOWN';
  stream: string;
  sequence: number;
  /** Its version. */
  row: string;
}

export async function verifyCatalogs({ db, tenant }: { db: Db; tenant: string }): Promise<{
  /** Versions. */
  catalogs: number;
  problems: CatalogProblem[];
}> {
  const problems: CatalogProblem[] = [];
  const records = (await db('cauce_journal')
    .where({ tenant_id: tenant })
    .where('stream', '>', 'catalog:')
    .where('stream', '<', 'catalog;')
    .orderBy(['stream', 'sequence'])
    .select('stream', 'sequence', 'payload')) as { stream: string; sequence: number; payload: string }[];
  const versions = await readCatalogVersions(db, tenant);
  const kept = new Map(versions.map((one) => [`catalog:${one.id}\n${one.version}`, one]));
  for (const { stream, sequence, payload } of records) {
    const name = `${stream}\n${sequence}`;
    const version = kept.get(name);
    kept.delete(name);
    const add = (code: CatalogProblem['code']) =>
      problems.push({ code, stream, sequence, row: String(sequence) });
    const content = version && (await readCatalogContent(db, tenant, version.id, version.version));
    if (!version || content === undefined) add('CATALOG_DELETED');
    else if (
      canonicalJson((recordOf(payload) ?? {}) as Json) !== canonicalJson(factsOf(version)) ||
      sha256(content) !== version.sha256
    )
      add('CATALOG_CHANGED');
  }
  for (const [name, { version }] of kept) {
    const stream = name.split('\n')[0] ?? '';
    problems.push({ code: 'CATALOG_UNKNOWN', stream, sequence: version, row: String(version) });
  }
  return { catalogs: versions.length, problems };
}
