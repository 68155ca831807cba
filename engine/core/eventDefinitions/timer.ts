// Timer event definition: a date, a duration or a cycle (BPMN 2.0.2, 10.5.5; ISO 8601 texts or FEEL that gives them).
import type { EventDefinitionBehavior } from '../behavior.ts';
import type { SubscriptionFacts } from '../events.ts';
import type { Node } from '../executable.ts';
import { isHandler } from '../handlers.ts';
import type { Json } from '../json.ts';
import { MOST_TIMERS_IN_A_ROW, SHORTEST_WAIT } from '../limits.ts';
import type { EventDefinition } from '../model.ts';
import { clockOf } from '../ports.ts';
import { KINDS, type Schedule, scheduleOf } from '../schedule.ts';
import type { ElementInstance } from '../state.ts';
import { evaluate, raise, type Step } from '../step.ts';
import { open } from '../subscriptions.ts';
import { lookUp } from '../table.ts';
import { durationFrom, isTooFrequent } from '../timerValues.ts';

export const timer: EventDefinitionBehavior = {
  read(source) {
    for (const kind of KINDS) {
      const text = source.child(kind)?.text('body') ?? source.text(kind);
      if (text !== undefined && text.trim() !== '') return { kind, value: text.trim() };
    }
    return {};
  },
  subscribe(step: Step, node: Node, owner: ElementInstance, definition: EventDefinition) {
    const { kind, value } = definition.config;
    if (typeof kind !== 'string' || typeof value !== 'string') return 'undefined';
    const given = evaluate(step, value, owner.key);
    if (!given.ok) {
      raise(step, owner.key, 'activate', { code: given.code, values: { ...given.values, event: node.id } });
      return 'incident';
    }
    const schedule = scheduleOf(given.value, clockOf(step.context), step.ports);
    const problem = schedule && (tooFrequent(node, schedule) ?? tooManyInARow(step, owner, schedule));
    if (problem) {
      raise(step, owner.key, 'activate', problem);
      return 'incident';
    }
    // An event that waits for no firing at all would wait for ever; a handler may simply never fire.
    if (!schedule || (schedule.firings === 0 && !isHandler(node))) {
      raise(step, owner.key, 'activate', {
        code: 'TIMER_NOT_VALID',
        values: { event: node.id, expression: value, result: given.value },
      });
      return 'incident';
    }
    if (schedule.firings !== 0) {
      const { dueAt, repetitions, interval, anchor } = schedule;
      const facts: SubscriptionFacts = { owner: owner.key, element: node.id, kind: 'timer', dueAt };
      if (repetitions !== undefined) facts.repetitions = repetitions;
      if (interval !== undefined) facts.interval = interval;
      if (anchor !== undefined) facts.anchor = anchor;
      if (isSoon(step, schedule)) facts.inARow = step.timersInARow + 1;
      if (definition.part !== undefined) facts.definition = definition.part;
      open(step, facts);
    }
    return 'open';
  },
};

type Raised = { code: string; values: { [name: string]: Json } } | undefined;

function tooFrequent(node: Node, { interval }: Schedule): Raised {
  const duration = interval === undefined ? undefined : durationFrom(interval);
  if (!duration || !isTooFrequent(duration)) return undefined;
  return { code: 'TIMER_TOO_FREQUENT', values: { event: node.id, interval: interval ?? '' } };
}

function isSoon(step: Step, { dueAt }: Schedule): boolean {
  return dueAt < clockOf(step.context) + SHORTEST_WAIT;
}

/** A timer that is due at once waits for nothing: a loop through it writes the journal full. */
function tooManyInARow(step: Step, owner: ElementInstance, schedule: Schedule): Raised {
  if (step.timersInARow < MOST_TIMERS_IN_A_ROW || !isSoon(step, schedule)) return undefined;
  let most = MOST_TIMERS_IN_A_ROW;
  for (let at = lookUp(step.draft.elements, owner.key); at; at = lookUp(step.draft.elements, at.scope))
    most += at.loop?.count ?? 0;
  if (step.timersInARow < most) return undefined;
  return { code: 'LOOP_WITHOUT_WAIT', values: { activations: step.timersInARow } };
}
