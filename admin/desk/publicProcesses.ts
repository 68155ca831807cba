// Which processes people may start by a form on the public page: those whose first task lies in a public lane and is
// offered to nobody else.
import type { ElementModel, ProcessModel } from '../engine.ts';
import type { Visit } from '../visit.ts';
import { startName } from './openProcess.ts';
import { numberOf, textOf } from './rows.ts';

export interface PublicProcess {
  definitionKey: number;
  processId: string;
  name: string;
  documentation: string;
  /** Of which flow it is the present or the future drawing. */
  variant: ProcessModel['variant'];
  start: ElementModel;
  /** Whether it is one of several that begin the process. */
  isChoice: boolean;
  task: ElementModel;
}

/** Deployments of before roles were checked may hold anything: what cannot be read makes nobody public. */
function publicGroups(content: Buffer): string[] {
  let json: unknown;
  try {
    json = JSON.parse(content.toString('utf8'));
  } catch {
    return [];
  }
  const groups: unknown = (json as { groups?: unknown } | null)?.groups;
  if (!Array.isArray(groups)) return [];
  return groups.flatMap((group: { id?: unknown; profile?: unknown } | null) =>
    group?.profile === 'P' && typeof group.id === 'string' ? [group.id] : [],
  );
}

/** Lanes whose profile is P (the public) in the `roles.json` deployed with the process. */
export async function publicLanes(visit: Visit, deploymentKey: number): Promise<Set<string>> {
  const rows: { content: Buffer }[] = await visit.engine.store
    .reader('cauce_resources')
    .where('deployment_key', deploymentKey)
    .where((name) => name.where('name', 'roles.json').orWhere('name', 'like', '%/roles.json'))
    .select('content');
  return new Set(rows.flatMap((row) => publicGroups(row.content)));
}

function publicStarts(
  model: ProcessModel,
  lanes: Set<string>,
): { start: ElementModel; task: ElementModel }[] {
  const found: { start: ElementModel; task: ElementModel }[] = [];
  const byId = new Map(model.elements.map((element) => [element.id, element]));
  for (const start of model.elements) {
    if (start.type !== 'startEvent' || start.parent !== null || start.outgoing.length !== 1) continue;
    const kinds = start.eventDefinitions.map((definition) => definition.type);
    if (kinds.some((kind) => kind !== 'message')) continue;
    const flow = model.flows.find((each) => each.id === start.outgoing[0]);
    const task = flow && byId.get(flow.target);
    if (task?.type === 'userTask' && isForPublic(task, lanes)) found.push({ start, task });
  }
  return found;
}

/** What staff may take as well is for them to begin, on somebody's behalf. */
function isForPublic({ lane, config }: ElementModel, lanes: Set<string>): boolean {
  if (lane === undefined || !lanes.has(lane)) return false;
  const groups = config.candidateGroups;
  if (typeof groups !== 'string' || groups.startsWith('=')) return true;
  return groups.split(',').every((group) => lanes.has(group.trim()));
}

async function publicProcess(visit: Visit, row: { [column: string]: unknown }): Promise<PublicProcess[]> {
  const definitionKey = numberOf(row.key as number);
  const model = await visit.engine.model(definitionKey);
  if (!model) return [];
  const lanes = await publicLanes(visit, numberOf(row.deployment_key as number));
  const found = publicStarts(model, lanes);
  const processId = textOf(row.process_id as string);
  const name = model.name || processId;
  const isChoice = found.length > 1;
  return found.map((each) => ({
    definitionKey,
    processId,
    name: isChoice ? `${name}: ${startName(model, each.start)}` : name,
    documentation: '',
    variant: model.variant,
    isChoice,
    ...each,
  }));
}

const known = new WeakMap<object, { deployment: number; processes: Promise<PublicProcess[]> }>();

/** The latest version of each process, by name; found again after each deployment, whichever node made it. */
export async function publicProcesses(visit: Visit): Promise<PublicProcess[]> {
  const { store } = visit.engine;
  const newest = await store
    .reader('cauce_deployments')
    .where('tenant_id', store.tenant)
    .max('key as key')
    .first();
  const deployment = Number(newest?.key ?? 0);
  const before = known.get(store);
  if (before?.deployment === deployment) return before.processes;
  const processes = findProcesses(visit);
  known.set(store, { deployment, processes });
  processes.catch(() => known.delete(store));
  return processes;
}

async function findProcesses(visit: Visit): Promise<PublicProcess[]> {
  const { rows } = await visit.engine.store.search('process_definitions', {
    sort: [{ column: 'version', descending: true }],
    limit: 1000,
  });
  const latest = new Map<string, (typeof rows)[number]>();
  for (const row of rows) if (!latest.has(textOf(row.process_id))) latest.set(textOf(row.process_id), row);
  const found = await Promise.all([...latest.values()].map((row) => publicProcess(visit, row)));
  const replaced = new Set<string>();
  for (const row of latest.values()) if (row.variant_kind === 'to-be') replaced.add(textOf(row.variant_flow));
  return offered(found.flat(), replaced).sort((a, b) => a.name.localeCompare(b.name, 'es'));
}

/** Nobody should have to choose between how a flow is attended today and how it will be: the latter goes first. */
function offered(found: PublicProcess[], replaced: ReadonlySet<string>): PublicProcess[] {
  return found.filter(({ variant }) => variant?.kind !== 'as-is' || !replaced.has(variant.flow));
}
