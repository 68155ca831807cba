// Signals and links without a name, as drafts have them: within one file they are one and the same.
import type { ElementModel, ProcessModel } from '../core/model.ts';

/**
 * Only what is both thrown and caught gets a name: an event that nothing throws is one that a person reports. A process
 * that throws it is not begun by it: drafts would start each other without end.
 */
export function nameUnnamed(models: ProcessModel[]): void {
  for (const type of ['signal', 'link'] as const) {
    const unnamed = models.flatMap((model) => {
      const found = unnamedIn(model, type);
      const throwing = found.some(({ element }) => isThrowing(element));
      return throwing ? found.filter(({ element }) => !isTopLevelStart(element)) : found;
    });
    const throws = unnamed.some(({ element }) => isThrowing(element));
    const catches = unnamed.some(({ element }) => !isThrowing(element));
    // Other files have drafts of their own: the first process keeps them apart.
    if (throws && catches) for (const each of unnamed) name(each, `${type} of ${models[0]?.id}`);
  }
}

function unnamedIn(
  { elements }: ProcessModel,
  type: 'signal' | 'link',
): { element: ElementModel; at: number }[] {
  return elements.flatMap((element) =>
    element.eventDefinitions.flatMap((definition, at) =>
      definition.type === type && definition.config.name === undefined ? [{ element, at }] : [],
    ),
  );
}

function name({ element, at }: { element: ElementModel; at: number }, given: string): void {
  const definition = element.eventDefinitions[at];
  if (definition)
    element.eventDefinitions[at] = { ...definition, config: { ...definition.config, name: given } };
}

function isThrowing({ type }: ElementModel): boolean {
  return type === 'endEvent' || type === 'intermediateThrowEvent';
}

function isTopLevelStart({ type, parent }: ElementModel): boolean {
  return type === 'startEvent' && parent === null;
}
