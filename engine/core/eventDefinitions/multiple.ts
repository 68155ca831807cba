// Multiple event definition: stands for all that one event holds. Catching, any of them happens, or all where it is
// parallel; throwing, all are thrown (BPMN 2.0.2, 10.5.4 to 10.5.6).
import type { EventDefinitionBehavior } from '../behavior.ts';
import { isAwaited, isSpent } from '../eventParts.ts';
import type { Node } from '../executable.ts';
import type { EventDefinition, EventDefinitionType } from '../model.ts';
import { emit, instanceOf, isLive } from '../step.ts';
import { eventDefinitions } from './index.ts';

export const multiple: EventDefinitionBehavior = {
  /** Where one of them failed before, only those are opened that do not wait yet. */
  subscribe(step, node, owner) {
    let isOpen = false;
    for (const each of node.parts ?? []) {
      const part = each.part as number;
      const me = instanceOf(step, owner.key);
      if (isAwaited(step, node, me, part) || isSpent(node, me, part)) {
        isOpen = true;
        continue;
      }
      const state = eventDefinitions[each.type].subscribe?.(step, node, me, each) ?? 'undefined';
      if (state === 'incident') return 'incident';
      if (state === 'open') isOpen = true;
    }
    return isOpen ? 'open' : 'undefined';
  },
  throw(step, node, me) {
    const before = me.happened?.[node.id]?.parts ?? [];
    const thrown = [...before];
    for (const each of inOrder(node)) {
      const part = each.part as number;
      if (thrown.includes(part)) continue;
      if (eventDefinitions[each.type].throw?.(step, node, instanceOf(step, me.key), each) !== false) {
        thrown.push(part);
        continue;
      }
      // What was thrown must not be thrown again when somebody has seen to the incident.
      if (thrown.length > before.length && isLive(step, me.key))
        emit(step, { type: 'eventPartsHappened', owner: me.key, element: node.id, parts: thrown });
      return false;
    }
    return true;
  },
};

/** What may end the scope comes last, so that all of them are thrown; else the drawing's order. */
const LAST: readonly EventDefinitionType[] = ['compensate', 'escalation', 'error', 'cancel', 'terminate'];

function inOrder({ parts = [] }: Node): EventDefinition[] {
  return [...parts].sort((a, b) => LAST.indexOf(a.type) - LAST.indexOf(b.type));
}
