// Types, as `instance of` and the parameters of functions name them.
import type { SyntaxNode } from '../syntax.ts';
import { entryOf, type FeelContext, type FeelFunction, kindOf, type Value } from '../value.ts';
import { nameOf } from './names.ts';
import { childNamed, type Node, type Scope, type Unit } from './unit.ts';

export type TypeTest = (value: Value) => boolean;

const SIMPLE: ReadonlyMap<string, TypeTest> = new Map(
  [
    'number',
    'string',
    'boolean',
    'date',
    'time',
    'date and time',
    'days and time duration',
    'years and months duration',
    'list',
    'context',
    'function',
    'range',
  ].map((kind) => [kind, (value: Value) => kindOf(value) === kind]),
);

/** Types that are not known have no instances. */
export function compileType(node: SyntaxNode, unit: Unit): TypeTest {
  const form = node.children[0] as SyntaxNode;
  switch (form.name) {
    case 'ListType': {
      const item = compileType(childNamed(form, 'Type') as SyntaxNode, unit);
      return (value) => Array.isArray(value) && value.every((entry) => entry === null || item(entry ?? null));
    }
    case 'ContextType':
      return compileContextType(form, unit);
    case 'FunctionType': {
      const count = childNamed(form, 'ArgumentTypes')?.children.length ?? 0;
      return (value) => kindOf(value) === 'function' && (value as FeelFunction).params.length === count;
    }
    default: {
      const name = nameOf(unit, form);
      if (name === 'Any') return (value) => value !== null;
      if (name === 'Null') return (value) => value === null;
      return SIMPLE.get(name) ?? (() => false);
    }
  }
}

function compileContextType(form: SyntaxNode, unit: Unit): TypeTest {
  const entries = (childNamed(form, 'ContextEntryTypes')?.children ?? []).map((entry) => ({
    name: nameOf(unit, entry.children[0] as SyntaxNode),
    test: compileType(childNamed(entry, 'Type') as SyntaxNode, unit),
  }));
  return (value) =>
    kindOf(value) === 'context' &&
    entries.every(({ name, test }) => {
      const entry = entryOf(value as FeelContext, name);
      return entry !== undefined && (entry === null || test(entry));
    });
}

export function compileInstanceOf(node: SyntaxNode, scope: Scope | null, unit: Unit): Node {
  const value = unit.compile(node.children[0] as SyntaxNode, scope);
  const type = childNamed(node, 'Type') as SyntaxNode;
  const test = compileType(type, unit);
  return (env) => {
    const subject = value(env);
    return test(subject);
  };
}
