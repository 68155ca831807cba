// XML as a plain tree, whatever vocabulary: what nobody here understands is compared as well.
import { Parser } from 'saxen';

export interface XmlNode {
  /** With the prefix that is usual for its namespace, such as `bpmn:task`. */
  tag: string;
  /** Without the prefix. */
  local: string;
  attributes: ReadonlyMap<string, string>;
  children: XmlNode[];
  text: string;
}

const NAMESPACES = {
  'http://www.omg.org/spec/BPMN/20100524/MODEL': 'bpmn',
  'http://www.omg.org/spec/BPMN/20100524/DI': 'bpmndi',
  'http://www.omg.org/spec/DD/20100524/DC': 'dc',
  'http://www.omg.org/spec/DD/20100524/DI': 'di',
  'http://www.w3.org/2001/XMLSchema-instance': 'xsi',
  'http://camunda.org/schema/zeebe/1.0': 'zeebe',
  'http://camunda.org/schema/1.0/bpmn': 'camunda',
  'http://camunda.org/schema/modeler/1.0': 'modeler',
  'urn:cauce:bpmn:1.0': 'cauce',
  'https://www.omg.org/spec/DMN/20191111/MODEL/': 'dmn',
  'https://www.omg.org/spec/DMN/20211108/MODEL/': 'dmn',
  'https://www.omg.org/spec/DMN/20230324/MODEL/': 'dmn',
  'http://www.omg.org/spec/DMN/20180521/MODEL/': 'dmn',
  'http://www.omg.org/spec/DMN/20151101/dmn.xsd': 'dmn',
  'https://www.omg.org/spec/DMN/20191111/DMNDI/': 'dmndi',
};

const DEEPEST = 200;

/** Undefined: the text is no XML. */
export function xmlTree(text: string): XmlNode | undefined {
  const top: XmlNode = { tag: '', local: '', attributes: new Map(), children: [], text: '' };
  const open = [top];
  let isBroken = false;
  const parser = new Parser().ns(NAMESPACES);
  parser.on('openTag', (tag, attributesOf, decode) => {
    if (open.length > DEEPEST) isBroken = true;
    const attributes = Object.entries(attributesOf()).map(([name, value]) => [name, decode(value)] as const);
    const node = { tag, local: localOf(tag), attributes: new Map(attributes), children: [], text: '' };
    open.at(-1)?.children.push(node);
    open.push(node);
  });
  parser.on('closeTag', () => void open.pop());
  parser.on('text', (value, decode) => addText(decode(value)));
  parser.on('cdata', (value) => addText(value));
  parser.on('error', () => {
    isBroken = true;
  });
  try {
    parser.parse(text);
  } catch {
    return undefined;
  }
  return isBroken || open.length !== 1 ? undefined : top.children[0];

  function addText(value: string): void {
    const node = open.at(-1);
    if (node) node.text += value;
  }
}

function localOf(tag: string): string {
  return tag.slice(tag.indexOf(':') + 1);
}
