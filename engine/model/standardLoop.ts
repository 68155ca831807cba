// The standard loop of an activity as the drawing says it: a condition to go on, a maximum, or both.
import type { ModdleElement } from 'bpmn-moddle';
import type { StandardLoop } from '../core/model.ts';
import type { Surroundings } from './buildElement.ts';
import { asExpression } from './feel.ts';
import { bodyOf, childOf, textOf } from './sourceNode.ts';

/** Undefined also for a marker with neither condition nor maximum, or a note for people: then the activity runs once. */
export function standardLoopOf(
  source: ModdleElement,
  { checkFeel, report }: Surroundings,
): StandardLoop | undefined {
  const loop = childOf(source, 'loopCharacteristics');
  if (loop?.$type !== 'bpmn:StandardLoopCharacteristics') return undefined;
  const given = textOf(loop, 'loopMaximum');
  const maximum = given !== undefined && /^\d+$/.test(given) ? Number(given) : undefined;
  if (given !== undefined && maximum === undefined)
    report.error('LOOP_MAXIMUM_INVALID', { maximum: given }, source);
  const holder = childOf(loop, 'loopCondition');
  const condition = asExpression(holder, source, checkFeel, report, 'LOOP_NOT_FEEL');
  if (condition === undefined && maximum === undefined) {
    if (!holder || !bodyOf(holder)) report.warn('REPETITION_WITHOUT_COUNT', {}, source);
    return undefined;
  }
  return {
    testBefore: textOf(loop, 'testBefore') === 'true',
    ...(maximum !== undefined && { maximum }),
    ...(condition !== undefined && { condition }),
  };
}
