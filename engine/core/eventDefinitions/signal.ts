// Signal event definition: a broadcast that everybody who waits hears (BPMN 2.0.2, 10.5.5).
import type { EventDefinitionBehavior } from '../behavior.ts';
import { partOf } from '../eventParts.ts';
import { goesTooFar } from '../hops.ts';
import type { Variables } from '../json.ts';
import { emit, evaluate, isLive, raise, type Step } from '../step.ts';
import { hear, open } from '../subscriptions.ts';
import { lookUp, values } from '../table.ts';
import { contentsOf } from '../variables.ts';

export const signal: EventDefinitionBehavior = {
  read(source) {
    const name = source.child('signalRef')?.text('name');
    return name === undefined ? {} : { name };
  },
  subscribe(step, node, owner, definition) {
    const { name } = definition.config;
    if (typeof name !== 'string') return 'undefined';
    const value = evaluate(step, name, owner.key);
    if (!value.ok) {
      raise(step, owner.key, 'activate', value);
      return 'incident';
    }
    const facts = { owner: owner.key, element: node.id, name: String(value.value), ...partOf(definition) };
    open(step, { ...facts, kind: 'signal' });
    return 'open';
  },
  throw(step, node, me, definition) {
    const { name } = definition.config;
    if (typeof name !== 'string') return true;
    const value = evaluate(step, name, me.key);
    if (!value.ok) {
      raise(step, me.key, 'activate', value);
      return false;
    }
    if (goesTooFar(step, me, String(value.value))) return false;
    const variables = contentsOf(step, node.model, me);
    emit(step, {
      type: 'signalThrown',
      element: node.id,
      owner: me.key,
      name: String(value.value),
      variables,
    });
    heardHere(step, String(value.value), variables);
    return isLive(step, me.key);
  },
};

/** Who waits in the same instance hears at once, before the thrower goes on; the runtime tells all others. */
function heardHere(step: Step, name: string, variables: Variables): void {
  const hearing = values(step.draft.subscriptions).filter(
    (each) => each.kind === 'signal' && each.name === name,
  );
  for (const subscription of hearing) {
    if (lookUp(step.draft.subscriptions, subscription.key)) hear(step, subscription, variables);
  }
}
