// The repetition of an activity as the drawing says it: BPMN's cardinality or data collection, or `zeebe:loopCharacteristics`.
import type { ModdleElement } from 'bpmn-moddle';
import { MOST_ITERATIONS } from '../core/limits.ts';
import type { MultiInstance } from '../core/model.ts';
import type { Surroundings } from './buildElement.ts';
import { variableOf } from './dataNames.ts';
import { asExpression } from './feel.ts';
import { behaviorOf } from './multiInstanceBehavior.ts';
import { childOf, childrenOf, extensionOf, textOf } from './sourceNode.ts';

/** Undefined also where the marker says neither how often nor over what: then the activity runs once. */
export function multiInstanceOf(source: ModdleElement, around: Surroundings): MultiInstance | undefined {
  const loop = childOf(source, 'loopCharacteristics');
  if (loop?.$type !== 'bpmn:MultiInstanceLoopCharacteristics') return undefined;
  const found: MultiInstance = { sequential: textOf(loop, 'isSequential') === 'true' };
  if (childOf(loop, 'loopCardinality') && childOf(loop, 'loopDataInputRef'))
    around.report.error('REPETITION_COUNTED_TWICE', {}, source);
  addCollection(found, loop);
  if (found.inputCollection === undefined) addData(found, loop, source);
  const expression = (name: string): string | undefined =>
    asExpression(childOf(loop, name), source, around.checkFeel, around.report, 'LOOP_NOT_FEEL');
  const cardinality = expression('loopCardinality');
  if (cardinality !== undefined) found.cardinality = cardinality;
  warnOfTooMany(found, source, around);
  const completion = expression('completionCondition');
  if (completion !== undefined) found.completionCondition = completion;
  const behavior = behaviorOf(loop, source, around);
  if (behavior) found.behavior = behavior;
  if (found.inputCollection !== undefined || found.cardinality !== undefined) return found;
  around.report.warn('REPETITION_WITHOUT_COUNT', {}, source);
  return undefined;
}

/** A number in the drawing; what an expression gives is known only when it runs. */
function warnOfTooMany(found: MultiInstance, source: ModdleElement, around: Surroundings): void {
  const count = /^=?\s*(\d+)$/.exec(
    found.inputCollection === undefined ? (found.cardinality ?? '') : '',
  )?.[1];
  if (count !== undefined && Number(count) > MOST_ITERATIONS)
    around.report.warn('REPETITION_TOO_LONG', { count, limit: MOST_ITERATIONS }, source);
}

function addCollection(found: MultiInstance, loop: ModdleElement): void {
  const zeebe = extensionOf(loop, 'zeebe:LoopCharacteristics');
  if (!zeebe) return;
  for (const name of ['inputCollection', 'inputElement', 'outputCollection', 'outputElement'] as const) {
    const value = textOf(zeebe, name);
    if (value !== undefined && value !== '') found[name] = value;
  }
}

/** BPMN's own way (10.3.8): data that holds the collection, and the item that each iteration sees or gives. */
function addData(found: MultiInstance, loop: ModdleElement, activity: ModdleElement): void {
  const input = dataBehind(childOf(loop, 'loopDataInputRef'), activity, 'dataInputAssociations');
  if (input !== undefined) {
    found.inputCollection = `=${input}`;
    const item = childOf(loop, 'inputDataItem');
    if (item) found.inputElement ??= variableOf(item);
  }
  const output = dataBehind(childOf(loop, 'loopDataOutputRef'), activity, 'dataOutputAssociations');
  const item = childOf(loop, 'outputDataItem');
  if (output === undefined || !item || found.outputCollection !== undefined) return;
  found.outputCollection = output;
  found.outputElement ??= `=${variableOf(item)}`;
}

/** An activity's own input or output stands for the data that an association connects it with. */
function dataBehind(
  data: ModdleElement | undefined,
  activity: ModdleElement,
  associations: 'dataInputAssociations' | 'dataOutputAssociations',
): string | undefined {
  if (!data) return undefined;
  const [inner, outer] =
    associations === 'dataInputAssociations' ? ['targetRef', 'sourceRef'] : ['sourceRef', 'targetRef'];
  const association = childrenOf(activity, associations).find((each) => childOf(each, inner) === data);
  const connected = association && childOf(association, outer);
  return variableOf(connected ?? data);
}
