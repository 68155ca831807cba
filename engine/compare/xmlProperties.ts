// The properties of one XML element: attributes, texts and whatever is inside, by paths that say what they are.
import type { XmlNode } from './xmlTree.ts';

export interface Reading {
  /** Compared by themselves, not as a property of what they are in. */
  isPart(node: XmlNode): boolean;
  /** Said better elsewhere, or a number that an editor gave. */
  isNoise(node: XmlNode): boolean;
}

/** Attributes that tell which of several siblings is meant, the first that is there. */
const NAMING = ['metric', 'target', 'key', 'name', 'type', 'eventType', 'typeRef'];

interface Found {
  values: Map<string, string>;
  /** By path, the number of the next that nothing tells apart from those before. */
  numbers: Map<string, number>;
}

export function propertiesOf(node: XmlNode, reading: Reading): Map<string, string> {
  const found: Found = { values: new Map(), numbers: new Map() };
  addInside(node, '', reading, found);
  for (const [name, value] of node.attributes)
    if (name !== 'id' && name !== 'name' && !name.startsWith('xmlns')) put(found, name, value);
  return found.values;
}

function addInside(node: XmlNode, path: string, reading: Reading, found: Found): void {
  const inner = node.children.filter((child) => !reading.isPart(child) && !reading.isNoise(child));
  const seen = new Set<string>();
  const many = new Set<string>();
  for (const { tag } of inner) (seen.has(tag) ? many : seen).add(tag);
  for (const child of inner) {
    const here = stepOf(child, many.has(child.tag));
    const at = here === '' ? path : path === '' ? here : `${path}/${here}`;
    const text = child.text.trim();
    const attributes = [...child.attributes].filter(([name]) => name !== 'id' && !name.startsWith('xmlns'));
    const isEmpty = child.children.length === 0 && text === '' && attributes.length === 0;
    // Its presence alone says something: `zeebe:userTask`, `terminateEventDefinition`.
    if (isEmpty && here !== '') put(found, at, '✓');
    if (text !== '') put(found, at, text);
    for (const [name, value] of attributes)
      if (name !== 'xsi:type') put(found, at === '' ? name : `${at}/${name}`, value);
    addInside(child, at, reading, found);
  }
}

/** What only holds others adds nothing to a path. */
function stepOf(node: XmlNode, isOneOfMany: boolean): string {
  if (node.local === 'extensionElements' || node.local === 'values') return '';
  if (!isOneOfMany) return node.local;
  const naming = NAMING.find((name) => node.attributes.has(name));
  return naming === undefined ? node.local : `${node.local}[${node.attributes.get(naming)}]`;
}

/** Of several that nothing tells apart, each has its number. */
function put({ values, numbers }: Found, path: string, text: string): void {
  let nth = numbers.get(path) ?? 1;
  let at = nth === 1 ? path : `${path}#${nth}`;
  while (values.has(at)) at = `${path}#${++nth}`;
  numbers.set(path, nth + 1);
  values.set(at, text);
}
