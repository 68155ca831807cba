// A JUEL tree as FEEL: what means the same is said in FEEL's words; anything else is named, so that it can be reported.
import {
  atom,
  bracket,
  call,
  choice,
  equal,
  type Feel,
  infix,
  itemAt,
  LEVEL,
  property,
  quoted,
  Untranslatable,
  variable,
} from './feelText.ts';
import { entry, isNothing, method } from './juelMethods.ts';
import type { Tree } from './juelTree.ts';

/**
 * `exact` keeps what JUEL means where FEEL's shortest words mean a little less: `empty` is true of an empty list, and
 * `loopCounter` counts from 0. `brief` is what people write when they move a model by hand.
 */
export type Style = 'exact' | 'brief';

const RENAMED = new Map([
  ['nrOfInstances', 'numberOfInstances'],
  ['nrOfActiveInstances', 'numberOfActiveInstances'],
  ['nrOfCompletedInstances', 'numberOfCompletedInstances'],
]);

/** Objects that Camunda 7 puts beside the variables. */
const CONTEXTS = new Set(['execution', 'task', 'caseExecution', 'externalTask']);
const READS = new Set(['getVariable', 'getVariableLocal']);

/** Throws `Untranslatable`. */
export function feelOf(tree: Tree, style: Style): Feel {
  switch (tree.kind) {
    case 'string':
      return quoted(tree.value);
    case 'number':
      return atom(tree.text.replace(/^\./, '0.'), 'number');
    case 'word':
      return atom(tree.text, tree.text === 'null' ? 'unknown' : 'boolean');
    case 'name':
      return named(tree.name, style);
    case 'member':
      if (isContext(tree.of)) throw new Untranslatable(written(tree));
      return property(feelOf(tree.of, style), tree.name);
    case 'index':
      return indexed(tree, style);
    case 'call':
      return called(tree, style);
    case 'unary':
      return unary(tree, style);
    case 'binary':
      return binary(tree, style);
    case 'choice':
      return choice(feelOf(tree.test, style), feelOf(tree.yes, style), feelOf(tree.no, style));
  }
}

function named(name: string, style: Style): Feel {
  if (CONTEXTS.has(name)) throw new Untranslatable(name);
  const renamed = RENAMED.get(name);
  if (renamed !== undefined) return atom(renamed, 'number');
  if (name === 'loopCounter')
    return style === 'exact'
      ? { text: 'loopCounter - 1', level: LEVEL.add, kind: 'number' }
      : atom(name, 'number');
  const found = variable(name);
  if (!found) throw new Untranslatable(name);
  return found;
}

function indexed({ of, by }: Extract<Tree, { kind: 'index' }>, style: Style): Feel {
  const [inside, index] = [feelOf(of, style), feelOf(by, style)];
  return style === 'brief' && index.kind === 'unknown' ? itemAt(inside, index) : entry(inside, index);
}

function called(tree: Extract<Tree, { kind: 'call' }>, style: Style): Feel {
  const [first] = tree.args;
  if (tree.of === undefined) {
    if ((tree.name === 'now' || tree.name === 'dateTime') && tree.args.length === 0) return call('now', []);
    throw new Untranslatable(written(tree));
  }
  if (isContext(tree.of)) {
    const name = tree.args.length === 1 && first?.kind === 'string' ? variable(first.value) : undefined;
    if (name && READS.has(tree.name)) return name;
    if (name && tree.name === 'hasVariable') return infix(name, '!=', atom('null'), LEVEL.compare, 'boolean');
    throw new Untranslatable(written(tree));
  }
  const found = method(
    tree.name,
    feelOf(tree.of, style),
    tree.args.map((each) => feelOf(each, style)),
  );
  if (!found) throw new Untranslatable(written(tree));
  return found;
}

function unary({ operator, of }: Extract<Tree, { kind: 'unary' }>, style: Style): Feel {
  const inner = feelOf(of, style);
  if (operator === '!') return call('not', [inner], 'boolean');
  if (operator === '-')
    return { text: `-${bracket(inner, LEVEL.atom)}`, level: LEVEL.negate, kind: 'number' };
  return style === 'exact' ? isNothing(inner) : equal(inner, atom('null'));
}

const SIGNS = new Map<string, [string, number]>([
  ['||', ['or', LEVEL.or]],
  ['&&', ['and', LEVEL.and]],
  ['==', ['=', LEVEL.compare]],
  ['!=', ['!=', LEVEL.compare]],
  ['<', ['<', LEVEL.compare]],
  ['>', ['>', LEVEL.compare]],
  ['<=', ['<=', LEVEL.compare]],
  ['>=', ['>=', LEVEL.compare]],
  ['+', ['+', LEVEL.add]],
  ['-', ['-', LEVEL.add]],
  ['*', ['*', LEVEL.multiply]],
  ['/', ['/', LEVEL.multiply]],
]);

function binary({ operator, left, right }: Extract<Tree, { kind: 'binary' }>, style: Style): Feel {
  const [one, other] = [feelOf(left, style), feelOf(right, style)];
  if (operator === '%') return call('modulo', [one, other], 'number');
  const [sign, level] = SIGNS.get(operator) as [string, number];
  if (level < LEVEL.compare) return infix(one, sign, other, level, 'boolean');
  if (level > LEVEL.compare) {
    const kind = one.kind === 'string' || other.kind === 'string' ? 'string' : 'number';
    return infix(one, sign, other, level, kind);
  }
  const alike = (text: Feel, beside: Feel) => (style === 'exact' ? asText(text, beside) : text);
  return infix(alike(one, other), sign, alike(other, one), level, 'boolean');
}

/** `approved == 'true'` holds of the text and of the truth value; `x == '5'` of the text and of the number. */
function asText(of: Feel, beside: Feel): Feel {
  if (of.kind !== 'unknown' || of.text === 'null') return of;
  return /^"(true|false|-?\d+(\.\d+)?)"$/.test(beside.text) ? call('string', [of], 'string') : of;
}

export function isContext(tree: Tree): boolean {
  return tree.kind === 'name' && CONTEXTS.has(tree.name);
}

function written(tree: Tree): string {
  if (tree.kind === 'name') return tree.name;
  if (tree.kind === 'member') return `${written(tree.of)}.${tree.name}`;
  if (tree.kind === 'call') return `${tree.of ? `${written(tree.of)}.` : ''}${tree.name}()`;
  return '…';
}
