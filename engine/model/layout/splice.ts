// Puts new drawings into the text of a file; every other character stays as it is.
import { behindSpecial, endOfTag } from '../markup.ts';
import type { Prefixes } from './diagramText.ts';

const NAMESPACES = {
  bpmndi: 'http://www.omg.org/spec/BPMN/20100524/DI',
  dc: 'http://www.omg.org/spec/DD/20100524/DC',
  di: 'http://www.omg.org/spec/DD/20100524/DI',
} as const;

interface Part {
  name: string;
  start: number;
  end: number;
}

interface Outline {
  rootTag: string;
  /** The elements right below the root. */
  parts: Part[];
  /** Where the root's closing tag begins. */
  close: number;
}

/** How the root element calls the namespaces; what it does not declare has to be declared. */
export function prefixesOf(text: string): Prefixes {
  const { rootTag } = outlineOf(text);
  const prefixes: Prefixes = { bpmndi: '', dc: '', di: '', missing: [] };
  for (const [usual, uri] of Object.entries(NAMESPACES)) {
    const found = new RegExp(`\\sxmlns:([\\w.-]+)\\s*=\\s*["']${uri.replaceAll('.', '\\.')}["']`).exec(
      rootTag,
    )?.[1];
    prefixes[usual as keyof typeof NAMESPACES] = found ?? usual;
    if (found === undefined) prefixes.missing.push(`xmlns:${usual}="${uri}"`);
  }
  return prefixes;
}

export function withDiagrams(text: string, sheets: readonly string[]): string {
  const { parts, close } = outlineOf(text);
  const old = parts.filter(({ name }) => name.slice(name.indexOf(':') + 1) === 'BPMNDiagram');
  const drawn = sheets.join('\n');
  const first = old[0];
  if (!first) return `${text.slice(0, close).trimEnd()}\n${drawn}\n${text.slice(close)}`;
  let result = '';
  let at = 0;
  for (const part of old) {
    const start = part === first ? part.start : lineStart(text, part.start);
    result += text.slice(at, start);
    // The old drawing's own indentation stays before it.
    if (part === first) result += drawn.trimStart();
    at = part.end;
  }
  return result + text.slice(at);
}

function lineStart(text: string, at: number): number {
  const before = text.slice(0, at);
  return before.length - (/\r?\n[ \t]*$/.exec(before)?.[0].length ?? 0);
}

function outlineOf(text: string): Outline {
  const outline: Outline = { rootTag: '', parts: [], close: text.length };
  let depth = 0;
  let open: Part | undefined;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const after = behindSpecial(text, at) ?? text.length;
    if (after > at) {
      at = after;
      continue;
    }
    const end = (endOfTag(text, at) ?? text.length - 1) + 1;
    const isClosing = text[at + 1] === '/';
    const isWhole = text[end - 2] === '/';
    if (isClosing) depth -= 1;
    if (depth === 0 && isClosing) outline.close = at;
    else if (depth === 0) outline.rootTag = text.slice(at, end);
    else if (depth === 1 && isClosing && open) {
      open.end = end;
      outline.parts.push(open);
    } else if (depth === 1 && !isClosing) {
      open = { name: /^<([^\s/>]+)/.exec(text.slice(at, end))?.[1] ?? '', start: at, end };
      if (isWhole) outline.parts.push(open);
    }
    if (!isClosing && !isWhole) depth += 1;
    at = end;
  }
  return outline;
}
