// What instances in memory wait for, and what a message or signal starts.
import { forEach, type InstanceState, type ProcessModel } from '../core/index.ts';

export interface Waiting {
  instanceKey: number;
  subscription: number;
  element: string;
  kind: 'timer' | 'message' | 'signal';
  name?: string;
  correlationKey?: string;
  dueAt?: number;
}

/** In the order of instances, then of opening. */
export function waitingIn(instances: Map<number, { state: InstanceState }>): Waiting[] {
  const list: Waiting[] = [];
  for (const [instanceKey, { state }] of instances) {
    forEach(state.subscriptions, ({ key, element, kind, name, correlationKey, dueAt }) => {
      list.push({
        instanceKey,
        subscription: key,
        element,
        kind,
        ...(name !== undefined && { name }),
        ...(correlationKey !== undefined && { correlationKey }),
        ...(dueAt !== undefined && { dueAt }),
      });
    });
  }
  return list;
}

export function hearing(
  instances: Map<number, { state: InstanceState }>,
  kind: 'message' | 'signal',
  name: string,
): Waiting[] {
  return waitingIn(instances).filter((each) => each.kind === kind && each.name === name);
}

/** Start events of processes that wait for that message or signal. */
export function startsOn(
  models: Iterable<ProcessModel>,
  kind: 'message' | 'signal',
  name: string,
): { model: ProcessModel; startElement: string }[] {
  return [...models].flatMap((model) => {
    const start = model.elements.find(({ type, parent, eventDefinitions: [definition] }) => {
      if (type !== 'startEvent' || parent !== null || definition?.type !== kind) return false;
      return definition.config.name === name;
    });
    return start ? [{ model, startElement: start.id }] : [];
  });
}

/** Instances from this one up to the first caller, this one counted. */
export function callDepth(instances: Map<number, { state: InstanceState }>, from: number): number {
  let depth = 0;
  for (let at: number | undefined = from; at !== undefined; depth++)
    at = instances.get(at)?.state.parent?.instanceKey;
  return depth;
}
