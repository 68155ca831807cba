// What a file holds and nobody sees: messages, signals and errors that nothing uses, and elements without a shape.
import type { ModdleElement } from 'bpmn-moddle';
import type { Gathered } from '../gather.ts';
import type { Report } from '../report.ts';
import { childOf, childrenOf, isElement, plainText, tagOf, textOf } from '../sourceNode.ts';
import { nameOf } from './labels.ts';

const SHARED = ['bpmn:Message', 'bpmn:Signal', 'bpmn:Error', 'bpmn:Escalation'];

export function checkDefinitions(root: ModdleElement, report: Report): void {
  const shared = childrenOf(root, 'rootElements').filter(({ $type }) => SHARED.includes($type));
  if (shared.length === 0) return;
  const used = new Set<ModdleElement>();
  const seen = new Set<ModdleElement>([root]);
  for (const element of seen) {
    for (const { name, isReference } of element.$descriptor?.properties ?? []) {
      const value = (element as unknown as { [name: string]: unknown })[name];
      for (const each of Array.isArray(value) ? value : [value]) {
        if (!isElement(each)) continue;
        if (isReference) used.add(each);
        else seen.add(each);
      }
    }
  }
  for (const element of shared) {
    if (used.has(element)) continue;
    const name = plainText(textOf(element, 'name') ?? '') || (textOf(element, 'id') ?? '');
    report.warn('STYLE_DEFINITION_UNUSED', { name, tag: tagOf(element) }, element);
  }
}

/** Only where the file is drawn at all: one without any shape is laid out when it is opened. */
export function checkDrawn(root: ModdleElement, gathered: Gathered, report: Report): void {
  const drawn = new Set(
    childrenOf(root, 'diagrams').flatMap((diagram) => {
      const plane = childOf(diagram, 'plane');
      return plane
        ? childrenOf(plane, 'planeElement').flatMap((each) => childOf(each, 'bpmnElement') ?? [])
        : [];
    }),
  );
  if (drawn.size === 0) return;
  for (const node of gathered.nodes)
    if (!drawn.has(node.source))
      report.warn('STYLE_NOT_DRAWN', { name: nameOf(node) || node.id, tag: tagOf(node.source) }, node.source);
}
