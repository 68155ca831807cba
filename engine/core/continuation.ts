// Goes on where a step stopped because its budget was used up: everything to do is found in the state.
import { emit, reject, type Step } from './step.ts';
import { forEach } from './table.ts';

export function continueStep(step: Step): void {
  const { yielded } = step.draft;
  if (step.draft.status !== 'active' || !yielded) reject('NOTHING_TO_CONTINUE');
  for (const element of Object.keys(yielded)) step.activations.set(element, yielded[element] as number);
  emit(step, { type: 'stepResumed' });
  forEach(step.draft.elements, (element) => {
    for (const id of element.tokens) {
      const flow = step.exe.flows.get(id);
      if (flow && !flow.target.inner.join) step.queue.push({ scope: element.key, flow });
    }
    if (element.children || element.tokens.length > 0 || element.scope === 0) step.touched.add(element.key);
    const { loop } = element;
    const parallel = step.exe.nodes.get(element.element)?.model?.multiInstance?.sequential === false;
    if (loop && parallel && loop.started < loop.count) step.spawning.push(element.key);
  });
}
