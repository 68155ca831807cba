// Where clocks belong and what they wait for: which element instances own them, and what inside one pauses them now.
import type { ElementInstance } from './state.ts';
import { nodeOf, type Step } from './step.ts';
import { keys, lookUp } from './table.ts';

/** Of an activity that is repeated, each repetition has its own; one that is undone has none. */
export function holdsClocks(step: Step, me: ElementInstance): boolean {
  const node = nodeOf(step, me);
  if (node.slas === undefined || me.undoing) return false;
  return me.scope === 0 || me.index !== undefined || node.behavior === node.inner;
}

/** The first of these elements that is active inside `owner`. */
export function waitsIn(step: Step, owner: number, elements: readonly string[]): string | undefined {
  if (elements.length === 0) return undefined;
  const pending = [owner];
  for (let key = pending.pop(); key !== undefined; key = pending.pop()) {
    const me = lookUp(step.draft.elements, key);
    if (!me) continue;
    if (key !== owner && elements.includes(me.element)) return me.element;
    if (me.children) pending.push(...keys(me.children).reverse());
  }
  return undefined;
}

/** As people read it; the id where the drawing gives no name. */
export function nameOf(step: Step, element: string): string {
  return step.exe.nodes.get(element)?.model?.name || element;
}
