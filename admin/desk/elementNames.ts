// What an element of a drawing is called: its name, else what it asks, else what kind of thing it is.
import type { ElementModel, ProcessModel } from '../engine.ts';
import type { Speaking } from '../visit.ts';

export function elementWords(visit: Speaking, element: ElementModel): string {
  return element.name || element.question?.text || visit.t(`element.${element.type}`);
}

/** By its id; the process's own name for the process itself. */
export function nameIn(visit: Speaking, model: ProcessModel | undefined, id: string): string {
  const element = model?.elements.find((each) => each.id === id);
  if (element) return elementWords(visit, element);
  return id === model?.id ? model.name || id : id;
}

/** What a gateway was answered, in the words of its options. */
export function answerWords(model: ProcessModel | undefined, gateway: string, flows: string[]): string {
  const options = model?.elements.find((each) => each.id === gateway)?.question?.options ?? [];
  return flows.map((flow) => options.find((option) => option.flow === flow)?.label || flow).join(', ');
}

/** A sequence flow by its name, or by where it comes from; an element by its own. */
export function flowWords(visit: Speaking, model: ProcessModel | undefined, id: string): string {
  const flow = model?.flows.find((each) => each.id === id);
  return flow ? flow.name || nameIn(visit, model, flow.source) : nameIn(visit, model, id);
}
