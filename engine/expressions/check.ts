// Checks an expression at deployment: its syntax, the functions that it calls, and the variables that it reads.
import type { Json } from '../core/json.ts';
import { bindOutside } from './builtins/binding.ts';
import { BUILTINS } from './builtins/index.ts';
import { compile } from './compile/index.ts';
import { type ExpressionKind, nearby } from './syntax.ts';

export type FeelCheck =
  | {
      ok: true;
      /** Top-level variables that it reads for certain; names within a filter may be the item's own and are left out. */
      names: string[];
    }
  | { ok: false; code: string; values: { [name: string]: Json } };

/** `text` is FEEL without the leading `=`. */
export function checkFeel(
  text: string,
  kind: ExpressionKind,
  extraFunctionNames: readonly string[] = [],
): FeelCheck {
  const functions = new Map(BUILTINS);
  for (const name of extraFunctionNames) functions.set(name, declared(name));
  const compiled = compile(text, kind, { functions });
  const expression = text.slice(0, 200);
  if (!compiled.ok) {
    const { code, position, limit } = compiled;
    const values = { expression, position, near: nearby(text, position) };
    return { ok: false, code, values: limit === undefined ? values : { ...values, limit } };
  }
  const problem = compiled.problems[0];
  if (problem === undefined) return { ok: true, names: [...compiled.names] };
  return {
    ok: false,
    code: problem.code,
    values: { expression, position: problem.node.from, near: problem.near },
  };
}

/** Known by name only: any arguments will do. */
function declared(name: string) {
  const known = bindOutside(name, { params: [], call: () => ({ kind: 'value', value: null }) });
  return { ...known, bind: () => () => null, bindNamed: () => () => null };
}
