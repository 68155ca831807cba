// What instances in memory wait for, and what a message or signal starts.
import { forEach, type InstanceState, type ProcessModel, startDefinitions } from '../core/index.ts';

export interface Instance {
  model: ProcessModel;
  state: InstanceState;
}

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

/**
 * Who a message between pools may mean beside its case: the one instance that was started apart, all alone in its case, and
 * waits for that name without a key of its own. Where the sender's case has such an instance already, or several wait, nobody.
 */
export function waitingApart(
  instances: Map<number, Instance>,
  name: string,
  senderCase: number,
): Waiting | undefined {
  const apart = hearing(instances, 'message', name).filter(({ instanceKey, correlationKey }) => {
    const { model, state } = instances.get(instanceKey) as Instance;
    const alone = [...instances.values()].every(
      (each) => each.state.key === instanceKey || each.state.rootKey !== state.rootKey,
    );
    const here = [...instances.values()].some(
      (each) => each.state.rootKey === senderCase && each.model === model,
    );
    return alone && !here && correlationKey === (state.businessKey ?? String(state.rootKey));
  });
  return apart.length === 1 ? apart[0] : undefined;
}
