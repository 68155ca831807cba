// Receive task: waits for a message; without one, somebody says that it arrived.
import type { ElementBehavior } from '../behavior.ts';
import { messageConfig, subscribeToMessage } from '../eventDefinitions/message.ts';
import type { SourceNode } from '../model.ts';
import { createUserTask } from '../work.ts';

export const receiveTask: ElementBehavior = {
  read(source) {
    const formId = formOf(source);
    return {
      ...messageConfig(source),
      ...(source.text('instantiate') === 'true' && { instantiate: true }),
      ...(formId !== undefined && { formId }),
    };
  },
  activate(step, node, me) {
    if (subscribeToMessage(step, node, me, node.model?.config ?? {}) === 'undefined')
      createUserTask(step, node, me, 'occurrence');
  },
};

/** The form of an element that is work for people now and then: a `zeebe:property`, for only user tasks may have `zeebe:formDefinition`. */
export function formOf(source: SourceNode): string | undefined {
  const properties = source.extension('zeebe:Properties')?.children('properties') ?? [];
  const value = properties.find((each) => each.text('name') === 'formId')?.text('value');
  return value === '' ? undefined : value;
}
