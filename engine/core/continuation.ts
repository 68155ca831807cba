// Goes on where a step stopped because its budget was used up: everything to do is found in the state.
import { emit, reject, type Step, touch } from './step.ts';
import { forEach } from './table.ts';

export function continueStep(step: Step): void {
  if (step.draft.status !== 'active' || !step.draft.yielded) reject('NOTHING_TO_CONTINUE');
  pickUp(step);
}

/** A command that comes in between picks up too: the tokens that were left moving must not look stuck to it. */
export function pickUp(step: Step): void {
  const { yielded } = step.draft;
  if (!yielded) return;
  for (const element of Object.keys(yielded)) step.activations.set(element, yielded[element] as number);
  emit(step, { type: 'stepResumed' });
  // Resuming is no progress: however small the budget, something must move.
  step.budget += 1;
  queueTokens(step);
  forEach(step.draft.elements, (element) => {
    const { loop } = element;
    const node = step.exe.nodes.get(element.element);
    if (element.scope === 0 || loop || node?.inner.contains) touch(step, element.key);
    const parallel = node?.model?.multiInstance?.sequential === false;
    if (loop && parallel && loop.started < loop.count) step.spawning.push(element.key);
  });
}

/** Every token that waits for no other moves on. */
export function queueTokens(step: Step): void {
  forEach(step.draft.elements, ({ key, tokens }) => {
    for (const id of tokens) {
      const flow = step.exe.flows.get(id);
      if (flow && !flow.target.inner.join) step.queue.add(key, flow);
    }
  });
}
