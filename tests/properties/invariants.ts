// What must hold of an instance's state at every moment: nothing outlives the scope that it belongs to.
import { type InstanceState, type ProcessModel, values } from '../../engine/core/index.ts';

/** Every breach in words; none is wanted. */
export function breachesOf(state: InstanceState, model: ProcessModel): string[] {
  const elements = new Map(values(state.elements).map((each) => [each.key, each]));
  const flows = new Map(model.flows.map((flow) => [flow.id, flow]));
  const parents = new Map(model.elements.map((element) => [element.id, element.parent ?? model.id]));
  const found: string[] = [];
  if (state.status !== 'active') {
    const left = { elements: elements.size, tasks: state.userTasks.size, jobs: state.jobs.size };
    const more = { subscriptions: state.subscriptions.size, incidents: state.incidents.size };
    for (const [what, count] of Object.entries({ ...left, ...more }))
      if (count > 0) found.push(`${count} ${what} outlive an instance that is ${state.status}`);
  }
  for (const each of elements.values()) {
    if (each.scope !== 0 && !elements.has(each.scope)) found.push(`${each.element} outlives its scope`);
    for (const flow of each.tokens)
      if (parents.get(flows.get(flow)?.source ?? '') !== each.element)
        found.push(`a token on ${flow} lies in the scope of ${each.element}`);
  }
  const owned = {
    subscription: values(state.subscriptions),
    task: values(state.userTasks),
    job: values(state.jobs),
    incident: values(state.incidents),
  };
  for (const [what, list] of Object.entries(owned))
    for (const { owner, element } of list)
      if (!elements.has(owner)) found.push(`a ${what} of ${element} outlives its owner`);
  if (state.status === 'active' && isStill(state)) found.push('nothing moves and nobody is asked');
  return found;
}

/** Called instances are waited for outside. */
function isStill(state: InstanceState): boolean {
  const waits = state.userTasks.size + state.jobs.size + state.subscriptions.size + state.incidents.size;
  return waits === 0 && !state.yielded && !values(state.elements).some(({ called }) => called);
}
