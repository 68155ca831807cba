// What a repair asks of the modeler.
import type { Node } from './fixes/tree.ts';

export interface Services {
  // biome-ignore lint/suspicious/noExplicitAny: bpmn-js has no types for what it registers
  get(name: string): any;
  definitions(): Node;
  find(id: string): Node | undefined;
}

/** What the drawing shows of an element; without a shape of its own, the sheet that it lies on. */
// biome-ignore lint/suspicious/noExplicitAny: bpmn-js has no types for its shapes
export function shapeOf(services: Services, id: string): any {
  return services.get('elementRegistry').get(id);
}

/** One that commands on elements without a shape are told of. */
// biome-ignore lint/suspicious/noExplicitAny: bpmn-js has no types for its shapes
export function sheetOf(services: Services): any {
  return services.get('canvas').getRootElement();
}
