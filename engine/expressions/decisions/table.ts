// Decision tables: which rules match the inputs, and what they give.
import type { Env, Node, Scope } from '../compile/unit.ts';
import { newContext, type Value } from '../value.ts';
import type { TextCompiler } from './boxed.ts';
import { hitPolicyOf } from './hitPolicy.ts';
import type { DecisionTable } from './model.ts';
import { parserOf } from './typedInput.ts';

export interface Match {
  rule: string;
  outputs: { name: string; value: Value }[];
}

export interface TableOutcome {
  inputs: { name: string; value: Value }[];
  matched: Match[];
  result: Value;
}

interface CompiledRule {
  id: string;
  /** Null lets every value pass. */
  tests: (Node | null)[];
  outputs: (Node | null)[];
}

/** `decision` names the table in errors; a table within other logic has no name of its own. */
export function compileTable(
  table: DecisionTable,
  scope: Scope | null,
  compileText: TextCompiler,
  decision: { id: string; name: string } | null,
): (env: Env) => TableOutcome {
  const inputs = table.inputs.map(({ name, expression, type }) => ({
    name,
    node: compileText(expression, 'expression', scope),
    parse: parserOf(type),
  }));
  const rules = table.rules.map(
    (rule): CompiledRule => ({
      id: rule.id,
      tests: rule.tests.map((text) =>
        text === '' || text === '-' ? null : compileText(text, 'unaryTests', scope),
      ),
      outputs: rule.outputs.map((text) => (text === '' ? null : compileText(text, 'expression', scope))),
    }),
  );
  const defaults = table.outputs.map(({ default: text }) =>
    text === undefined ? null : compileText(text, 'expression', scope),
  );
  const policy = hitPolicyOf(table, scope, compileText, decision ?? { id: '', name: '' });
  const names = table.outputs.map(({ name }) => name);
  const outputsOf = (nodes: (Node | null)[], env: Env) =>
    names.map((name, index) => ({ name, value: nodes[index]?.(env) ?? null }));

  return (env) => {
    const { run } = env;
    const values = inputs.map(({ name, node, parse }) => {
      const value = node(env);
      return { name, value: parse ? parse(value, run) : value };
    });
    const cells = values.map(({ value }): Env => ({ run, parent: env, value }));
    const matched: Match[] = [];
    for (const rule of rules) {
      run.spend(1 + cells.length);
      if (!cells.every((cell, index) => passes(rule.tests[index], cell))) continue;
      matched.push({ rule: rule.id, outputs: outputsOf(rule.outputs, env) });
      if (table.hitPolicy === 'FIRST') break;
    }
    if (matched.length > 0) return { inputs: values, ...policy(matched, env) };
    const isDefaulted = defaults.some((node) => node !== null);
    const nothing =
      table.hitPolicy === 'COLLECT' || table.hitPolicy.endsWith('ORDER') ? policy([], env).result : null;
    return { inputs: values, matched, result: isDefaulted ? resultOf(outputsOf(defaults, env)) : nothing };
  };
}

function passes(test: Node | null | undefined, cell: Env): boolean {
  return test === null || test === undefined || test(cell) === true;
}

/** One output is its value; several are a context. */
export function resultOf(outputs: Match['outputs']): Value {
  if (outputs.length === 1) return outputs[0]?.value ?? null;
  const context = newContext();
  for (const { name, value } of outputs) context[name] = value;
  return context;
}
