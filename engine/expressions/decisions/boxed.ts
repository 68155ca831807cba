// Boxed expressions to closures: literals, contexts, lists, relations, functions, invocations, and tables within them.
import type { Env, Node, Scope } from '../compile/unit.ts';
import type { Run } from '../run.ts';
import type { ExpressionKind } from '../syntax.ts';
import {
  type FeelFunction,
  isForbiddenName,
  isTagged,
  KIND,
  kindOf,
  newContext,
  type Value,
} from '../value.ts';
import { compileBranching } from './boxedIteration.ts';
import type { Logic } from './model.ts';
import { compileTable } from './table.ts';

export type TextCompiler = (text: string, kind: ExpressionKind, scope: Scope | null) => Node;

/** Levels of the JavaScript stack that a call of a boxed function is worth, beside its texts' own. */
const CALL_DEPTH = 6;

export function compileLogic(logic: Logic, scope: Scope | null, compileText: TextCompiler): Node {
  switch (logic.kind) {
    case 'literal':
      return compileText(logic.text, 'expression', scope);
    case 'table': {
      const table = compileTable(logic, scope, compileText, null);
      return (env) => table(env).result;
    }
    case 'context':
      return compileContext(logic, scope, compileText);
    case 'list': {
      const items = logic.items.map((item) => compileLogic(item, scope, compileText));
      return (env) => items.map((item) => item(env));
    }
    case 'relation':
      return compileRelation(logic, scope, compileText);
    case 'function':
      return compileFunction(logic, scope, compileText);
    case 'invocation':
      return compileInvocation(logic, scope, compileText);
    case 'conditional':
    case 'filter':
    case 'for':
    case 'quantified':
      return compileBranching(logic, scope, (part, inside) => compileLogic(part, inside, compileText));
    case 'service':
      // Services are functions among the knowledge of decisions, never part of other logic.
      return () => null;
  }
}

type Of<K extends Logic['kind']> = Extract<Logic, { kind: K }>;

function compileContext(logic: Of<'context'>, scope: Scope | null, compileText: TextCompiler): Node {
  const names = new Set<string>();
  const inside: Scope = { kind: 'entries', names, parent: scope };
  const entries = logic.entries.map(({ name, value }) => {
    if (value.kind === 'function') names.add(name);
    const node = compileLogic(value, inside, compileText);
    names.add(name);
    return { name, node };
  });
  if (entries.some(({ name }) => isForbiddenName(name)))
    return ({ run }) => run.warn('FEEL_BAD_ENTRY', { name: '__proto__' });
  return (env) => {
    const context = newContext();
    const within: Env = { run: env.run, parent: env, value: context };
    for (const { name, node } of entries) {
      if (name === '') return node(within);
      context[name] = node(within);
    }
    return context;
  };
}

function compileRelation(logic: Of<'relation'>, scope: Scope | null, compileText: TextCompiler): Node {
  const columns = logic.columns.filter((name) => !isForbiddenName(name));
  const rows = logic.rows.map((row) => row.map((cell) => compileLogic(cell, scope, compileText)));
  return (env) =>
    rows.map((row) => {
      const context = newContext();
      columns.forEach((name, index) => {
        context[name] = row[index]?.(env) ?? null;
      });
      return context;
    });
}

function compileFunction(logic: Of<'function'>, scope: Scope | null, compileText: TextCompiler): Node {
  const { params } = logic;
  let inside = scope;
  for (const name of params) inside = { kind: 'name', name, parent: inside };
  const body = compileLogic(logic.body, inside, compileText);
  return (env): FeelFunction => {
    const call = (args: Value[], run: Run): Value => {
      if (args.length !== params.length)
        return run.warn('FEEL_WRONG_ARGUMENTS', { function: 'function', kinds: args.map(kindOf) });
      run.spend(5);
      run.enter(CALL_DEPTH);
      const within = args.reduce<Env>((parent, value) => ({ run, parent, value }), env);
      const result = body(within);
      run.leave(CALL_DEPTH);
      return result;
    };
    return { [KIND]: 'function', params, depth: CALL_DEPTH, builtin: false, call };
  };
}

function compileInvocation(logic: Of<'invocation'>, scope: Scope | null, compileText: TextCompiler): Node {
  const called = compileLogic(logic.called, scope, compileText);
  const given = new Map(
    logic.arguments.map(({ name, value }) => [name, compileLogic(value, scope, compileText)]),
  );
  return (env) => {
    const target = called(env);
    if (!isTagged(target, 'function')) return env.run.warn('FEEL_NOT_A_FUNCTION', { kind: kindOf(target) });
    return target.call(
      target.params.map((param) => given.get(param)?.(env) ?? null),
      env.run,
    );
  };
}
