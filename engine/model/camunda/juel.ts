// A text of a Camunda 7 model as a value of ours: FEEL behind `=`, or the text itself.
import { atom, call, type Feel, infix, LEVEL, quoted, Untranslatable } from './feelText.ts';
import { feelOf, isContext, type Style } from './juelToFeel.ts';
import { holdsJuel, type Piece, piecesOf } from './juelTokens.ts';
import { readJuel, type Tree } from './juelTree.ts';

export type { Style } from './juelToFeel.ts';

export interface Conversion {
  /** `=...` is FEEL, anything else the text itself. Absent where it has no FEEL. */
  value?: string;
  /** What has none, as the drawing writes it; empty where the text is no JUEL at all. */
  part?: string;
  /** What stands in the text, converted or not. */
  usesExecution: boolean;
  hasMethodInvocation: boolean;
}

/** Longer than any text that people write with expressions in it. */
const MOST_CHARACTERS = 8_000;

export function convertJuel(text: string, style: Style = 'exact'): Conversion {
  const pieces = text.length > MOST_CHARACTERS && holdsJuel(text) ? undefined : piecesOf(text);
  const trees = (pieces ?? []).map((piece) =>
    piece.kind === 'expression' ? readJuel(piece.source) : undefined,
  );
  const uses = {
    usesExecution: trees.some((tree) => tree && some(tree, isExecution)),
    hasMethodInvocation: trees.some((tree) => tree && some(tree, isMethod)),
  };
  if (!pieces) return { part: '', ...uses };
  try {
    return { value: converted(pieces, trees, style), ...uses };
  } catch (error) {
    if (error instanceof Untranslatable) return { part: error.part, ...uses };
    throw error;
  }
}

function converted(pieces: Piece[], trees: (Tree | undefined)[], style: Style): string {
  const solid = pieces.filter((piece) => piece.kind === 'expression' || piece.text.trim() !== '');
  if (solid.length === 0) return '=null';
  if (!solid.some(({ kind }) => kind === 'expression')) {
    const text = pieces.map((piece) => (piece.kind === 'text' ? piece.text : '')).join('');
    // A text that begins so would be taken for FEEL.
    return text.startsWith('=') ? `=${quoted(text).text}` : text;
  }
  const parts = pieces.map((piece, at) => {
    if (piece.kind === 'text') return quoted(piece.text);
    const tree = trees[at];
    if (!tree) throw new Untranslatable('');
    return feelOf(tree, style);
  });
  const only = solid.length === 1 ? parts[pieces.indexOf(solid[0] as Piece)] : undefined;
  return `=${(only ?? joined(parts, style)).text}`;
}

/** JUEL makes text of every part, and nothing of null; FEEL's `+` of a text and a number is null. */
function joined(parts: Feel[], style: Style): Feel {
  if (style === 'brief') return parts.reduce((left, right) => infix(left, '+', right, LEVEL.add, 'string'));
  const texts = parts.map((part) => (part.kind === 'string' ? part.text : call('string', [part]).text));
  return call('string join', [atom(`[${texts.join(', ')}]`, 'list')], 'string');
}

/** `${execution.setVariable("name", value)}`: what is set, and the value as JUEL. */
export function settingIn(text: string): { name: string; value: string } | undefined {
  const found =
    /^\s*[$#]\{\s*execution\.setVariable\(\s*(["'])([\p{L}_][\p{L}\p{N}_]*)\1\s*,\s*([\s\S]+)\)\s*\}\s*$/u.exec(
      text,
    );
  const [, , name, source] = found ?? [];
  if (name === undefined || source === undefined || !readJuel(source)) return undefined;
  return { name, value: `\${${source}}` };
}

function isExecution(tree: Tree): boolean {
  if (tree.kind === 'call' && tree.of && isContext(tree.of))
    return !/^getVariable(Local)?$|^hasVariable$/.test(tree.name);
  return tree.kind === 'member' && isContext(tree.of);
}

function isMethod(tree: Tree): boolean {
  return tree.kind === 'call' && tree.of !== undefined && !isContext(tree.of);
}

function some(tree: Tree, test: (tree: Tree) => boolean): boolean {
  return test(tree) || childrenOf(tree).some((child) => some(child, test));
}

function childrenOf(tree: Tree): Tree[] {
  switch (tree.kind) {
    case 'member':
    case 'unary':
      return [tree.of];
    case 'index':
      return [tree.of, tree.by];
    case 'call':
      return tree.of ? [tree.of, ...tree.args] : tree.args;
    case 'binary':
      return [tree.left, tree.right];
    case 'choice':
      return [tree.test, tree.yes, tree.no];
    default:
      return [];
  }
}
