// Link events: each throw leads to the one catch of its name in the same process or subprocess, and no flow is drawn there.
import { definitionName, definitionsOf } from '../buildElement.ts';
import type { Gathered, GatheredNode } from '../gather.ts';
import type { Report } from '../report.ts';
import { tagOf, textOf } from '../sourceNode.ts';

export function checkLinkEvents(gathered: Gathered, report: Report): void {
  const links = gathered.nodes.filter((node) => linkOf(node) !== undefined);
  const placed = (node: GatheredNode, tag: string) => tagOf(node.source) === tag;
  const catching = links.filter((node) => placed(node, 'intermediateCatchEvent'));
  const throwing = links.filter((node) => placed(node, 'intermediateThrowEvent'));
  const together = (a: GatheredNode, b: GatheredNode) => a.parent === b.parent && nameOf(a) === nameOf(b);
  for (const node of links) {
    const name = nameOf(node);
    if (name === '') report.warn('LINK_WITHOUT_NAME', {}, node.source);
    if (definitionsOf(node.source).length > 1) report.error('LINK_NOT_ALONE', { name }, node.source);
  }
  for (const node of throwing) {
    const name = nameOf(node);
    if (node.outgoing.length > 0) report.error('LINK_WITH_FLOW', { name }, node.source);
    if (!catching.some((each) => together(each, node)))
      report.error('LINK_WITHOUT_CATCH', { name }, node.source);
  }
  for (const [at, node] of catching.entries()) {
    const name = nameOf(node);
    if (node.incoming.length > 0) report.error('LINK_WITH_FLOW', { name }, node.source);
    if (catching.slice(0, at).some((each) => together(each, node)))
      report.error('LINK_AMBIGUOUS', { name }, node.source);
    if (!throwing.some((each) => together(each, node)))
      report.error('LINK_WITHOUT_THROW', { name }, node.source);
  }
}

function linkOf({ source }: GatheredNode) {
  return definitionsOf(source).find((each) => definitionName(each) === 'link');
}

function nameOf(node: GatheredNode): string {
  const definition = linkOf(node);
  return (definition && textOf(definition, 'name')?.trim()) ?? '';
}
