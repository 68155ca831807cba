// Lists, contexts, ranges, paths and filters.

import { toSmallInteger } from '../number.ts';
import { propertyOf } from '../properties.ts';
import type { Run } from '../run.ts';
import type { SyntaxNode } from '../syntax.ts';
import { type FeelRange, isForbiddenName, KIND, kindOf, newContext, type Value } from '../value.ts';
import { numberOf, stringOf } from './literals.ts';
import { nameOf } from './names.ts';
import { refuseSigns } from './operators.ts';
import { childNamed, type Env, type Node, type Scope, textOf, type Unit } from './unit.ts';

export function compileList(node: SyntaxNode, scope: Scope | null, unit: Unit): Node {
  const items = node.children.slice(1, -1).map((child) => unit.compile(child, scope));
  return (env) => {
    env.run.spend(1 + items.length);
    return items.map((item) => item(env));
  };
}

/** An entry sees those before it; a function sees itself too, so that it can recur. */
export function compileContext(node: SyntaxNode, scope: Scope | null, unit: Unit): Node {
  const names = new Set<string>();
  const inside: Scope = { kind: 'entries', names, parent: scope };
  const entries = node.children
    .filter((child) => child.name === 'ContextEntry')
    .map((entry) => {
      const key = keyOf(entry.children[0] as SyntaxNode, unit);
      const body = entry.children[1] as SyntaxNode;
      if (body.name === 'FunctionDefinition') names.add(key);
      const value = unit.compile(body, inside);
      names.add(key);
      return { key, value };
    });
  const wrong = entries.find(
    ({ key }, index) => isForbiddenName(key) || entries.findIndex((other) => other.key === key) < index,
  );
  if (wrong !== undefined) return ({ run }) => run.warn('FEEL_BAD_ENTRY', { name: wrong.key });
  return (env) => {
    env.run.spend(1 + entries.length);
    const context = newContext();
    const within: Env = { run: env.run, parent: env, value: context };
    for (const { key, value } of entries) context[key] = value(within);
    return context;
  };
}

function keyOf(key: SyntaxNode, unit: Unit): string {
  const name = key.children[0] ?? key;
  return name.name === 'StringLiteral' ? stringOf(textOf(unit, name)) : nameOf(unit, name);
}

/** `[1..5)`, `< 5`, `!= 5`: an interval, or a comparison waiting for its left side. */
export function compileRange(node: SyntaxNode, scope: Scope | null, unit: Unit): Node {
  const interval = childNamed(node, 'Interval');
  if (interval !== undefined) return compileInterval(interval, scope, unit);
  const operator = textOf(unit, node.children[0] as SyntaxNode);
  refuseSigns(node.children[1] as SyntaxNode, unit);
  const endpoint = unit.compile(node.children[1] as SyntaxNode, scope);
  return (env) => comparisonRange(operator, endpoint(env));
}

export function comparisonRange(operator: string, end: Value): FeelRange {
  const included = operator === '<=' || operator === '>=' || operator === '=';
  if (operator === '=' || operator === '!=') {
    return {
      [KIND]: 'range',
      start: end,
      end,
      startIncluded: included,
      endIncluded: included,
      unary: operator,
    };
  }
  const below = operator.startsWith('<');
  return {
    [KIND]: 'range',
    start: below ? null : end,
    end: below ? end : null,
    startIncluded: !below && included,
    endIncluded: below && included,
    unary: '<',
  };
}

function compileInterval(node: SyntaxNode, scope: Scope | null, unit: Unit): Node {
  const [open, , , , close] = node.children;
  const start = unit.compile(node.children[1] as SyntaxNode, scope);
  const end = unit.compile(node.children[3] as SyntaxNode, scope);
  const startIncluded = open?.name === '[';
  const endIncluded = close?.name === ']';
  return (env) => ({
    [KIND]: 'range',
    start: start(env),
    end: end(env),
    startIncluded,
    endIncluded,
    unary: null,
  });
}

export function compilePath(node: SyntaxNode, scope: Scope | null, unit: Unit): Node {
  const target = unit.compile(node.children[0] as SyntaxNode, scope);
  const name = nameOf(unit, node.children.at(-1) as SyntaxNode);
  return (env) => follow(target(env), name, env.run);
}

/** A path over a list gives the list of what it gives for each item. */
function follow(value: Value, name: string, run: Run): Value {
  if (Array.isArray(value)) {
    run.spend(value.length);
    return value.map((item) => propertyOf(item, name) ?? null);
  }
  const found = propertyOf(value, name);
  return found ?? (found === null ? null : run.warn('FEEL_NO_PROPERTY', { name, kind: kindOf(value) }));
}

export function compileFilter(node: SyntaxNode, scope: Scope | null, unit: Unit): Node {
  const source = unit.compile(node.children[0] as SyntaxNode, scope);
  const condition = node.children[2] as SyntaxNode;
  if (condition.name === 'NumericLiteral') {
    const index = toSmallInteger(numberOf(condition, unit) as number);
    return (env) => pick(asList(source(env)), index);
  }
  const test = unit.compile(condition, { kind: 'item', parent: scope });
  return (env) => filter(asList(source(env)), test, env);
}

function asList(value: Value): Value[] {
  return Array.isArray(value) ? value : value === null ? [] : [value];
}

function pick(list: Value[], index: number | null): Value {
  if (index === null || index === 0) return null;
  return (index > 0 ? list[index - 1] : list[list.length + index]) ?? null;
}

/** The condition may turn out to be an index: then it is one for the whole list. */
function filter(list: Value[], test: Node, env: Env): Value {
  const found: Value[] = [];
  if (list.length === 0) {
    const index = test({ run: env.run, parent: env, value: null });
    return kindOf(index) === 'number' ? null : found;
  }
  for (const item of list) {
    env.run.spend(1);
    const result = test({ run: env.run, parent: env, value: item });
    if (result === true) found.push(item);
    else if (kindOf(result) === 'number') return pick(list, toSmallInteger(result as number));
  }
  return found;
}
