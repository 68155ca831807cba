// Compares the versions of catalogs and calendars with what the journal recorded of each: who changed it, from when on, and
// its bytes.
import type { Json } from '../core/json.ts';
import { canonicalJson } from '../store/canonical.ts';
import { type ContentKind, factsOf, readContent, readVersions, sha256 } from '../store/contentVersions.ts';
import { recordOf } from '../store/journalRecords.ts';
import type { Db } from '../store/store.ts';

const codes = {
  catalog: { changed: 'CATALOG_CHANGED', deleted: 'CATALOG_DELETED', unknown: 'CATALOG_UNKNOWN' },
  calendar: { changed: 'CALENDAR_CHANGED', deleted: 'CALENDAR_DELETED', unknown: 'CALENDAR_UNKNOWN' },
} as const;

type Codes = (typeof codes)[ContentKind];

export interface ReferenceProblem {
  code: Codes[keyof Codes];
  stream: string;
  sequence: number;
  /** Its version. */
  row: string;
}

export async function verifyReferenceData(
  { db, tenant }: { db: Db; tenant: string },
  kind: ContentKind,
): Promise<{ versions: number; problems: ReferenceProblem[] }> {
  const problems: ReferenceProblem[] = [];
  const records = (await db('cauce_journal')
    .where({ tenant_id: tenant })
    .where('stream', '>', `${kind}:`)
    .where('stream', '<', `${kind};`)
    .orderBy(['stream', 'sequence'])
    .select('stream', 'sequence', 'payload')) as { stream: string; sequence: number; payload: string }[];
  const versions = await readVersions(db, tenant, kind);
  const kept = new Map(versions.map((one) => [`${kind}:${one.id}\n${one.version}`, one]));
  for (const { stream, sequence, payload } of records) {
    const name = `${stream}\n${sequence}`;
    const version = kept.get(name);
    kept.delete(name);
    const add = (code: ReferenceProblem['code']) =>
      problems.push({ code, stream, sequence, row: String(sequence) });
    const content = version && (await readContent(db, tenant, kind, version.id, version.version));
    if (!version || content === undefined) add(codes[kind].deleted);
    else if (
      canonicalJson((recordOf(payload) ?? {}) as Json) !== canonicalJson(factsOf(kind, version)) ||
      sha256(content) !== version.sha256
    )
      add(codes[kind].changed);
  }
  for (const [name, { version }] of kept) {
    const stream = name.split('\n')[0] ?? '';
    problems.push({ code: codes[kind].unknown, stream, sequence: version, row: String(version) });
  }
  return { versions: versions.length, problems };
}
