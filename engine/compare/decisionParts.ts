// A DMN file as parts: decisions and what they require, columns, and rules one by one.
import type { Part, Parts } from './part.ts';
import { propertiesOf } from './xmlProperties.ts';
import { type XmlNode, xmlTree } from './xmlTree.ts';

const PARTS = new Set([
  'decision',
  'inputData',
  'businessKnowledgeModel',
  'knowledgeSource',
  'decisionService',
  'itemDefinition',
  'input',
  'output',
  'rule',
]);
const reading = {
  isPart: ({ tag, local }: XmlNode) => tag.startsWith('dmn:') && PARTS.has(local),
  isNoise: ({ tag }: XmlNode) => tag.startsWith('dmndi:'),
};

export function decisionParts(text: string): Parts {
  const root = xmlTree(text);
  if (root?.tag !== 'dmn:definitions') return { unreadable: root ? `<${root.tag}>` : 'XML' };
  const parts: Part[] = [];
  visit(root, undefined, parts);
  return { parts };
}

function visit(node: XmlNode, within: string | undefined, parts: Part[]): void {
  const columns = columnsOf(node);
  let rules = 0;
  for (const child of node.children) {
    if (!reading.isPart(child)) {
      visit(child, within, parts);
      continue;
    }
    if (child.local === 'rule') rules += 1;
    const part = child.local === 'rule' ? ruleOf(child, rules, columns) : otherOf(child);
    parts.push(within === undefined ? part : { ...part, within });
    visit(child, part.id, parts);
  }
}

function otherOf(node: XmlNode): Part {
  const { attributes } = node;
  const name = attributes.get('name') ?? attributes.get('label') ?? '';
  const id = attributes.get('id') ?? `${node.local} ${name}`;
  const properties = propertiesOf(node, reading);
  const label = attributes.get('label') ?? name;
  return { id, kind: node.local, name: label, properties };
}

/** A rule's cells by their columns, as people read a table. */
function ruleOf(rule: XmlNode, position: number, columns: { inputs: string[]; outputs: string[] }): Part {
  const properties = new Map<string, string>();
  const counts = { inputEntry: 0, outputEntry: 0 };
  let description = '';
  for (const cell of rule.children) {
    const text = cell.children.map((child) => child.text.trim()).join('') || cell.text.trim();
    if (cell.local === 'description') description = text;
    if (cell.local !== 'inputEntry' && cell.local !== 'outputEntry') continue;
    const names = cell.local === 'inputEntry' ? columns.inputs : columns.outputs;
    const at = counts[cell.local]++;
    properties.set(names[at] ?? `${cell.local} ${at + 1}`, text === '' ? '-' : text);
  }
  const id = rule.attributes.get('id') ?? `rule ${position}`;
  return { id, kind: 'rule', name: description || String(position), properties };
}

function columnsOf(table: XmlNode): { inputs: string[]; outputs: string[] } {
  const named = (wanted: string) =>
    table.children
      .filter(({ local }) => local === wanted)
      .map((column) => {
        const { attributes } = column;
        return attributes.get('label') ?? attributes.get('name') ?? expressionOf(column);
      });
  return { inputs: named('input'), outputs: named('output') };
}

function expressionOf(column: XmlNode): string {
  const expression = column.children.find(({ local }) => local === 'inputExpression');
  return expression?.children.find(({ local }) => local === 'text')?.text.trim() ?? '';
}
