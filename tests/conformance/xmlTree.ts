// XML as a tree that can be compared: names with their namespace, attributes sorted, text trimmed, comments left out.

export interface XmlNode {
  /** `{namespace}local`. */
  name: string;
  attributes: { [name: string]: string };
  children: XmlNode[];
  text: string;
}

const TOKEN =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<!DOCTYPE[^>]*>|<\/([^\s>]+)\s*>|<([^\s/>]+)((?:\s+[^\s=>]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)/g;

type Scope = { [prefix: string]: string };

export function xmlTree(text: string): XmlNode {
  const root: XmlNode = { name: '', attributes: {}, children: [], text: '' };
  const open: { node: XmlNode; scope: Scope }[] = [{ node: root, scope: {} }];
  for (const [, data, closing, tag, attributes = '', single, content] of text.matchAll(TOKEN)) {
    const top = open.at(-1) as { node: XmlNode; scope: Scope };
    if (data !== undefined) top.node.text += data;
    else if (content !== undefined) top.node.text += unescaped(content);
    else if (closing !== undefined) open.pop();
    else if (tag !== undefined) {
      const { node, scope } = nodeOf(tag, attributes, top.scope);
      top.node.children.push(node);
      if (single === '') open.push({ node, scope });
    }
  }
  return root.children[0] ?? root;
}

function nodeOf(tag: string, text: string, outer: Scope): { node: XmlNode; scope: Scope } {
  const scope = { ...outer };
  const given: [string, string][] = [];
  for (const [, name = '', double, single = ''] of text.matchAll(
    /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g,
  )) {
    const value = unescaped(double ?? single);
    if (name === 'xmlns') scope[''] = value;
    else if (name.startsWith('xmlns:')) scope[name.slice(6)] = value;
    else given.push([name, value]);
  }
  const attributes: { [name: string]: string } = {};
  for (const [name, value] of given.sort(([a], [b]) => (a < b ? -1 : 1)))
    attributes[name.includes(':') ? qualified(name, scope) : name] = value;
  return { node: { name: qualified(tag, scope), attributes, children: [], text: '' }, scope };
}

function qualified(name: string, scope: Scope): string {
  const at = name.indexOf(':');
  const prefix = at < 0 ? '' : name.slice(0, at);
  return `{${scope[prefix] ?? prefix}}${at < 0 ? name : name.slice(at + 1)}`;
}

const ENTITIES: { [name: string]: string } = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replace(/&(#x?[\da-fA-F]+|\w+);/g, (whole, name: string) =>
    name.startsWith('#')
      ? String.fromCodePoint(Number(name[1] === 'x' ? `0${name.slice(1)}` : name.slice(1)))
      : (ENTITIES[name] ?? whole),
  );
}

/** One line per element, attribute and text, so that what was lost or added can be named. A type's prefix is the file's own. */
export function factsOf(node: XmlNode, path = ''): string[] {
  const local = node.name.replace(/^\{[^}]*\}/, '');
  const here = `${path}/${local}${node.attributes.id === undefined ? '' : `#${node.attributes.id}`}`;
  const facts = [`${here} ${node.name}`];
  for (const [name, value] of Object.entries(node.attributes))
    facts.push(`${here} @${name}=${normal(name.endsWith('}type') ? value.replace(/^\w+:/, '') : value)}`);
  const text = normal(node.text);
  if (text !== '') facts.push(`${here} ${text}`);
  for (const child of node.children) facts.push(...factsOf(child, here));
  return facts;
}

/** Spaces are not what is compared, and a number may be written with or without its zeros. */
function normal(text: string): string {
  const trimmed = text.replace(/\s+/g, ' ').trim();
  return /^-?\d+(\.\d+)?$/.test(trimmed) ? String(Number(trimmed)) : trimmed;
}
