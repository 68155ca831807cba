// What throwing events and send tasks share: do what the event definition says, then go on.
import type { ElementBehavior } from './behavior.ts';
import { eventDefinitions } from './eventDefinitions/index.ts';
import { finish } from './lifecycle.ts';
import { createJob } from './work.ts';

/** A definition with a job type (`zeebe:taskDefinition`) leaves the sending to a worker. */
export const throwEvent: ElementBehavior = {
  read: (source) => {
    const definition = source.extension('zeebe:TaskDefinition');
    if (!definition) return {};
    return {
      jobType: definition.text('type') ?? '',
      retries: definition.text('retries') ?? '3',
      headers: {},
    };
  },
  activate(step, node, me) {
    if (typeof node.model?.config.jobType === 'string' && node.model.config.jobType !== '')
      return createJob(step, node, me);
    const { definition } = node;
    const behavior = definition && eventDefinitions[definition.type];
    if (definition && behavior?.throw && !behavior.throw(step, node, me, definition)) return;
    finish(step, me.key, node);
  },
};
