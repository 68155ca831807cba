// Embedded subprocess: a scope of its own that ends when nothing is left inside (BPMN 2.0.2, 13.3.4).
import type { ElementBehavior } from '../behavior.ts';
import { goesOn } from '../eventSubprocess.ts';
import { enter } from '../lifecycle.ts';
import { touch } from '../step.ts';

export const subProcess: ElementBehavior = {
  contains: true,
  activate(step, node, me) {
    touch(step, me.key);
    for (const [at, start] of node.starts.entries())
      if (at === 0 || goesOn(step, node, me.key)) enter(step, start, me.key);
  },
};
