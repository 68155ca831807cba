// `if`, `for`, `some` and `every`: what branches and repeats.
import { iterable, steps } from '../iteration.ts';
import type { SyntaxNode } from '../syntax.ts';
import { kindOf, type Value } from '../value.ts';
import { nameOf } from './names.ts';
import { childNamed, type Env, type Node, type Scope, type Unit } from './unit.ts';

export function compileIf(node: SyntaxNode, scope: Scope | null, unit: Unit): Node {
  const [test, yes, no] = [1, 3, 5].map((index) =>
    unit.compile(node.children[index] as SyntaxNode, scope),
  ) as [Node, Node, Node];
  return (env) => {
    const result = test(env);
    if (result === true) return yes(env);
    if (result !== false && result !== null)
      env.run.warn('FEEL_NOT_BOOLEAN', { left: kindOf(result), right: 'boolean' });
    return no(env);
  };
}

/** What one iterator runs over, seen from the iterators before it. */
type Source = (env: Env) => Iterable<Value> | null;

interface Iterators {
  sources: Source[];
  inside: Scope | null;
}

function compileIterators(node: SyntaxNode, scope: Scope | null, unit: Unit): Iterators {
  let inside = scope;
  const sources: Source[] = [];
  for (const clause of childNamed(node, 'InExpressions')?.children ?? []) {
    if (clause.name !== 'InExpression') continue;
    sources.push(compileSource(childNamed(clause, 'IterationContext') as SyntaxNode, inside, unit));
    inside = { kind: 'name', name: nameOf(unit, clause.children[0] as SyntaxNode), parent: inside };
  }
  return { sources, inside };
}

function compileSource(node: SyntaxNode, scope: Scope | null, unit: Unit): Source {
  const start = unit.compile(node.children[0] as SyntaxNode, scope);
  if (node.children.length === 1) return (env) => iterable(start(env), env.run);
  const end = unit.compile(node.children[2] as SyntaxNode, scope);
  return (env) => steps(start(env), end(env), env.run);
}

/** Runs a body for every combination; the body says whether to go on. False when something could not be run over. */
function each(
  sources: Source[],
  index: number,
  env: Env,
  body: (env: Env) => boolean,
): 'done' | 'stopped' | 'impossible' {
  const source = sources[index];
  if (source === undefined) return body(env) ? 'done' : 'stopped';
  const items = source(env);
  if (items === null) return 'impossible';
  for (const value of items) {
    env.run.spend(1);
    const outcome = each(sources, index + 1, { run: env.run, parent: env, value }, body);
    if (outcome !== 'done') return outcome;
  }
  return 'done';
}

/** `partial` is the list so far; it is copied where the body names it, since the list goes on growing. */
export function compileFor(node: SyntaxNode, scope: Scope | null, unit: Unit): Node {
  const withPartial: Scope = { kind: 'name', name: 'partial', parent: scope };
  const { sources, inside } = compileIterators(node, withPartial, unit);
  const last = node.children.at(-1) as SyntaxNode;
  const body = unit.compile(last, inside);
  const partial = unit.text.slice(last.from, last.to).includes('partial');
  return (env) => {
    const results: Value[] = [];
    const state = { run: env.run, parent: env, value: results as Value };
    const outcome = each(sources, 0, state, (within) => {
      if (partial) {
        env.run.spend(results.length >> 3);
        state.value = results.slice();
      }
      results.push(body(within));
      return true;
    });
    return outcome === 'impossible' ? null : results;
  };
}

/** Three-valued: a condition that is neither true nor false leaves the answer open, unless another one settles it. */
export function compileQuantified(node: SyntaxNode, scope: Scope | null, unit: Unit): Node {
  const settles = node.children[0]?.name === 'some';
  const { sources, inside } = compileIterators(node, scope, unit);
  const condition = unit.compile(node.children.at(-1) as SyntaxNode, inside);
  return (env) => {
    let open = false;
    const outcome = each(sources, 0, env, (within) => {
      const result = condition(within);
      if (typeof result !== 'boolean') open = true;
      return result !== settles;
    });
    if (outcome === 'impossible') return null;
    return outcome === 'stopped' ? settles : open ? null : !settles;
  };
}
