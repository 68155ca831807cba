// Which cases a migration is asked about: the version that they go to, the one that they are of, the run that moved them.
import type { MigrationRoute } from '../engine.ts';
import { notFound, type Visit } from '../visit.ts';
import { type Definition, opened } from './openProcess.ts';
import { numberOf } from './rows.ts';

interface Source {
  key: number;
  version: number;
  cases: number;
}

/** Versions with running cases, the fullest first; the one asked for even where none runs in it any more. */
async function sourcesOf(visit: Visit, { key, model }: Definition): Promise<Source[]> {
  const { store, migrations } = visit.engine;
  const cases = new Map((await migrations.sources(key)).map((one) => [one.definitionKey, one.cases]));
  const { rows } = await store.search('process_definitions', {
    where: [{ column: 'process_id', op: 'eq', value: model.id }],
    sort: [{ column: 'version', descending: true }],
    limit: 1_000,
  });
  return rows
    .map((row) => ({ key: numberOf(row.key), version: numberOf(row.version) }))
    .filter((one) => one.key !== key)
    .map((one) => ({ ...one, cases: cases.get(one.key) ?? 0 }))
    .sort((a, b) => b.cases - a.cases || b.version - a.version);
}

function askedKey(visit: Visit, name: string): number | undefined {
  const text = visit.query(name) ?? visit.field(name);
  if (text === '') return undefined;
  if (!/^\d{1,16}$/.test(text)) throw notFound();
  return Number(text);
}

export async function asked(visit: Visit) {
  const target = await opened(visit);
  const sources = await sourcesOf(visit, target);
  const from = askedKey(visit, 'desde');
  const source = from === undefined ? sources[0] : sources.find(({ key }) => key === from);
  if (from !== undefined && !source) throw notFound();
  const of = askedKey(visit, 'de');
  const run = of === undefined ? undefined : await visit.engine.migrations.run(of);
  if (of !== undefined && run?.targetKey !== source?.key) throw notFound();
  return { target, sources, source, run };
}

export type Asked = Awaited<ReturnType<typeof asked>>;

export const routeOf = ({ target, source, run }: Asked): MigrationRoute => ({
  sourceKey: source?.key ?? 0,
  targetKey: target.key,
  movedBy: run?.key,
});
