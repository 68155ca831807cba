// Terminate event definition: ends its own scope only, without compensation (BPMN 2.0.2, 10.5.3).
import type { EventDefinitionBehavior } from '../behavior.ts';
import { terminateInside } from '../withdrawal.ts';

export const terminate: EventDefinitionBehavior = {
  throw(step, _node, me) {
    terminateInside(step, me.scope, me.key);
    return true;
  },
};
