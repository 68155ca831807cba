// The library: flows with what is today and what is to come, how many cases run, and the drafts that are open.
import { authorize, type Draft, withoutAccents } from '../engine.ts';
import type { Visit } from '../visit.ts';
import { allProcesses, type DeployedProcess } from './deployed.ts';
import { flowName } from './flowName.ts';

export interface LibraryProcess extends DeployedProcess {
  /** How many versions there are. */
  versions: number;
  running: number;
}

export interface LibraryFlow {
  /** As `cauce:variant` names it; of a process without one, its id. */
  id: string;
  name: string;
  tags: string[];
  /** What is to come first. */
  processes: LibraryProcess[];
}

export interface Library {
  flows: LibraryFlow[];
  drafts: Draft[];
  discarded: Draft[];
  /** Every tag that is in use, in order. */
  tags: string[];
}

export interface Asked {
  /** Words that must all occur, whatever their accents and case. */
  text: string;
  tag: string;
}

async function runningBy(visit: Visit): Promise<Map<string, number>> {
  const { reader, tenant } = visit.engine.store;
  const rows: { process_id: string; count: number }[] = await reader('cauce_process_instances')
    .where({ tenant_id: tenant, state: 'ACTIVE' })
    .groupBy('process_id')
    .select('process_id')
    .count('* as count');
  return new Map(rows.map((row) => [row.process_id, Number(row.count)]));
}

const inSpanish = new Intl.Collator('es').compare;

export async function readLibrary(visit: Visit, asked: Asked): Promise<Library> {
  const { drafts: store } = visit.engine;
  const [all, running, drafts, tags] = await Promise.all([
    allProcesses(visit),
    runningBy(visit),
    authorize(visit.principal, 'draft:read') ? store.list() : [],
    store.flowTags(),
  ]);
  const flows = flowsOf(visit, all, running, tags);
  const matches = matching(asked);
  const inUse = new Set([...flows, ...drafts].flatMap((each) => each.tags));
  const found = drafts.filter((draft) => matches([draft.name, draft.flow], draft.tags));
  return {
    flows: flows.filter(({ id, name, tags, processes }) =>
      matches([id, name, ...processes.flatMap((each) => [each.id, each.name, each.file])], tags),
    ),
    drafts: found.filter(({ discardedAt }) => discardedAt === null),
    discarded: found.filter(({ discardedAt }) => discardedAt !== null),
    tags: [...inUse].sort(inSpanish),
  };
}

function flowsOf(
  visit: Visit,
  all: readonly DeployedProcess[],
  running: ReadonlyMap<string, number>,
  tags: ReadonlyMap<string, string[]>,
): LibraryFlow[] {
  const versions = grouped(all, ({ id }) => id);
  const newest = [...versions.values()].flatMap((each) => {
    const [latest] = each;
    if (!latest) return [];
    return [{ ...latest, versions: each.length, running: running.get(latest.id) ?? 0 }];
  });
  const flows = grouped(newest, ({ flow, id }) => flow || id);
  return [...flows]
    .map(([id, processes]) => ({
      id,
      name: flowName(visit, id, processes),
      tags: tags.get(id) ?? [],
      processes: processes.sort((a, b) => b.variant.localeCompare(a.variant) || inSpanish(a.name, b.name)),
    }))
    .sort((a, b) => inSpanish(a.name, b.name));
}

function grouped<T>(all: readonly T[], nameOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(nameOf(one));
    if (group) group.push(one);
    else groups.set(nameOf(one), [one]);
  }
  return groups;
}

function matching({ text, tag }: Asked): (texts: string[], tags: string[]) => boolean {
  const words = fold(text).split(/\s+/).filter(Boolean);
  return (texts, tags) => {
    if (tag !== '' && !tags.some((each) => fold(each) === fold(tag))) return false;
    const hay = fold([...texts, ...tags].join('\n'));
    return words.every((word) => hay.includes(word));
  };
}

const fold = (text: string): string => withoutAccents(text).toLowerCase();
