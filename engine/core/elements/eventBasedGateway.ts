// Event-based gateway: waits for the first of several events; the others are withdrawn at once (BPMN 2.0.2, 13.4.4).
import type { ElementBehavior, Trigger } from '../behavior.ts';
import { subscribeToMessage } from '../eventDefinitions/message.ts';
import type { Node } from '../executable.ts';
import { complete, finish, record } from '../lifecycle.ts';
import type { ElementInstance } from '../state.ts';
import { instanceOf, type Step } from '../step.ts';
import { awaits, subscribe } from '../subscriptions.ts';
import { takeResults } from '../variables.ts';
import { createUserTask } from '../work.ts';

export const eventBasedGateway: ElementBehavior = {
  read(source) {
    if (source.text('instantiate') !== 'true') return {};
    return { instantiate: source.text('eventGatewayType') === 'Parallel' ? 'parallel' : 'exclusive' };
  },
  activate(step, node, me) {
    for (const { target } of node.outgoing) {
      if (awaits(step, instanceOf(step, me.key), target.id)) continue;
      const state = waitFor(step, target, instanceOf(step, me.key));
      if (state === 'incident') return;
      if (state === 'undefined') createUserTask(step, target, me, 'occurrence');
    }
  },
  trigger(step, node, me, what, variables) {
    const flow = node.outgoing.find((each) => each.target.id === elementOf(what));
    if (!flow) return;
    const { scope } = me;
    // The event has happened: its element is entered here, not by the token queue, so that it does not wait again.
    complete(step, me.key, [flow.id], flow);
    const key = record(step, flow.target, scope, [flow.id]);
    takeResults(step, flow.target.model, key, variables);
    finish(step, key);
  },
};

function waitFor(step: Step, target: Node, owner: ElementInstance): 'open' | 'undefined' | 'incident' {
  if (target.model?.type === 'receiveTask')
    return subscribeToMessage(step, target, owner, target.model.config);
  return subscribe(step, target, owner);
}

function elementOf(what: Trigger): string | undefined {
  if (what.kind === 'subscription') return what.subscription.element;
  return what.kind === 'userTask' ? what.userTask.element : undefined;
}
