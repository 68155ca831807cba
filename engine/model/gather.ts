// Finds the flow nodes and sequence flows of one process, subprocess by subprocess, in document order.
import type { ModdleElement } from 'bpmn-moddle';
import { childOf, childrenOf, textOf } from './sourceNode.ts';

export interface GatheredNode {
  id: string;
  source: ModdleElement;
  /** The enclosing subprocess; null directly in the process. */
  parent: GatheredNode | null;
  incoming: GatheredFlow[];
  outgoing: GatheredFlow[];
}

export interface GatheredFlow {
  id: string;
  source: ModdleElement;
  /** Undefined where the drawing's flow hangs in the air, or ends at something that no token can enter. */
  from: GatheredNode | undefined;
  to: GatheredNode | undefined;
}

export interface Gathered {
  process: ModdleElement;
  nodes: GatheredNode[];
  flows: GatheredFlow[];
  nodeOf: Map<ModdleElement, GatheredNode>;
}

interface Ids {
  taken: Set<string>;
  /** The last number given to flows between the same two nodes. */
  numbered: Map<string, number>;
}

export function gather(process: ModdleElement): Gathered {
  const found: Gathered = { process, nodes: [], flows: [], nodeOf: new Map() };
  const flowSources: ModdleElement[] = [];
  collect(process, null, found, flowSources);
  const ids: Ids = { taken: new Set(found.nodes.map((node) => node.id)), numbered: new Map() };
  for (const source of flowSources) ids.taken.add(textOf(source, 'id') ?? '');
  for (const source of flowSources) found.flows.push(connect(source, found, ids));
  return found;
}

function collect(
  container: ModdleElement,
  parent: GatheredNode | null,
  found: Gathered,
  flows: ModdleElement[],
): void {
  for (const element of childrenOf(container, 'flowElements')) {
    if (element.$instanceOf?.('bpmn:SequenceFlow')) flows.push(element);
    if (!element.$instanceOf?.('bpmn:FlowNode')) continue;
    const node: GatheredNode = {
      id: textOf(element, 'id') ?? '',
      source: element,
      parent,
      incoming: [],
      outgoing: [],
    };
    found.nodes.push(node);
    found.nodeOf.set(element, node);
    if (element.$instanceOf('bpmn:SubProcess')) collect(element, node, found, flows);
  }
}

function connect(source: ModdleElement, found: Gathered, ids: Ids): GatheredFlow {
  const from = endOf(source, 'sourceRef', found);
  const to = endOf(source, 'targetRef', found);
  const flow: GatheredFlow = { id: textOf(source, 'id') ?? freshId(from, to, ids), source, from, to };
  ids.taken.add(flow.id);
  from?.outgoing.push(flow);
  to?.incoming.push(flow);
  return flow;
}

function endOf(flow: ModdleElement, name: string, found: Gathered): GatheredNode | undefined {
  const element = childOf(flow, name);
  return element && found.nodeOf.get(element);
}

/** BPMN lets a sequence flow go without an id; histories need one that is the same at every parse. */
function freshId(from: GatheredNode | undefined, to: GatheredNode | undefined, ids: Ids): string {
  const pair = `${from?.id ?? ''}-to-${to?.id ?? ''}`;
  let number = ids.numbered.get(pair) ?? 0;
  let id: string;
  do {
    number += 1;
    id = number === 1 ? pair : `${pair}-${number}`;
  } while (ids.taken.has(id));
  ids.numbered.set(pair, number);
  return id;
}
