// Which events a multi-instance activity throws as its iterations complete: BPMN's `behavior` and what it refers to.
import type { ModdleElement } from 'bpmn-moddle';
import type { EventDefinition, MultiInstance } from '../core/model.ts';
import { buildDefinition, definitionName, definitionsOf, type Surroundings } from './buildElement.ts';
import { asExpression, isOtherLiteral } from './feel.ts';
import { definitionBehaviorOf } from './registry.ts';
import { bodyOf, childOf, childrenOf, textOf } from './sourceNode.ts';

/** Undefined for `all`, which throws nothing and is BPMN's default. */
export function behaviorOf(
  loop: ModdleElement,
  source: ModdleElement,
  around: Surroundings,
): MultiInstance['behavior'] {
  const complex = childrenOf(loop, 'complexBehaviorDefinition');
  for (const each of complex) checkComplex(each, source, around);
  const kind = textOf(loop, 'behavior')?.toLowerCase();
  if (kind === 'complex') {
    const definitions = complex.flatMap((each) => complexDefinition(each, source, around));
    return definitions.length > 0 ? { kind, definitions } : undefined;
  }
  if (kind !== 'none' && kind !== 'one') return undefined;
  const given = childOf(loop, `${kind}BehaviorEventRef`);
  const event = given ? thrown(given, source, around) : defaultSignal(source);
  return event && { kind, event };
}

/** "A default SignalEventDefinition will be thrown" (BPMN 2.0.2, 10.3.8) where none is named: called as the activity. */
function defaultSignal(source: ModdleElement): EventDefinition {
  return { type: 'signal', config: { name: textOf(source, 'id') ?? '' } };
}

/** BPMN wants a condition in each (10.3.8): without one nobody knows when its event is thrown. */
function checkComplex(complex: ModdleElement, source: ModdleElement, { report }: Surroundings): void {
  const condition = childOf(complex, 'condition');
  const text = (condition && bodyOf(condition)?.trim()) ?? '';
  if (text === '') report.error('COMPLEX_BEHAVIOR_INCOMPLETE', {}, source);
  else if (isOtherLiteral(text)) report.error('CONDITION_NEVER_BOOLEAN', { condition: text }, source);
}

function complexDefinition(complex: ModdleElement, source: ModdleElement, around: Surroundings) {
  const { checkFeel, report } = around;
  const condition = asExpression(childOf(complex, 'condition'), source, checkFeel, report, 'LOOP_NOT_FEEL');
  if (condition === undefined) return [];
  const holder = childOf(complex, 'event');
  const given = holder && definitionsOf(holder)[0];
  const event = given && thrown(given, source, around);
  return [{ condition, ...(event && { event }) }];
}

function thrown(
  given: ModdleElement,
  source: ModdleElement,
  { report }: Surroundings,
): EventDefinition | undefined {
  const event = buildDefinition(given, source)[0];
  if (event && definitionBehaviorOf(event.type).throw) return event;
  report.warn('BEHAVIOR_NOT_THROWN', { definition: definitionName(given) }, source);
  return undefined;
}
