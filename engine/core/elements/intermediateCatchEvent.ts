// Intermediate catch event: waits for what its definition says; without one, somebody says that it happened.
import type { ElementBehavior } from '../behavior.ts';
import { awaitOthers } from '../instantiation.ts';
import { subscribe } from '../subscriptions.ts';
import { createUserTask } from '../work.ts';

export const intermediateCatchEvent: ElementBehavior = {
  activate(step, node, me) {
    if (me.happened?.[node.id]) awaitOthers(step, node, me);
    else if (subscribe(step, node, me) === 'undefined') createUserTask(step, node, me, 'occurrence');
  },
};
