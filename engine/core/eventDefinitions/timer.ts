// Timer event definition: a date, a duration or a cycle (BPMN 2.0.2, 10.5.5; ISO 8601 texts or FEEL that gives them).
import type { EventDefinitionBehavior } from '../behavior.ts';
import type { Node } from '../executable.ts';
import { KINDS, scheduleOf } from '../schedule.ts';
import type { ElementInstance } from '../state.ts';
import { evaluate, raise, type Step } from '../step.ts';
import { open } from '../subscriptions.ts';

export const timer: EventDefinitionBehavior = {
  read(source) {
    for (const kind of KINDS) {
      const text = source.child(kind)?.text('body') ?? source.text(kind);
      if (text !== undefined && text.trim() !== '') return { kind, value: text.trim() };
    }
    return {};
  },
  subscribe(step: Step, node: Node, owner: ElementInstance) {
    const { kind, value } = node.definition?.config ?? {};
    if (typeof kind !== 'string' || typeof value !== 'string') return 'undefined';
    const given = evaluate(step, value, owner.key);
    if (!given.ok) {
      raise(step, owner.key, 'activate', { code: given.code, values: { ...given.values, event: node.id } });
      return 'incident';
    }
    const schedule = scheduleOf(given.value, step.context.at, step.ports);
    // An event that waits for no firing at all would wait for ever; a boundary event may simply never fire.
    if (!schedule || (schedule.firings === 0 && node.attachedTo === undefined)) {
      raise(step, owner.key, 'activate', {
        code: 'TIMER_NOT_VALID',
        values: { event: node.id, expression: value, result: given.value },
      });
      return 'incident';
    }
    if (schedule.firings !== 0) {
      const { firings: _, ...facts } = schedule;
      open(step, { owner: owner.key, element: node.id, kind: 'timer', ...facts });
    }
    return 'open';
  },
};
