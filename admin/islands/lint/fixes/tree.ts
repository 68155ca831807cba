// The file's tree as repairs look at it: the objects of the XML library, in the modeler or read by themselves.
import { childOf, childrenOf, textOf } from '../../../../engine/model/sourceNode.ts';

export type Node = Parameters<typeof textOf>[0];

export const idOf = (node: Node): string => textOf(node, 'id') ?? '';

export const nameOf = (node: Node): string =>
  (textOf(node, 'name') ?? '').replace(/\s+/g, ' ').trim() || idOf(node);

const flowsAround = (node: Node): Node[] =>
  node.$parent
    ? childrenOf(node.$parent, 'flowElements').filter(({ $type }) => $type === 'bpmn:SequenceFlow')
    : [];

export const outgoingOf = (node: Node): Node[] =>
  flowsAround(node).filter((flow) => childOf(flow, 'sourceRef') === node);

export const incomingOf = (node: Node): Node[] =>
  flowsAround(node).filter((flow) => childOf(flow, 'targetRef') === node);

/** Elements of the same level. */
export const siblingsOf = (node: Node): Node[] =>
  node.$parent ? childrenOf(node.$parent, 'flowElements') : [];

/** Everything below a node that stands in it, without what is only referred to. */
export function* within(node: Node): Generator<Node> {
  yield node;
  for (const { name, isReference } of node.$descriptor?.properties ?? [])
    if (!isReference && !name.startsWith('$'))
      for (const child of childrenOf(node, name.slice(name.indexOf(':') + 1))) yield* within(child);
}
