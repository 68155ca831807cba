// Undefined task: work for its lane, so that a drawing without any technical attribute runs and is timed.
import type { ElementBehavior } from '../behavior.ts';
import { createUserTask } from '../work.ts';

export const task: ElementBehavior = {
  activate: (step, node, me) => createUserTask(step, node, me, 'undefinedTask'),
};
