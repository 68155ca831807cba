// Events with several definitions (multiple, parallel multiple): which of them have happened (BPMN 2.0.2, 10.5.5 and 10.5.6).
import { firedName } from './draft.ts';
import type { Node } from './executable.ts';
import type { Variables } from './json.ts';
import type { EventDefinition } from './model.ts';
import type { ElementInstance } from './state.ts';
import { emit, instanceOf, type Step } from './step.ts';
import { lookUp } from './table.ts';

/** What a node with several definitions has in the place of one. */
export const MULTIPLE: EventDefinition = { type: 'multiple', config: {} };

export function partsOf(definitions: EventDefinition[] | undefined): EventDefinition[] | undefined {
  return definitions && definitions.length > 1
    ? definitions.map((definition, part) => ({ ...definition, part }))
    : undefined;
}

/** The definitions of an event, one or many. */
export function definitionsOf({ parts, definition }: Node): readonly EventDefinition[] {
  return parts ?? (definition ? [definition] : []);
}

/** What a subscription by one of several definitions records, so that the event knows which of them happened. */
export function partOf({ part }: { part?: number | undefined }): { definition?: number } {
  return part === undefined ? {} : { definition: part };
}

/**
 * One of an event's definitions happened. Gives what all of them brought once the event as a whole has happened;
 * undefined while a parallel multiple event waits for others. One that comes again counts once.
 */
export function happened(
  step: Step,
  node: Node,
  owner: number,
  part: number | undefined,
  variables: Variables,
): Variables | undefined {
  if (!node.parts || !node.model?.parallelMultiple || part === undefined) return variables;
  const me = instanceOf(step, owner);
  const before = me.happened?.[node.id];
  const parts = before?.parts.includes(part) ? before.parts : [...(before?.parts ?? []), part];
  const brought = { ...before?.variables, ...variables };
  const isWhole = !node.parts.some(
    (each) => !parts.includes(each.part as number) && canHappen(step, node, me, each),
  );
  if (isWhole && !before) return brought;
  const facts = isWhole ? { parts: [] } : { parts, variables: brought };
  emit(step, { type: 'eventPartsHappened', owner, element: node.id, ...facts });
  return isWhole ? brought : undefined;
}

/** What is defined too poorly to be awaited cannot be missing either. */
function canHappen(step: Step, node: Node, owner: ElementInstance, { type, part }: EventDefinition): boolean {
  return type === 'escalation' || isAwaited(step, node, owner, part as number) || isSpent(node, owner, part);
}

export function isAwaited(step: Step, node: Node, owner: ElementInstance, part: number): boolean {
  return owner.subscriptions.some((key) => {
    const open = lookUp(step.draft.subscriptions, key);
    return open?.element === node.id && open.definition === part;
  });
}

/** It happened for the last time: a timer that does not repeat, in an event that goes on. */
export function isSpent(node: Node, owner: ElementInstance, part: number | undefined): boolean {
  return owner.fired.includes(firedName(node.id, part));
}
