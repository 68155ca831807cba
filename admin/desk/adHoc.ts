// What may begin now in a case: the activities of its ad-hoc subprocesses that run, by their names.
import { authorize, type Condition, isInvolvedIn, type ProcessModel, type Row } from '../engine.ts';
import type { Visit } from '../visit.ts';
import { nameIn } from './elementNames.ts';
import { refusalWords } from './refusals.ts';
import { commandIdFrom, requestOf } from './requestId.ts';
import { numberOf, textOf } from './rows.ts';

const most = 200;

export interface Beginning {
  /** Key of the ad-hoc subprocess. */
  key: number;
  name: string;
  /** One at a time: what begins while another runs waits in line. */
  sequential: boolean;
  activities: { value: string; element: string; name: string; hint: string; running: number }[];
}

export async function mayBegin(visit: Visit, caseKey: number): Promise<boolean> {
  const { engine, principal } = visit;
  if (!authorize(principal, 'activity:begin')) return false;
  const involved = await isInvolvedIn(engine.store, principal, caseKey);
  return authorize(principal, 'activity:begin', { kind: 'case', involved });
}

/** Nothing for those who may not begin anything. */
export async function beginningsOf(visit: Visit, caseKey: number): Promise<Beginning[]> {
  const { engine } = visit;
  const instances = await engine.store.search('process_instances', {
    where: [
      { column: 'root_key', op: 'eq', value: caseKey },
      { column: 'state', op: 'eq', value: 'ACTIVE' },
    ],
    limit: most,
  });
  const models = await Promise.all(
    instances.rows.map(async (row) => ({
      instance: numberOf(row.key),
      model: await engine.model(numberOf(row.definition_key)),
    })),
  );
  const withChoice = models.filter(({ model }) => model?.elements.some(({ adHoc }) => adHoc));
  if (withChoice.length === 0 || !(await mayBegin(visit, caseKey))) return [];
  const found = await Promise.all(
    withChoice.map(({ instance, model }) => inInstance(visit, instance, model as ProcessModel)),
  );
  return found.flat();
}

async function activeIn(visit: Visit, where: Condition[]): Promise<Row[]> {
  const active: Condition = { column: 'state', op: 'eq', value: 'ACTIVE' };
  const query = { where: [...where, active], sort: [{ column: 'key' }], limit: most };
  return (await visit.engine.store.search('element_instances', query)).rows;
}

async function inInstance(visit: Visit, instance: number, model: ProcessModel): Promise<Beginning[]> {
  const inside: Condition = { column: 'instance_key', op: 'eq', value: instance };
  const rows = await activeIn(visit, [
    inside,
    { column: 'element_type', op: 'eq', value: 'adHocSubProcess' },
  ]);
  if (rows.length === 0) return [];
  const ending = await endingIn(visit, instance);
  const open = rows.filter((row) => !isBody(row, rows, model) && !ending.has(numberOf(row.key)));
  return Promise.all(
    open.map(async (row) => {
      const key = numberOf(row.key);
      const running = await activeIn(visit, [inside, { column: 'scope_key', op: 'eq', value: key }]);
      return beginningOf(visit, model, row, running);
    }),
  );
}

function beginningOf(visit: Visit, model: ProcessModel, row: Row, running: Row[]): Beginning {
  const key = numberOf(row.key);
  const element = model.elements.find(({ id }) => id === row.element_id);
  const options = element?.question?.options ?? [];
  return {
    key,
    name: nameIn(visit, model, textOf(row.element_id)),
    sequential: element?.adHoc?.sequential === true,
    activities: options.map(({ flow: id }) => ({
      value: `${key} ${id}`,
      element: id,
      name: nameIn(visit, model, id),
      hint: model.elements.find((each) => each.id === id)?.documentation ?? '',
      running: running.filter((each) => each.element_id === id).length,
    })),
  };
}

/** A repeated one is a body around its repetitions; those hold the activities. */
function isBody(row: Row, rows: Row[], model: ProcessModel): boolean {
  const element = model.elements.find(({ id }) => id === row.element_id);
  if (!element?.multiInstance && !element?.standardLoop) return false;
  return !rows.some((each) => each.key === row.scope_key && each.element_id === row.element_id);
}

/** Those that are done and only wait for what still runs. */
async function endingIn(visit: Visit, instance: number): Promise<Set<number>> {
  const ending = new Set<number>();
  for (const { events } of await visit.engine.history(instance))
    for (const event of events) if (event.type === 'activitiesChosen' && event.last) ending.add(event.scope);
  return ending;
}

/** Begins what was chosen on a page. Undefined: it began; else why not, in words. */
export async function begin(visit: Visit, caseKey: number): Promise<string | undefined> {
  const value = visit.field('_begin');
  const beginnings = await beginningsOf(visit, caseKey);
  const chosen = beginnings.find(({ activities }) => activities.some((each) => each.value === value));
  const element = value.slice(value.indexOf(' ') + 1);
  if (!chosen) return visit.t('begin.gone');
  const outcome = await visit.engine.activateAdHoc(chosen.key, [{ element }], false, {
    principal: visit.principal,
    // Each of the page's buttons is a command of its own.
    commandId: commandIdFrom(`${requestOf(visit)} ${value}`),
  });
  if (!outcome.ok) return visit.t('task.refused', { reason: refusalWords(visit, outcome.rejection) });
  await visit.engine.settle(100);
  return undefined;
}
