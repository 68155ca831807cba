// Receive task: waits for a message; without one, somebody says that it arrived.
import type { ElementBehavior } from '../behavior.ts';
import { messageConfig, subscribeToMessage } from '../eventDefinitions/message.ts';
import { createUserTask } from '../work.ts';

export const receiveTask: ElementBehavior = {
  read: (source) => messageConfig(source),
  activate(step, node, me) {
    if (subscribeToMessage(step, node, me, node.model?.config ?? {}) === 'undefined')
      createUserTask(step, node, me, 'occurrence');
  },
};
