// Old cases of another tool taken into the journal with their own dates: all lines are good, or nothing is taken in.
import { createHash } from 'node:crypto';
import type { Problem } from '../../core/index.ts';
import type { Batch } from '../../store/commit.ts';
import { RECORD_SEMANTICS, writeRecord } from '../../store/journalRecords.ts';
import type { OpenStore } from '../../store/openStore.ts';
import type { Db } from '../../store/store.ts';
import type { Definition } from '../definitions.ts';
import { createInstanceKeys } from '../instanceKeys.ts';
import { zoneOf } from '../zones.ts';
import { batchesOf, type Imported } from './history.ts';
import type { CaseMapping } from './mapping.ts';
import { type OldCase, readCases } from './readCases.ts';

export interface ImportRequest {
  /** Which tool it comes from: with a case's id there, what makes it the same case when imported again. */
  source: string;
  /** The deployed process whose elements the activities were. */
  definition: Definition;
  mapping: CaseMapping;
  file: { name: string; content: Buffer };
  by: string;
  now: number;
  zone?: string;
  progress?(cases: number): void;
}

export type ImportOutcome =
  | { ok: true; imported: number; skipped: number; activities: number; batches: number }
  | { ok: false; problems: Problem[] };

/** Cases of one transaction. */
const AT_ONCE = 100;
const LOOKED_UP = 500;

export async function importCases(store: OpenStore, request: ImportRequest): Promise<ImportOutcome> {
  const { source, definition, mapping, file, by, now } = request;
  const zone = zoneOf(request.zone ?? 'America/Bogota');
  if (!zone) throw new Error(`Expected a time zone, but Node knows no ${request.zone}. Use an IANA name.`);
  const { elements } = definition.model;
  const read = readCases(file.content, { resource: file.name, mapping, elements, zone, now });
  if ('problems' in read) return { ok: false, problems: read.problems };
  const cases = await newCases(store, source, read);
  const taken = await takenNumbers(store, cases);
  const problems = cases.flatMap(({ number, line }): Problem[] => {
    if (number === undefined || !taken.has(number)) return [];
    const values = { row: line, number };
    return [{ severity: 'error', code: 'IMPORT_NUMBER_TAKEN', resource: file.name, values }];
  });
  if (problems.length > 0) return { ok: false, problems };
  const imported: Imported = { source, file: sha256(file.content), by, at: now };
  const keys = createInstanceKeys(store);
  let batches = 0;
  let activities = 0;
  let done = 0;
  for (let from = 0; from < cases.length; from += AT_ONCE) {
    const group = cases.slice(from, from + AT_ONCE);
    await keys.ensure(group.length);
    const made = group.map((old) => {
      const key = keys.take();
      activities += old.activities.length;
      return [recordOf(old, key, imported), ...batchesOf(old, key, definition, imported, zone)];
    });
    // The record's stream takes one first batch: a second import of the same case at the same time fails here.
    await store.write((db) => store.commitBatches(db, made.flat()));
    batches += made.reduce((sum, one) => sum + one.length, 0);
    done += group.length;
    request.progress?.(done);
  }
  const skipped = read.length - cases.length;
  const facts = {
    file: imported.file,
    name: file.name,
    process: definition.processId,
    imported: done,
    skipped,
  };
  await store.write((db) =>
    writeRecord(db, store.tenant, { stream: `import:${source}`, actor: by, at: now, facts }),
  );
  return { ok: true, imported: done, skipped, activities, batches };
}

/** Each case of each source has one: that it is there says that the case was imported. Ids may be somebody's. */
function streamOf(source: string, id: string): string {
  return `import:${source}:${sha256(Buffer.from(`${source}\n${id}`)).slice(0, 32)}`;
}

function recordOf(old: OldCase, key: number, { source, file, by, at }: Imported): Batch {
  const stream = streamOf(source, old.id);
  return {
    stream,
    sequence: 1,
    commandId: `${stream}|1`,
    principal: by,
    bodyHash: '',
    actor: by,
    at,
    deploymentHash: null,
    semantics: RECORD_SEMANTICS,
    commands: [],
    inputs: { record: { case: key, file, line: old.line } },
    events: [],
    routed: [],
    previousHash: '',
    idempotent: false,
  };
}

/** Those that were not imported before. */
async function newCases(store: OpenStore, source: string, cases: OldCase[]): Promise<OldCase[]> {
  const there = new Set<string>();
  for (const streams of chunks(cases.map(({ id }) => streamOf(source, id)))) {
    const rows = (await store
      .reader('cauce_journal')
      .where({ tenant_id: store.tenant, sequence: 1 })
      .whereIn('stream', streams)
      .select('stream')) as { stream: string }[];
    for (const { stream } of rows) there.add(stream);
  }
  return cases.filter(({ id }) => !there.has(streamOf(source, id)));
}

/** A number is one case's alone. */
async function takenNumbers(store: OpenStore, cases: OldCase[]): Promise<Set<string>> {
  const taken = new Set<string>();
  const db: Db = store.reader;
  for (const numbers of chunks(cases.flatMap(({ number }) => number ?? []))) {
    const rows = (await db('cauce_cases')
      .where({ tenant_id: store.tenant })
      .whereIn('number', numbers)
      .select('number')) as { number: string }[];
    for (const { number } of rows) taken.add(number);
  }
  return taken;
}

function chunks<T>(all: T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / LOOKED_UP) }, (_, at) =>
    all.slice(at * LOOKED_UP, (at + 1) * LOOKED_UP),
  );
}

function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
