// Function definitions and calls, with arguments in order or by name.
import type { Run } from '../run.ts';
import type { SyntaxNode } from '../syntax.ts';
import { type FeelFunction, isTagged, KIND, kindOf, type Value } from '../value.ts';
import { constant } from './literals.ts';
import { compileLookup, nameOf, resolve } from './names.ts';
import { compileType, type TypeTest } from './types.ts';
import { childNamed, depthOf, type Env, type Node, type Scope, textOf, type Unit } from './unit.ts';

export function compileDefinition(node: SyntaxNode, scope: Scope | null, unit: Unit): Node {
  const formal = (childNamed(node, 'FormalParameters')?.children ?? []).filter(
    (child) => child.name === 'FormalParameter',
  );
  const params = formal.map((param) => nameOf(unit, param.children[0] as SyntaxNode));
  const types = formal.map((param) => {
    const type = childNamed(param, 'Type');
    return type === undefined ? null : compileType(type, unit);
  });
  if (childNamed(node, 'external') !== undefined) {
    unit.problems.push({ code: 'FEEL_EXTERNAL_FUNCTION', node, near: textOf(unit, node).slice(0, 60) });
    return constant(null);
  }
  let inside = scope;
  for (const name of params) inside = { kind: 'name', name, parent: inside };
  const bodyNode = childNamed(node, 'FunctionBody')?.children[0] as SyntaxNode;
  const body = unit.compile(bodyNode, inside);
  const depth = depthOf(bodyNode) + 2;
  return (env): FeelFunction => {
    const call = (args: Value[], run: Run) => callDefined(args, run, { params, types, depth, body, env });
    return { [KIND]: 'function', params, depth, builtin: false, call };
  };
}

interface Defined {
  params: string[];
  types: (TypeTest | null)[];
  depth: number;
  body: Node;
  env: Env;
}

function callDefined(args: Value[], run: Run, { params, types, depth, body, env }: Defined): Value {
  if (args.length !== params.length)
    return run.warn('FEEL_WRONG_ARGUMENTS', { function: 'function', kinds: args.map(kindOf) });
  let inside = env;
  for (let i = 0; i < params.length; i++) {
    const value = args[i] ?? null;
    const test = types[i];
    if (test && value !== null && !test(value))
      return run.warn('FEEL_WRONG_ARGUMENTS', { function: 'function', kinds: args.map(kindOf) });
    inside = { run, parent: inside, value };
  }
  run.spend(5);
  run.enter(depth);
  const result = body(inside);
  run.leave(depth);
  return result;
}

interface Arguments {
  positional: Node[];
  named: Map<string, Node> | null;
}

export function compileCall(node: SyntaxNode, scope: Scope | null, unit: Unit): Node {
  const callee = node.children[0] as SyntaxNode;
  const args = compileArguments(node, scope, unit);
  if (callee.name !== 'VariableName' && !/^[A-Z]?[a-z]/.test(callee.name))
    return callValue(unit.compile(callee, scope), args);
  const name = nameOf(unit, callee);
  if (name === 'is defined' && args.positional.length === 1) return compileIsDefined(node, scope, unit);
  const { items, bound } = resolve(name, scope);
  const known = bound === null ? unit.functions.get(name) : undefined;
  if (known !== undefined) {
    const call = args.named === null ? known.bind(args.positional) : known.bindNamed(args.named);
    return call ?? (({ run }) => run.warn('FEEL_WRONG_ARGUMENTS', { function: name, kinds: [] }));
  }
  if (callee.name !== 'VariableName') return callValue(unit.compile(callee, scope), args);
  if (bound === null && items.length === 0) {
    unit.problems.push({ code: 'FEEL_UNKNOWN_FUNCTION', node: callee, near: name });
    return ({ run }) => run.warn('FEEL_UNKNOWN_FUNCTION', { near: name });
  }
  const lookup = compileLookup(name, scope, unit);
  return callValue((env) => lookup(env) ?? null, args);
}

function compileArguments(node: SyntaxNode, scope: Scope | null, unit: Unit): Arguments {
  const named = childNamed(node, 'NamedParameters');
  if (named !== undefined) {
    const entries = named.children
      .filter((child) => child.name === 'NamedParameter')
      .map(
        (child) =>
          [
            nameOf(unit, child.children[0] as SyntaxNode),
            unit.compile(child.children[1] as SyntaxNode, scope),
          ] as const,
      );
    return { positional: [], named: new Map(entries) };
  }
  const children = childNamed(node, 'PositionalParameters')?.children ?? [];
  return { positional: children.map((child) => unit.compile(child, scope)), named: null };
}

/** A function that is known only when the expression runs. */
function callValue(callee: Node, { positional, named }: Arguments): Node {
  return (env) => {
    const target = callee(env);
    if (!isTagged(target, 'function')) return env.run.warn('FEEL_NOT_A_FUNCTION', { kind: kindOf(target) });
    if (named === null)
      return target.call(
        positional.map((arg) => arg(env)),
        env.run,
      );
    if (![...named.keys()].every((name) => target.params.includes(name))) {
      return env.run.warn('FEEL_WRONG_ARGUMENTS', { function: 'function', kinds: [...named.keys()] });
    }
    return target.call(
      target.params.map((param) => named.get(param)?.(env) ?? null),
      env.run,
    );
  };
}

/** Asks whether a variable or an entry is there at all, even with the value null. */
function compileIsDefined(node: SyntaxNode, scope: Scope | null, unit: Unit): Node {
  const asked = childNamed(node, 'PositionalParameters')?.children[0] as SyntaxNode;
  if (asked.name === 'VariableName') {
    const lookup = compileLookup(nameOf(unit, asked), scope, unit);
    return (env) => lookup(env) !== undefined;
  }
  const value = unit.compile(asked, scope);
  if (asked.name !== 'PathExpression') return (env) => value(env) !== null;
  const target = unit.compile(asked.children[0] as SyntaxNode, scope);
  const name = nameOf(unit, asked.children.at(-1) as SyntaxNode);
  return (env) => {
    const owner = target(env);
    return kindOf(owner) === 'context' ? Object.hasOwn(owner as object, name) : value(env) !== null;
  };
}
