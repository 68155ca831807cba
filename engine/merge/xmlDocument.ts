// XML as a tree that writes itself back letter by letter: what nobody understands stays as it was.
import { behindSpecial, endOfTag } from '../model/markup.ts';

export interface Attribute {
  name: string;
  /** As it is written, with its quotes and escapes. */
  raw: string;
}

export interface Element {
  tag: string;
  attributes: readonly Attribute[];
  /** Elements inside, each with the text and comments before it. */
  children: readonly { lead: string; element: Element }[];
  /** Text before the closing tag; all text of one that holds no elements. */
  tail: string;
}

export interface XmlDocument {
  prolog: string;
  root: Element;
  epilog: string;
}

const DEEPEST = 200;
const SPACE = /\s/;

/** Undefined: it is not well-formed, or says what is to be loaded from elsewhere. */
export function readXml(text: string): XmlDocument | undefined {
  let at = 0;
  let lead = '';
  const open: Open[] = [];
  let document: XmlDocument | undefined;
  while (at < text.length) {
    const tagAt = text.indexOf('<', at);
    if (tagAt < 0) break;
    lead += text.slice(at, tagAt);
    const skipped = behindSpecial(text, tagAt);
    if (skipped === undefined || text.startsWith('<!DOCTYPE', tagAt)) return undefined;
    if (skipped > tagAt) {
      lead += text.slice(tagAt, skipped);
      at = skipped;
      continue;
    }
    const end = endOfTag(text, tagAt);
    if (end === undefined) return undefined;
    at = end + 1;
    if (text[tagAt + 1] === '/') {
      const closed = open.pop();
      if (closed?.tag !== text.slice(tagAt + 2, end).trim()) return undefined;
      finish({ ...closed, tail: lead }, closed.lead);
    } else {
      const isEmpty = text[end - 1] === '/';
      const begun = readTag(text.slice(tagAt + 1, isEmpty ? end - 1 : end));
      if (!begun || open.length > DEEPEST || (document && open.length === 0)) return undefined;
      if (isEmpty) finish({ ...begun, children: [], tail: '' }, lead);
      else open.push({ ...begun, children: [], lead });
    }
    lead = '';
  }
  return document && open.length === 0 ? { ...document, epilog: lead + text.slice(at) } : undefined;

  function finish({ tag, attributes, children, tail }: Element, before: string): void {
    const element = { tag, attributes, children, tail };
    const parent = open.at(-1);
    if (parent) parent.children.push({ lead: before, element });
    else document = { prolog: before, root: element, epilog: '' };
  }
}

interface Open {
  tag: string;
  attributes: Attribute[];
  children: { lead: string; element: Element }[];
  lead: string;
}

function readTag(inside: string): { tag: string; attributes: Attribute[] } | undefined {
  const tag = /^[^\s=<>"'/]+/.exec(inside)?.[0];
  if (tag === undefined) return undefined;
  const attributes: Attribute[] = [];
  for (let at = tag.length; ; ) {
    while (at < inside.length && SPACE.test(inside[at] as string)) at++;
    if (at >= inside.length) return { tag, attributes };
    const equals = inside.indexOf('=', at);
    const name = inside.slice(at, equals).trim();
    let from = equals + 1;
    while (from < inside.length && SPACE.test(inside[from] as string)) from++;
    const quote = inside[from];
    const end = quote === '"' || quote === "'" ? inside.indexOf(quote, from + 1) : -1;
    if (equals < 0 || end < 0 || name === '' || SPACE.test(name)) return undefined;
    attributes.push({ name, raw: inside.slice(from, end + 1) });
    at = end + 1;
  }
}

export function writeXml({ prolog, root, epilog }: XmlDocument): string {
  const parts = [prolog];
  writeElement(root, parts);
  parts.push(epilog);
  return parts.join('');
}

function writeElement({ tag, attributes, children, tail }: Element, parts: string[]): void {
  parts.push('<', tag, ...attributes.map(({ name, raw }) => ` ${name}=${raw}`));
  if (children.length === 0 && tail === '') {
    parts.push(' />');
    return;
  }
  parts.push('>');
  for (const { lead, element } of children) {
    parts.push(lead);
    writeElement(element, parts);
  }
  parts.push(tail, '</', tag, '>');
}

const canonical = new WeakMap<Element, string>();

/** The same for elements that only their spaces tell apart. */
export function meaningOf(element: Element): string {
  const known = canonical.get(element);
  if (known !== undefined) return known;
  const { tag, attributes, children, tail } = element;
  const named = attributes.map(({ name, raw }) => `${name}=${raw.slice(1, -1)}`).toSorted();
  const inside = children.map((child) => `${child.lead.trim()}${meaningOf(child.element)}`).join('');
  const meaning = `<${tag} ${named.join(' ')}>${inside}${tail.trim()}</>`;
  canonical.set(element, meaning);
  return meaning;
}

export function attributeOf({ attributes }: Element, name: string): string | undefined {
  return attributes.find((attribute) => attribute.name === name)?.raw.slice(1, -1);
}
