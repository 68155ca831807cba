// The data of an element or process: data objects, properties, inputs and outputs, and the associations between them.
import type { ModdleElement } from 'bpmn-moddle';
import type { DataAssociation, DataModel } from '../core/data.ts';
import { isForbiddenName } from '../core/names.ts';
import type { Surroundings } from './buildElement.ts';
import { storeOf, variableOf } from './dataNames.ts';
import { asExpression, fromXPath } from './feel.ts';
import { bodyOf, childOf, childrenOf, textOf } from './sourceNode.ts';

type Way = 'in' | 'out';

/** Undefined where the drawing gives none, as most do. */
export function dataOf(source: ModdleElement, around: Surroundings): DataModel | undefined {
  const inputs = carried(source, 'in', around);
  const outputs = carried(source, 'out', around);
  const brought = source.$instanceOf?.('bpmn:CatchEvent') ? childrenOf(source, 'dataOutputs') : [];
  const [only] = brought;
  // What no association connects would only hide a variable of the same name.
  const locals = new Set([...heldBy(source), ...connected(source)]);
  const found: DataModel = {
    ...(locals.size > 0 && { locals: [...locals] }),
    ...(inputs.length > 0 && { inputs }),
    ...(outputs.length > 0 && { outputs }),
    ...(only && brought.length === 1 && outputs.length > 0 && { payload: variableOf(only) }),
  };
  return Object.keys(found).length > 0 ? found : undefined;
}

/** What lives as long as the element or process: its properties, and the data objects drawn inside. */
export function heldBy(container: ModdleElement): string[] {
  const objects = childrenOf(container, 'flowElements').filter((each) => each.$type === 'bpmn:DataObject');
  const properties = childrenOf(container, 'properties').filter((each) => !isPlaceholder(each));
  const io = container.$type === 'bpmn:Process' ? childOf(container, 'ioSpecification') : undefined;
  const ends = io ? [...childrenOf(io, 'dataInputs'), ...childrenOf(io, 'dataOutputs')] : [];
  const names = [...objects, ...properties, ...ends].map(variableOf);
  return [...new Set(names)].filter((name) => !isForbiddenName(name));
}

/** The activity's own inputs and outputs that an association fills or empties. */
function connected(source: ModdleElement): string[] {
  const io = childOf(source, 'ioSpecification');
  if (!io || source.$type === 'bpmn:Process') return [];
  const inputs = childrenOf(source, 'dataInputAssociations').map((each) => childOf(each, 'targetRef'));
  const outputs = childrenOf(source, 'dataOutputAssociations').flatMap((each) =>
    childrenOf(each, 'sourceRef'),
  );
  const used = new Set([...inputs, ...outputs]);
  return [...childrenOf(io, 'dataInputs'), ...childrenOf(io, 'dataOutputs')]
    .filter((each) => used.has(each))
    .map(variableOf);
}

function carried(source: ModdleElement, way: Way, around: Surroundings): DataAssociation[] {
  const name = way === 'in' ? 'dataInputAssociations' : 'dataOutputAssociations';
  // What a multi-instance collects leaves with its end, not with each iteration.
  const loop = way === 'out' ? childOf(source, 'loopCharacteristics') : undefined;
  const collected = loop && childOf(loop, 'loopDataOutputRef');
  return childrenOf(source, name)
    .filter((each) => !collected || childOf(each, 'sourceRef') !== collected)
    .flatMap((each) => association(each, source, around));
}

function association(
  each: ModdleElement,
  element: ModdleElement,
  { checkFeel, report }: Surroundings,
): DataAssociation[] {
  const target = childOf(each, 'targetRef');
  const [source] = childrenOf(each, 'sourceRef');
  const expression = (holder: ModdleElement | undefined) =>
    asExpression(holder, element, checkFeel, report, 'ASSOCIATION_NOT_FEEL');
  const toStore = target && isStore(target) ? { toStore: true as const } : {};
  const assignments = childrenOf(each, 'assignment').flatMap((assignment) => {
    const from = expression(childOf(assignment, 'from'));
    const to = pathOf(childOf(assignment, 'to'), [target, source]);
    return from !== undefined && to !== undefined ? [{ source: from, target: to, ...toStore }] : [];
  });
  if (assignments.length > 0 || !target || isPlaceholder(target)) return assignments;
  const holder = childOf(each, 'transformation');
  const transformed = expression(holder);
  const plain = source && !holder ? `=${variableOf(source)}` : transformed;
  if (plain === undefined) return [];
  const store = source && !holder && isStore(source) ? { store: storeOf(source) } : {};
  return [{ source: plain, ...store, target: variableOf(target), ...toStore }];
}

/** Where an assignment writes: data by its id or name, or a path into it. */
function pathOf(to: ModdleElement | undefined, known: (ModdleElement | undefined)[]): string | undefined {
  const text = to && fromXPath(bodyOf(to)?.trim().replace(/^=\s*/, '') ?? '');
  if (!text) return undefined;
  const named = known.find((each) => each && textOf(each, 'id') === text);
  if (named) return variableOf(named);
  return /^[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}_][\p{L}\p{N}_]*)*$/u.test(text) && !isForbiddenName(text)
    ? text
    : undefined;
}

function isStore({ $type }: ModdleElement): boolean {
  return $type === 'bpmn:DataStoreReference' || $type === 'bpmn:DataStore';
}

/** Modelers draw an association to an activity by a property that stands for nothing. */
function isPlaceholder(data: ModdleElement): boolean {
  return (textOf(data, 'name') ?? '').startsWith('__targetRef_placeholder');
}
