// Receive task: waits for a message; without one, somebody says that it arrived.
import type { ElementBehavior } from '../behavior.ts';
import { messageConfig, subscribeToMessage } from '../eventDefinitions/message.ts';
import type { SourceNode } from '../model.ts';
import { createUserTask } from '../work.ts';

export const receiveTask: ElementBehavior = {
  read(source) {
    const formId = formOf(source);
    return { ...messageConfig(source), ...(formId !== undefined && { formId }) };
  },
  activate(step, node, me) {
    if (subscribeToMessage(step, node, me, node.model?.config ?? {}) === 'undefined')
      createUserTask(step, node, me, 'occurrence');
  },
};

/** The form in which a person writes the message. A `zeebe:property`, for `zeebe:formDefinition` is not allowed here. */
function formOf(source: SourceNode): string | undefined {
  const properties = source.extension('zeebe:Properties')?.children('properties') ?? [];
  const value = properties.find((each) => each.text('name') === 'formId')?.text('value');
  return value === '' ? undefined : value;
}
