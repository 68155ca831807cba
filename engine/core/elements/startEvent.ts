// Start event: where a container's execution begins. What triggers it is the runtime's business.
import type { ElementBehavior } from '../behavior.ts';
import { awaitOthers } from '../instantiation.ts';
import { propagate } from '../variables.ts';

export const startEvent: ElementBehavior = {
  /** The form that people fill in to start an instance. */
  read(source) {
    const formId = source.extension('zeebe:FormDefinition')?.text('formId');
    const properties = source.extension('zeebe:Properties')?.children('properties') ?? [];
    const initiator = properties.find((each) => each.text('name') === 'cauce:initiator')?.text('value');
    return { ...(formId && { formId }), ...(initiator && { initiator }) };
  },
  /** Who started it, where the drawing gives that a name. */
  activate(step, node, me) {
    const initiator = node.model?.config.initiator;
    if (typeof initiator === 'string') propagate(step, me.key, { [initiator]: step.context.actor });
    awaitOthers(step, node, me);
  },
};
