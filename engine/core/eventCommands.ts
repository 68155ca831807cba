// Commands that say what happened outside: a time came, a message or signal arrived, a called instance ended.
import { fireClock } from './clockEntries.ts';
import type { Handlers } from './commandHandlers.ts';
import { throwError, throwEscalation } from './errors.ts';
import { goesOnHearing } from './handlers.ts';
import { resume } from './lifecycle.ts';
import { clockOf } from './ports.ts';
import { nextFiring } from './schedule.ts';
import { emit, instanceOf, nodeOf, raise, reject } from './step.ts';
import { hear, trigger } from './subscriptions.ts';
import { callerOf, checkNames, subscriptionOf } from './targets.ts';
import { mapOutputs, setLocal } from './variables.ts';

export const eventCommands = {
  triggerTimer(step, command) {
    const subscription = subscriptionOf(step, command.subscription, 'timer');
    const { dueAt = 0, repetitions = 0, interval, anchor } = subscription;
    if (dueAt > step.context.at) reject('TIMER_NOT_DUE', { dueAt });
    const node = step.exe.nodes.get(subscription.element);
    const repeats = interval !== undefined && goesOnHearing(step, node, subscription.owner);
    const { next, missed } = repeats
      ? nextFiring(
          { dueAt, repetitions, interval, ...(anchor !== undefined && { anchor }) },
          clockOf(step.context),
          step.ports,
        )
      : { next: undefined, missed: 0 };
    const facts = { ...(next && { next }), ...(missed > 0 && { missed }) };
    emit(step, { type: 'subscriptionTriggered', key: subscription.key, ...facts });
    if (subscription.clock) return fireClock(step, subscription.clock);
    step.timersInARow = subscription.inARow ?? 0;
    trigger(step, subscription, {});
  },
  correlateMessage(step, command) {
    const subscription = subscriptionOf(step, command.subscription, 'message');
    checkNames(command.variables);
    hear(step, subscription, command.variables, command.messageKey);
  },
  broadcastSignal(step, command) {
    const subscription = subscriptionOf(step, command.subscription, 'signal');
    checkNames(command.variables);
    hear(step, subscription, command.variables);
  },
  completeChild(step, command) {
    const me = callerOf(step, command.elementInstance);
    const node = nodeOf(step, me);
    const all = node.model?.config.propagateOut !== false || node.model?.outputs !== undefined;
    resume(step, instanceOf(step, me.key), { kind: 'child' }, all ? command.variables : {});
  },
  failChild(step, command) {
    const me = callerOf(step, command.elementInstance);
    throwError(step, me.key, { code: command.code, variables: command.variables });
  },
  escalateChild(step, command) {
    const { key } = callerOf(step, command.elementInstance);
    const { model } = nodeOf(step, instanceOf(step, key));
    // What the call maps out it maps now, too: who handles the escalation has to know what it is about.
    if (model?.outputs) {
      setLocal(step, key, command.variables);
      mapOutputs(step, model, key, 'condition');
    }
    throwEscalation(step, key, command.code);
  },
  refuseChild(step, command) {
    raise(step, callerOf(step, command.elementInstance).key, 'activate', command);
  },
} satisfies Partial<Handlers>;
