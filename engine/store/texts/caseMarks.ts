// What is on record of cases beside their words: people, rules that matched, promises that were broken.
import type { TextSource } from './caseTexts.ts';
import { caseMark } from './marks.ts';
import { pagesOfCases, pauses } from './pages.ts';

type Marks = Map<number, Set<string>>;
type Rows = { root_key: number; [column: string]: string | number | null }[];

export async function readMarks(source: TextSource, roots: readonly number[]): Promise<Marks> {
  const marks: Marks = new Map(roots.map((root) => [root, new Set()]));
  await readPeople(source, roots, marks);
  await readRules(source, roots, marks);
  await readBreaches(source, roots, marks);
  return marks;
}

async function readPeople(
  { reader, tenant }: TextSource,
  roots: readonly number[],
  marks: Marks,
): Promise<void> {
  const of = (table: string, root: string, columns: string[]) =>
    reader(table)
      .where({ tenant_id: tenant })
      .whereIn(root, roots)
      .distinct([`${root} as root_key`, ...columns]) as unknown as Promise<Rows>;
  const rows = [
    await of('cauce_cases', 'key', ['opened_by']),
    await of('cauce_user_tasks', 'root_key', ['assignee', 'completed_by']),
    await of('cauce_notes', 'root_key', ['author']),
  ].flat();
  for (const { root_key, ...people } of rows)
    for (const person of Object.values(people))
      if (person !== null) marks.get(Number(root_key))?.add(caseMark('person', String(person)));
}

const decisions = {
  table: 'cauce_decision_instances',
  order: ['sequence', 'index'],
  columns: ['decision_id', 'record'],
} as const;

/** What a rule gave may be sealed; which one matched is not. */
async function readRules({ reader }: TextSource, roots: readonly number[], marks: Marks): Promise<void> {
  const pause = pauses();
  const pages = pagesOfCases<{ decision_id: string; record: string }>(reader, decisions, () => roots);
  for await (const page of pages)
    for (const { root_key, decision_id, record } of page) {
      const { matched = [] } = JSON.parse(record) as { matched?: { rule: string }[] };
      const found = marks.get(root_key);
      if (matched.length > 0) found?.add(caseMark('rule', decision_id));
      for (const { rule } of matched) found?.add(caseMark('rule', decision_id, rule));
      await pause();
    }
}

async function readBreaches(
  { reader, tenant }: TextSource,
  roots: readonly number[],
  marks: Marks,
): Promise<void> {
  const rows = (await reader('cauce_sla_clocks')
    .where({ tenant_id: tenant })
    .whereIn('root_key', roots)
    .whereNotNull('breached_at')
    .distinct('root_key', 'sla_id')) as { root_key: number; sla_id: string }[];
  for (const { root_key, sla_id } of rows) {
    marks.get(Number(root_key))?.add(caseMark('breach')).add(caseMark('breach', sla_id));
  }
}
