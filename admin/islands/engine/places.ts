// How what is drawn is called: elements and processes by their ids.
import type { ProcessModel } from '../../../engine/core/index.ts';

export interface Place {
  /** Element id, or a process id. */
  element: string;
  /** Its name in the drawing; empty where it has none. */
  name: string;
  process: string;
}

/** Names of elements and processes, by id. */
export function placesOf(models: readonly ProcessModel[]): (element: string, process?: string) => Place {
  const places = new Map<string, Place>();
  for (const model of models) {
    places.set(` ${model.id}`, { element: model.id, name: model.name, process: model.id });
    for (const { id, name } of model.elements) {
      const place = { element: id, name, process: model.id };
      places.set(`${model.id} ${id}`, place);
      if (!places.has(` ${id}`)) places.set(` ${id}`, place);
    }
  }
  return (element, process) =>
    places.get(`${process ?? ''} ${element}`) ??
    places.get(` ${element}`) ?? { element, name: '', process: process ?? '' };
}
