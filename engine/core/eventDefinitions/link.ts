// Link event definition: a flow that is not drawn, from a throw event to the catch event of the same name (BPMN 2.0.2,
// 10.5.5). Who completes the throw event enters the catch event; see `linked` in executable.ts.
import type { EventDefinitionBehavior } from '../behavior.ts';
import { finish } from '../lifecycle.ts';

export const link: EventDefinitionBehavior = {
  read(source) {
    const name = source.text('name')?.trim();
    return name ? { name } : {};
  },
  /** Waits for nothing: it is entered when it has been thrown. */
  subscribe(step, node, owner) {
    if (owner.element !== node.id) return 'undefined';
    finish(step, owner.key);
    return 'open';
  },
};
