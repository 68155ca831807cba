// Where a case stands, and where it may be put: elements of its drawings by the names that people know.
import type { Condition, ElementModel, ProcessModel, Row } from '../../engine.ts';
import type { Visit } from '../../visit.ts';
import { elementWords, nameIn } from '../elementNames.ts';
import { numberOf, textOf } from '../rows.ts';

const most = 500;

export interface Standing {
  key: number;
  instanceKey: number;
  definitionKey: number;
  element: string;
  name: string;
}

export async function runningInstances(visit: Visit, caseKey: number): Promise<Row[]> {
  const where: Condition[] = [
    { column: 'root_key', op: 'eq', value: caseKey },
    { column: 'state', op: 'eq', value: 'ACTIVE' },
  ];
  return (await visit.engine.store.search('process_instances', { where, limit: most })).rows;
}

/** Everything that runs, also in what the case called; containers before what is in them. */
export async function standingsOf(visit: Visit, caseKey: number): Promise<Standing[]> {
  const instances = await runningInstances(visit, caseKey);
  const found = await Promise.all(
    instances.map(async (instance) => {
      const definitionKey = numberOf(instance.definition_key);
      const where: Condition[] = [
        { column: 'instance_key', op: 'eq', value: numberOf(instance.key) },
        { column: 'state', op: 'eq', value: 'ACTIVE' },
        { column: 'element_type', op: 'neq', value: 'process' },
      ];
      const query = { where, sort: [{ column: 'key' }], limit: most };
      const [model, { rows }] = await Promise.all([
        visit.engine.model(definitionKey),
        visit.engine.store.search('element_instances', query),
      ]);
      return rows.map((row) => ({
        key: numberOf(row.key),
        instanceKey: numberOf(instance.key),
        definitionKey,
        element: textOf(row.element_id),
        name: nameIn(visit, model, textOf(row.element_id)),
      }));
    }),
  );
  return found.flat();
}

const neverAlone = new Set(['startEvent', 'boundaryEvent']);

/** What may begin by itself, work first. */
export function targetsIn(visit: Visit, model: ProcessModel | undefined): { value: string; label: string }[] {
  if (!model) return [];
  const awaited = new Set(
    model.flows
      .filter(({ source }) => model.elements.find(({ id }) => id === source)?.type === 'eventBasedGateway')
      .map(({ target }) => target),
  );
  const may = model.elements.filter(
    (each) =>
      !neverAlone.has(each.type) && !each.triggeredByEvent && !each.forCompensation && !awaited.has(each.id),
  );
  const isWork = ({ type }: ElementModel) => type.endsWith('Task') || type === 'task';
  return [...may.filter(isWork), ...may.filter((each) => !isWork(each))].map((each) => ({
    value: each.id,
    label: [elementWords(visit, each), each.lane].filter(Boolean).join(' · '),
  }));
}
