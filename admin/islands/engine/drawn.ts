// What a drawing says of how its processes begin, and of the errors that it catches.
import {
  type ElementModel,
  type Ports,
  type ProcessModel,
  startSubscriptions,
  startsWhenCalled,
} from '../../../engine/core/index.ts';

export interface ProcessStart {
  kind: 'plain' | 'message' | 'signal' | 'timer';
  /** Absent: its plain start. */
  element?: string;
  /** Of the message or signal. */
  name: string;
}

export function startsOf(model: ProcessModel, at: number, ports: Ports): ProcessStart[] {
  const plain: ProcessStart[] = startsWhenCalled(model) ? [{ kind: 'plain', name: '' }] : [];
  const outside = startSubscriptions(model, at, ports).flatMap(
    ({ kind, element, name = '' }): ProcessStart[] => (kind === 'condition' ? [] : [{ kind, element, name }]),
  );
  return [...plain, ...outside];
}

/** Codes that boundary events of the element, or event subprocesses beside it, wait for. */
export function errorsAround(models: readonly ProcessModel[], process: string, id: string): string[] {
  const elements = models.find((model) => model.id === process)?.elements ?? [];
  const codes = new Set<string>();
  for (let at = elements.find((each) => each.id === id); at; at = around(elements, at)) {
    const inside = new Set(
      elements.filter((each) => each.triggeredByEvent && each.parent === at.parent).map((each) => each.id),
    );
    for (const { attachedTo, parent, eventDefinitions } of elements)
      if (attachedTo === at.id || (parent !== null && inside.has(parent)))
        for (const { type, config } of eventDefinitions)
          if (type === 'error') codes.add(typeof config.code === 'string' ? config.code : '');
  }
  return [...codes];
}

const around = (elements: readonly ElementModel[], { parent }: ElementModel) =>
  elements.find(({ id }) => id === parent);
