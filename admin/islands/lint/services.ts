// What a repair asks of the modeler.
import type { Node } from './fixes/tree.ts';

export interface Services {
  get(name: string): Untyped;
  definitions(): Node;
  find(id: string): Node | undefined;
}

/** What the drawing shows of an element; without a shape of its own, the sheet that it lies on. */
export function shapeOf(services: Services, id: string): Untyped {
  return services.get('elementRegistry').get(id);
}

/** One that commands on elements without a shape are told of. */
export function sheetOf(services: Services): Untyped {
  return services.get('canvas').getRootElement();
}
