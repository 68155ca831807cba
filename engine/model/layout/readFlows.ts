// Sequence flows, message flows and associations of the file as flows to draw.
import type { ModdleElement } from 'bpmn-moddle';
import { childOf, childrenOf, textOf } from '../sourceNode.ts';
import type { Flow } from './drawing.ts';
import { labelOf } from './textSize.ts';

export function flowOf(element: ModdleElement): Flow {
  const label = labelOf(textOf(element, 'name') ?? '');
  return {
    id: textOf(element, 'id') ?? '',
    kind: element.$type === 'bpmn:MessageFlow' ? 'message' : 'sequence',
    source: endOf(element, 'sourceRef'),
    target: endOf(element, 'targetRef'),
    ...(isDefault(element) ? { isDefault: true } : {}),
    ...(label ? { label } : {}),
  };
}

function isDefault(flow: ModdleElement): boolean {
  const source = childOf(flow, 'sourceRef');
  return source !== undefined && childOf(source, 'default') === flow;
}

/** Data associations name only one end: the other is the activity that holds them. */
export function artifactFlows(elements: readonly ModdleElement[], holder?: ModdleElement): Flow[] {
  return elements.flatMap((element): Flow[] => {
    if (!element.$instanceOf?.('bpmn:Association') && !element.$instanceOf?.('bpmn:DataAssociation'))
      return [];
    const own = holder ? (textOf(holder, 'id') ?? '') : '';
    const isInput = element.$type === 'bpmn:DataInputAssociation';
    const source = holder && !isInput ? own : endOf(element, 'sourceRef');
    const target = holder && isInput ? own : endOf(element, 'targetRef');
    return [{ id: textOf(element, 'id') ?? '', kind: 'association', source, target }];
  });
}

export function ownerOfArtifact(id: string, flows: readonly Flow[]): string | undefined {
  for (const { kind, source, target } of flows) {
    if (kind !== 'association') continue;
    if (source === id) return target;
    if (target === id) return source;
  }
  return undefined;
}

function endOf(element: ModdleElement, name: 'sourceRef' | 'targetRef'): string {
  const end = childOf(element, name) ?? childrenOf(element, name)[0];
  return end ? (textOf(end, 'id') ?? '') : '';
}
