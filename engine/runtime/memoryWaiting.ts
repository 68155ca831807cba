// What instances in memory wait for, and what a message or signal starts.
import { forEach, type InstanceState, type ProcessModel, startDefinitions } from '../core/index.ts';

export interface Waiting {
  instanceKey: number;
  subscription: number;
  element: string;
  kind: 'timer' | 'message' | 'signal' | 'condition';
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

/** What begins instances of processes with that message or signal. */
export function startsOn(
  models: Iterable<ProcessModel>,
  kind: 'message' | 'signal',
  name: string,
): { model: ProcessModel; startElement: string; startDefinition?: number }[] {
  return [...models].flatMap((model) =>
    startDefinitions(model).flatMap(({ element: startElement, definition: { type, config, part } }) =>
      type === kind && config.name === name
        ? { model, startElement, ...(part !== undefined && { startDefinition: part }) }
        : [],
    ),
  );
}
