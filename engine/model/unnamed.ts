// Signals and links without a name, as drafts have them: within one drawing they are one and the same.
import type { ElementModel, EventDefinition, ProcessModel } from '../core/model.ts';

/** Only what is both thrown and caught gets a name: an event that nothing throws is one that a person reports. */
export function nameUnnamed(model: ProcessModel): void {
  for (const type of ['signal', 'link'] as const) {
    const unnamed = model.elements.flatMap((element) =>
      element.eventDefinitions
        .filter((definition) => definition.type === type && definition.config.name === undefined)
        .map((definition) => ({ element, definition })),
    );
    const throws = unnamed.some(({ element }) => isThrowing(element));
    const catches = unnamed.some(({ element }) => !isThrowing(element));
    // Other drawings have drafts of their own: the process keeps them apart.
    if (throws && catches) for (const each of unnamed) name(each, `${type} of ${model.id}`);
  }
}

function name(
  { element, definition }: { element: ElementModel; definition: EventDefinition },
  given: string,
) {
  const at = element.eventDefinitions.indexOf(definition);
  element.eventDefinitions[at] = { ...definition, config: { ...definition.config, name: given } };
}

function isThrowing({ type }: ElementModel): boolean {
  return type === 'endEvent' || type === 'intermediateThrowEvent';
}
