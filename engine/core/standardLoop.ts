// Standard loops: an activity done again and again, one iteration after another (BPMN 2.0.2, 13.3.6).
import type { ElementBehavior } from './behavior.ts';
import { emitCompleted } from './compensation.ts';
import type { Node } from './executable.ts';
import { finish, loops, record, run } from './lifecycle.ts';
import { MOST_ITERATIONS } from './limits.ts';
import type { StandardLoop } from './model.ts';
import { notBoolean } from './routing.ts';
import { emit, evaluate, instanceOf, raise, type Step, variablesAt } from './step.ts';
import { setLocal } from './variables.ts';

/** The body decides, its iterations do the work. `loopCounter` says how many began: conditions see how many were done. */
export const standardLoop: ElementBehavior = {
  activate(step, node, me) {
    const { testBefore, maximum } = settings(node);
    const goes = maximum !== 0 && (!testBefore || holds(step, node, me.key, 0, 'activate'));
    if (goes === undefined) return;
    emit(step, { type: 'loopStarted', key: me.key, count: maximum ?? -1 });
    if (goes) startIteration(step, node, me.key);
    else finish(step, me.key);
  },
  /** The condition is asked in the iteration's own scope, which still stands: it sees what this iteration wrote. */
  childCompleted(step, node, me, child) {
    const done = (child.index as number) + 1;
    const { maximum } = settings(node);
    const goes = done !== maximum && holds(step, node, child.key, done, 'leave');
    if (goes !== false) return;
    emitCompleted(step, child.key);
    finish(step, me.key);
  },
  /** The iteration is gone and the body is not: the condition held. Begun here, so that iterations do not nest calls. */
  emptied(step, node, me) {
    startIteration(step, node, me.key);
  },
};

function settings(node: Node): StandardLoop {
  return node.model?.standardLoop as StandardLoop;
}

/** Whether another iteration is wanted; undefined after an incident. Without a condition the maximum alone decides. */
function holds(
  step: Step,
  node: Node,
  owner: number,
  done: number,
  retry: 'activate' | 'leave',
): boolean | undefined {
  const { condition } = settings(node);
  if (condition === undefined) return true;
  const seen = variablesAt(step, owner);
  const result = evaluate(step, condition, owner, {
    get: (name) => (name === 'loopCounter' ? done : seen.get(name)),
  });
  if (!result.ok) {
    raise(step, owner, retry, result);
    return undefined;
  }
  if (result.value === null || typeof result.value === 'boolean') return result.value === true;
  raise(step, owner, retry, notBoolean(condition, result.value));
  return undefined;
}

function startIteration(step: Step, node: Node, body: number): void {
  const index = instanceOf(step, body).loop?.started ?? 0;
  const key = record(step, node, body, undefined, index);
  setLocal(step, key, { loopCounter: index + 1 });
  const { maximum } = settings(node);
  const bounded = maximum !== undefined && maximum <= MOST_ITERATIONS;
  if (bounded || !loops(step, node, key)) run(step, node, key, node.inner);
}
