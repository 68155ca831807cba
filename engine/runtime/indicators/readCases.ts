// Everything on record of some cases, from the read models: what their facts are assembled from.
import type { ElementModel, Json, ProcessModel } from '../../core/index.ts';
import { type CaseRecord, variablesOf } from '../../metrics/index.ts';
import { holdsEnvelope } from '../../store/envelopes.ts';
import type { Db } from '../../store/store.ts';
import type { Definitions } from '../definitions.ts';
import type { Basis, MeasuredProcess } from './basis.ts';
import {
  answersIn,
  clocksIn,
  clocksOf,
  elementsIn,
  type Models,
  reopenedIn,
  surveysIn,
  tasksIn,
} from './caseParts.ts';

export interface CaseReading {
  tenant: string;
  definitions: Definitions;
}

/** Cases of processes that are not measured, and what is no case, are left out. */
export async function readCases(
  db: Db,
  { tenant, definitions }: CaseReading,
  basis: Basis,
  keys: readonly number[],
): Promise<CaseRecord[]> {
  if (keys.length === 0) return [];
  const instances: InstanceRow[] = await db('cauce_process_instances')
    .whereIn('root_key', keys)
    .where({ tenant_id: tenant })
    .select('key', 'root_key', 'process_id', 'definition_key', 'version', 'started_by', 'state');
  const roots = instances.filter(({ key, root_key, process_id }) => {
    return key === root_key && basis.processes.has(process_id);
  });
  const measured = new Set(roots.map(({ key }) => key));
  const owned = instances.filter(({ root_key }) => measured.has(root_key));
  const models = await modelsOf(owned, definitions);
  const rootOf = new Map(owned.map((instance) => [instance.key, instance]));
  const cases = byKey(await db('cauce_cases').whereIn('key', [...measured]), 'key');
  const variables = await variablesIn(db, basis, roots);
  const closed = await closedIn(db, tenant, repeatedBy(basis, roots, variables));
  const tasks = await tasksIn(db, [...measured], models);
  const elements = await elementsIn(db, rootOf, models, tasks.keys);
  const surveys = await surveysIn(db, [...measured]);
  const clocks = await clocksIn(db, [...measured]);
  const answers = await answersIn(db, [...measured]);
  const reopened = await reopenedIn(db, [...measured]);
  const imported = await importedOf(db, tenant, [...measured]);
  return roots.map((root) => {
    const { id, flow, variant, declaration, reads } = basis.processes.get(root.process_id) as MeasuredProcess;
    const row = cases.get(root.key);
    const repeats = declaration.repeats && variables.get(root.key)?.[declaration.repeats];
    const repeatedClosedAt = typeof repeats === 'string' ? closed.get(repeats) : undefined;
    const source = imported.has(root.key) ? root.started_by.split('@').at(-1) : undefined;
    return {
      key: root.key,
      process: id,
      version: root.version,
      flow,
      variant,
      ...(source !== undefined && { source }),
      state: root.state,
      openedAt: Number(row?.opened_at ?? 0),
      ...(row?.closed_at != null && { closedAt: Number(row.closed_at) }),
      ...(row?.due_at != null && { dueAt: Number(row.due_at) }),
      ...(repeatedClosedAt !== undefined && { repeatedClosedAt }),
      variables: variables.get(root.key) ?? {},
      declaration,
      reads,
      elements: elements.get(root.key) ?? [],
      tasks: tasks.byCase.get(root.key) ?? [],
      ...clocksOf(clocks.get(root.key) ?? []),
      answersUsed: answers.get(root.key) ?? 0,
      reopenedAt: reopened.get(root.key) ?? [],
      surveys: surveys.get(root.key) ?? [],
    };
  });
}

interface InstanceRow {
  key: number;
  root_key: number;
  process_id: string;
  definition_key: number;
  version: number;
  started_by: string;
  state: CaseRecord['state'];
}

const elementMaps = new WeakMap<ProcessModel, Map<string, ElementModel>>();

async function modelsOf(instances: InstanceRow[], definitions: Definitions): Promise<Models> {
  const models = new Map<number, Map<string, ElementModel>>();
  for (const { key, definition_key } of instances) {
    const model = (await definitions.byKey(definition_key))?.model;
    if (!model) continue;
    let map = elementMaps.get(model);
    if (!map) {
      map = new Map(model.elements.map((element) => [element.id, element]));
      elementMaps.set(model, map);
    }
    models.set(key, map);
  }
  return { elementOf: (instanceKey, id) => models.get(instanceKey)?.get(id) };
}

async function variablesIn(
  db: Db,
  basis: Basis,
  roots: InstanceRow[],
): Promise<Map<number, { [name: string]: Json }>> {
  const wanted = new Map<string, Set<string>>();
  for (const { id, declaration, reads } of basis.processes.values())
    wanted.set(id, new Set([...variablesOf(declaration), 'filed_at', 'answered_at', 'due_date', ...reads]));
  const names = new Set(roots.flatMap(({ process_id }) => [...(wanted.get(process_id) ?? [])]));
  const processOf = new Map(roots.map(({ key, process_id }) => [key, process_id]));
  const rows: { instance_key: number; name: string; value: string }[] = await db('cauce_variables')
    .whereIn('instance_key', [...processOf.keys()])
    .whereRaw('scope_key = instance_key')
    .whereIn('name', [...names])
    .select('instance_key', 'name', 'value');
  const found = new Map<number, { [name: string]: Json }>();
  for (const { instance_key: key, name, value } of rows) {
    if (!wanted.get(processOf.get(key) ?? '')?.has(name)) continue;
    const json = JSON.parse(value) as Json;
    // What is personal says nothing here.
    if (holdsEnvelope(json)) continue;
    const bag = found.get(key) ?? (Object.create(null) as { [name: string]: Json });
    bag[name] = json;
    found.set(key, bag);
  }
  return found;
}

/** Those whose history nothing here executed. */
async function importedOf(db: Db, tenant: string, keys: number[]): Promise<Set<number>> {
  const streams = keys.map((key) => `instance:${key}`);
  const rows = await db('cauce_journal')
    .where({ tenant_id: tenant, sequence: 1, semantics: 0 })
    .whereIn('stream', streams)
    .select('stream');
  return new Set(rows.map(({ stream }) => Number(stream.slice('instance:'.length))));
}

/** Numbers of the cases that these repeat. */
function repeatedBy(
  basis: Basis,
  roots: InstanceRow[],
  variables: Awaited<ReturnType<typeof variablesIn>>,
): string[] {
  return roots.flatMap(({ key, process_id }) => {
    const name = basis.processes.get(process_id)?.declaration.repeats;
    const number = name === undefined ? undefined : variables.get(key)?.[name];
    return typeof number === 'string' && number !== '' ? number : [];
  });
}

async function closedIn(db: Db, tenant: string, numbers: string[]): Promise<Map<string, number>> {
  if (numbers.length === 0) return new Map();
  const rows = await db('cauce_cases')
    .where({ tenant_id: tenant })
    .whereIn('number', numbers)
    .whereNotNull('closed_at')
    .select('number', 'closed_at');
  return new Map(rows.map(({ number, closed_at }) => [number, Number(closed_at)]));
}

function byKey<R extends { [column: string]: unknown }>(rows: R[], column: string): Map<number, R> {
  return new Map(rows.map((row) => [Number(row[column]), row]));
}
