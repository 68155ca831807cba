// Why there is this task at all: the diagram draws no task, it undoes something, something set it off, it is one of many.
import type { ElementModel, ProcessModel } from '../engine.ts';
import type { Visit } from '../visit.ts';
import { nameIn } from './elementNames.ts';
import type { Task } from './rows.ts';

/** Why people do what is drawn otherwise, as the engine says it. */
const reasons: ReadonlySet<string> = new Set([
  'undefinedTask',
  'manualTask',
  'noImplementation',
  'connectorNotConfigured',
  'question',
  'occurrence',
  'adHoc',
]);

export async function reasonWords(visit: Visit, task: Task): Promise<string[]> {
  const said = reasons.has(task.because) ? [visit.t(`task.why.${task.because}`)] : [];
  const model = await visit.engine.model(task.definitionKey);
  const element = model?.elements.find(({ id }) => id === task.elementId);
  if (!model || !element) return said;
  const around = [element, ...scopesOf(model, element)];
  return [
    ...said,
    ...handlerWords(visit, model, around),
    ...choiceWords(visit, model, element),
    ...(await repetitionWords(visit, task, element)),
  ];
}

/** What lies around an element, the nearest first. */
function scopesOf(model: ProcessModel, element: ElementModel): ElementModel[] {
  const scopes: ElementModel[] = [];
  const parentOf = ({ parent }: ElementModel) => model.elements.find(({ id }) => id === parent);
  for (let at = parentOf(element); at; at = parentOf(at)) scopes.push(at);
  return scopes;
}

/** The nearest handler that it is or lies in: it undoes an activity, or what happened set it off. */
function handlerWords(visit: Visit, model: ProcessModel, around: ElementModel[]): string[] {
  for (const element of around) {
    if (element.forCompensation) {
      const undone = model.elements.find(({ compensation }) => compensation === element.id)?.attachedTo;
      if (undone !== undefined) return [visit.t('task.why.undoes', { name: nameIn(visit, model, undone) })];
    }
    if (!element.triggeredByEvent) continue;
    const start = model.elements.find(({ type, parent }) => type === 'startEvent' && parent === element.id);
    const undoes = start?.eventDefinitions.some(({ type }) => type === 'compensate');
    if (undoes && element.parent !== null)
      return [visit.t('task.why.undoes', { name: nameIn(visit, model, element.parent) })];
    const event = start?.name || element.name || nameIn(visit, model, element.id);
    return [visit.t('task.why.setOff', { event })];
  }
  return [];
}

function choiceWords(visit: Visit, model: ProcessModel, { parent }: ElementModel): string[] {
  const scope = model.elements.find(({ id }) => id === parent);
  return scope?.adHoc ? [visit.t('task.why.chosen', { name: nameIn(visit, model, scope.id) })] : [];
}

async function repetitionWords(visit: Visit, task: Task, element: ElementModel): Promise<string[]> {
  if (!element.multiInstance && !element.standardLoop) return [];
  const variables = await visit.engine.visibleVariables(task.instanceKey, task.elementInstanceKey);
  const number = variables.loopCounter;
  return typeof number === 'number' ? [visit.t('task.why.repeated', { number })] : [];
}
