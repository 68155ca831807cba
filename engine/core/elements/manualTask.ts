// Manual task: done outside any system; its lane says when it is done, which is all that is known of it.
import type { ElementBehavior } from '../behavior.ts';
import { createUserTask } from '../work.ts';

export const manualTask: ElementBehavior = {
  activate: (step, node, me) => createUserTask(step, node, me, 'manualTask'),
};
