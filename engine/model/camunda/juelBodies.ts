// JUEL in BPMN's own places: conditions, times, repetitions, names of messages and signals.
import type { ModdleElement } from 'bpmn-moddle';
import { bodyOf, childOf, textOf } from '../sourceNode.ts';
import { holdsJuel } from './juelTokens.ts';
import { type Translation, valueIn } from './translation.ts';

/** By type: the properties that hold an expression element. */
const EXPRESSIONS: [string, string[]][] = [
  ['bpmn:SequenceFlow', ['conditionExpression']],
  ['bpmn:TimerEventDefinition', ['timeDate', 'timeDuration', 'timeCycle']],
  ['bpmn:ConditionalEventDefinition', ['condition']],
  ['bpmn:MultiInstanceLoopCharacteristics', ['loopCardinality', 'completionCondition']],
  ['bpmn:StandardLoopCharacteristics', ['loopCondition']],
  ['bpmn:AdHocSubProcess', ['completionCondition']],
  ['bpmn:ComplexGateway', ['activationCondition']],
];
const NAMED = new Set(['bpmn:Message', 'bpmn:Signal']);

/** An expression without FEEL counts as absent; the checks of the element say what that means. */
export function translateBodies(translation: Translation): void {
  const { element } = translation;
  for (const [type, properties] of EXPRESSIONS) {
    if (element.$type !== type) continue;
    for (const property of properties) translateBody(translation, element, property);
  }
  const name = NAMED.has(element.$type) ? textOf(element, 'name') : undefined;
  if (name === undefined || !holdsJuel(name)) return;
  element.set?.('name', valueIn(translation, name, 'name'));
}

function translateBody(translation: Translation, element: ModdleElement, property: string): void {
  const holder = childOf(element, property);
  const text = holder && bodyOf(holder);
  if (!holder || text === undefined || !holdsJuel(text)) return;
  const value = valueIn(translation, text, property);
  if (value === undefined) element.set?.(property, undefined);
  else holder.set?.('body', value);
}
