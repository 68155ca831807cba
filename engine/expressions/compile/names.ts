// Names: the nearest binding that has it, found while compiling wherever that can be known.
import type { SyntaxNode } from '../syntax.ts';
import { normalizeName } from '../syntax.ts';
import { entryOf, isContext, type Value } from '../value.ts';
import { type Env, type Node, type Scope, textOf, type Unit } from './unit.ts';

/** Where a name may be found: filter items that might have it as an entry, then one certain place. */
export interface Resolution {
  /** Steps outwards to each filter item on the way. */
  items: number[];
  /** Steps outwards to the binding, or null when only variables and functions are left. */
  bound: { steps: number; kind: Scope['kind'] } | null;
}

export function resolve(name: string, scope: Scope | null): Resolution {
  const items: number[] = [];
  let steps = 0;
  for (let at = scope; at !== null; at = at.parent, steps++) {
    if (at.kind === 'item') {
      items.push(steps);
      if (name === 'item') return { items, bound: { steps, kind: 'item' } };
    } else if (at.kind === 'name' ? at.name === name : at.names.has(name)) {
      return { items, bound: { steps, kind: at.kind } };
    }
  }
  return { items, bound: null };
}

export function nameOf(unit: Unit, node: SyntaxNode): string {
  const text = textOf(unit, node);
  return text.startsWith('`') ? text.slice(1, -1) : normalizeName(text);
}

export function compileVariable(node: SyntaxNode, scope: Scope | null, unit: Unit): Node {
  const name = nameOf(unit, node);
  const lookup = compileLookup(name, scope, unit);
  return (env) => lookup(env) ?? null;
}

/** As a variable, but undefined where nothing of that name is there. */
export function compileLookup(
  name: string,
  scope: Scope | null,
  unit: Unit,
): (env: Env) => Value | undefined {
  const { items, bound } = resolve(name, scope);
  const base = bound === null ? globalLookup(name, unit) : boundLookup(name, bound);
  if (bound === null && items.length === 0 && !unit.functions.has(name)) unit.names.add(name);
  if (items.length === 0) return base;
  return (env) => {
    for (const steps of items) {
      const item = at(env, steps).value;
      const entry = isContext(item) ? entryOf(item, name) : undefined;
      if (entry !== undefined) return entry;
    }
    return base(env);
  };
}

function boundLookup(
  name: string,
  bound: { steps: number; kind: Scope['kind'] },
): (env: Env) => Value | undefined {
  const { steps, kind } = bound;
  if (kind === 'entries') {
    return (env) => {
      const context = at(env, steps).value;
      return isContext(context) ? entryOf(context, name) : undefined;
    };
  }
  if (steps === 0) return (env) => env.value;
  if (steps === 1) return (env) => (env.parent as Env).value;
  return (env) => at(env, steps).value;
}

function globalLookup(name: string, unit: Unit): (env: Env) => Value | undefined {
  const known = unit.functions.get(name)?.value;
  return ({ run }) => {
    const value = run.context.variables.get(name);
    if (value !== undefined) return value;
    if (known !== undefined) return known;
    run.warn('FEEL_NO_VARIABLE', { name });
    return undefined;
  };
}

function at(env: Env, steps: number): Env {
  let found = env;
  for (let i = 0; i < steps; i++) found = found.parent as Env;
  return found;
}
