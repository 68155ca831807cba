// Boxed conditional, filter and iterators: as in FEEL's text, but what is no list or no boolean makes the whole null.
import type { Env, Node, Scope } from '../compile/unit.ts';
import { iterable } from '../iteration.ts';
import type { Run } from '../run.ts';
import { isTagged, kindOf, type Value } from '../value.ts';
import type { Logic } from './model.ts';

type Of<K extends Logic['kind']> = Extract<Logic, { kind: K }>;
export type Branching = Of<'conditional'> | Of<'filter'> | Of<'for'> | Of<'quantified'>;

/** DMN 1.5, 10.3.1: compiled with what compiles their parts. */
export function compileBranching(
  logic: Branching,
  scope: Scope | null,
  compile: (part: Logic, scope: Scope | null) => Node,
): Node {
  if (logic.kind === 'conditional') {
    const test = compile(logic.test, scope);
    const [yes, no] = [compile(logic.yes, scope), compile(logic.no, scope)];
    return (env) => {
      const holds = test(env);
      if (typeof holds === 'boolean') return holds ? yes(env) : no(env);
      return holds === null ? no(env) : notBoolean(holds, env.run);
    };
  }
  if (logic.kind === 'filter') {
    return filter(compile(logic.source, scope), compile(logic.test, { kind: 'item', parent: scope }));
  }
  if (logic.kind === 'for') {
    const around: Scope = { kind: 'name', name: 'partial', parent: scope };
    const body = compile(logic.body, { kind: 'name', name: logic.variable, parent: around });
    return repeat(compile(logic.source, scope), body);
  }
  const inside: Scope = { kind: 'name', name: logic.variable, parent: scope };
  return quantify(compile(logic.source, scope), compile(logic.test, inside), logic.some);
}

function notBoolean(value: Value, run: Run): null {
  return run.warn('FEEL_NOT_BOOLEAN', { left: kindOf(value), right: 'boolean' });
}

/** One value is no list of one here. */
function itemsOf(source: Node, env: Env): Iterable<Value> | null {
  const value = source(env);
  if (Array.isArray(value) || isTagged(value, 'range')) return iterable(value, env.run);
  return env.run.warn('FEEL_NOTHING_TO_ITERATE', { kind: kindOf(value) });
}

function filter(source: Node, test: Node): Node {
  return (env) => {
    const items = itemsOf(source, env);
    if (items === null) return null;
    const found: Value[] = [];
    for (const item of items) {
      env.run.spend(1);
      const matches = test({ run: env.run, parent: env, value: item });
      if (typeof matches !== 'boolean') return notBoolean(matches, env.run);
      if (matches) found.push(item);
    }
    return found;
  };
}

/** `partial` is the list so far; the body gets a copy, since the list goes on growing. */
function repeat(source: Node, body: Node): Node {
  return (env) => {
    const items = itemsOf(source, env);
    if (items === null) return null;
    const results: Value[] = [];
    for (const item of items) {
      env.run.spend(1 + (results.length >> 3));
      const around: Env = { run: env.run, parent: env, value: results.slice() };
      results.push(body({ run: env.run, parent: around, value: item }));
    }
    return results;
  };
}

function quantify(source: Node, test: Node, settles: boolean): Node {
  return (env) => {
    const items = itemsOf(source, env);
    if (items === null) return null;
    let settled = false;
    for (const item of items) {
      env.run.spend(1);
      const holds = test({ run: env.run, parent: env, value: item });
      if (typeof holds !== 'boolean') return notBoolean(holds, env.run);
      settled ||= holds === settles;
    }
    return settled ? settles : !settles;
  };
}
