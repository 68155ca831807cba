// FEEL text to a syntax tree, by lezer-feel's grammar, with limits that are checked before the grammar sees the text.
import { normalizeContextKey, parser } from 'lezer-feel';
import { bindMembership } from './membershipBinding.ts';
import { trackNames } from './nameTracker.ts';

export interface SyntaxNode {
  /** The grammar's name of the node, e.g. `Comparison`, or a keyword or sign itself. */
  name: string;
  from: number;
  to: number;
  children: SyntaxNode[];
}

export type ExpressionKind = 'expression' | 'unaryTests';

export type Syntax =
  | { ok: true; root: SyntaxNode; depth: number }
  | { ok: false; code: string; position: number; limit?: number };

export const MAX_TEXT = 16_000;
const MAX_BRACKETS = 80;
const MAX_WORDS = 30;
const MAX_TREE_DEPTH = 400;

export function parseSyntax(text: string, kind: ExpressionKind, declared: readonly string[]): Syntax {
  const excess = findExcess(text);
  if (excess !== null) return excess;
  const configured = parser.configure({
    top: kind === 'expression' ? 'Expression' : 'UnaryTests',
    contextTracker: trackNames(text, declared),
    dialect: 'camunda',
    strict: true,
  });
  try {
    return readTree(configured.parse(text).cursor());
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { ok: false, code: 'FEEL_SYNTAX', position: Number(/\d+$/.exec(error.message)?.[0] ?? 0) };
  }
}

interface Cursor {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  firstChild(): boolean;
  nextSibling(): boolean;
  parent(): boolean;
}

/** Copies lezer's compact tree into plain nodes, without comments. */
function readTree(cursor: Cursor): Syntax {
  const root: SyntaxNode = { name: cursor.name, from: cursor.from, to: cursor.to, children: [] };
  const path = [root];
  let depth = 1;
  let down = cursor.firstChild();
  while (down || path.length > 1) {
    if (down) {
      const node: SyntaxNode = { name: cursor.name, from: cursor.from, to: cursor.to, children: [] };
      if (node.name !== 'LineComment' && node.name !== 'BlockComment') path.at(-1)?.children.push(node);
      path.push(node);
      depth = Math.max(depth, path.length);
      if (depth > MAX_TREE_DEPTH)
        return { ok: false, code: 'FEEL_TOO_NESTED', position: node.from, limit: MAX_TREE_DEPTH };
      down = cursor.firstChild();
    } else if (cursor.nextSibling()) {
      path.pop();
      down = true;
    } else {
      path.pop();
      cursor.parent();
    }
  }
  return { ok: true, root: bindMembership(root), depth };
}

/** Length, bracket nesting and words in a row are what can make the grammar slow: all three are bounded here. */
function findExcess(text: string): Syntax | null {
  if (text.length > MAX_TEXT)
    return { ok: false, code: 'FEEL_TOO_LONG', position: MAX_TEXT, limit: MAX_TEXT };
  const token =
    /"(?:[^"\\]|\\[\s\S])*"?|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|[\p{L}_?][\p{L}\p{N}_]*|\s+|[\s\S]/gu;
  let brackets = 0;
  let words = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const first = match[0].charCodeAt(0);
    if (first === 0x20 || first === 0x0a || first === 0x09 || first === 0x0d) continue;
    words = /^[\p{L}_?]/u.test(match[0]) ? words + 1 : 0;
    if ('([{'.includes(match[0])) brackets++;
    else if (')]}'.includes(match[0])) brackets = Math.max(0, brackets - 1);
    if (brackets > MAX_BRACKETS)
      return { ok: false, code: 'FEEL_TOO_NESTED', position: match.index, limit: MAX_BRACKETS };
    if (words > MAX_WORDS)
      return { ok: false, code: 'FEEL_NAME_TOO_LONG', position: match.index, limit: MAX_WORDS };
  }
  return null;
}

/** Names are compared with single spaces, and none around the signs that names may hold. */
export function normalizeName(text: string): string {
  return normalizeContextKey(text)
    .replace(/ ([./\-'+*]|\*\*) /g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The text around a position, for a message. */
export function nearby(text: string, position: number): string {
  return text.slice(Math.max(0, position - 10), position + 20);
}
