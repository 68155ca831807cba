// Hit policies: how the rules that matched become one result.
import { equal, order } from '../compare.ts';
import type { Env, Node, Scope } from '../compile/unit.ts';
import { add } from '../number.ts';
import { type FeelNumber, kindOf, type Value } from '../value.ts';
import type { TextCompiler } from './boxed.ts';
import type { Aggregation, DecisionTable } from './model.ts';
import { type Match, resultOf } from './table.ts';

/** The rules that count, and the result. */
export interface Hit {
  matched: Match[];
  result: Value;
}

type HitPolicy = (matched: Match[], env: Env) => Hit;

export function hitPolicyOf(
  table: DecisionTable,
  scope: Scope | null,
  compileText: TextCompiler,
  decision: { id: string; name: string },
): HitPolicy {
  const refuse = (code: string, matched: Match[], { run }: Env) =>
    run.fail(code, {
      decision: decision.id,
      decisionName: decision.name,
      rules: matched.map(({ rule }) => rule),
    });
  switch (table.hitPolicy) {
    case 'UNIQUE':
      return (matched, env) =>
        matched.length > 1 ? refuse('DECISION_NOT_UNIQUE', matched, env) : first(matched);
    case 'ANY':
      return (matched, env) =>
        areSame(matched, env) ? { ...first(matched), matched } : refuse('DECISION_NOT_SAME', matched, env);
    case 'FIRST':
      return first;
    case 'PRIORITY': {
      const sort = byPriority(table, scope, compileText);
      return (matched, env) => first(sort(matched, env));
    }
    case 'OUTPUT ORDER': {
      const sort = byPriority(table, scope, compileText);
      return (matched, env) => all(sort(matched, env));
    }
    case 'RULE ORDER':
      return all;
    case 'COLLECT': {
      const { aggregation } = table;
      return aggregation === undefined
        ? all
        : (matched, env) => ({ matched, result: aggregate(aggregation, matched, env) });
    }
  }
}

function first(matched: Match[]): Hit {
  const [chosen] = matched;
  return chosen === undefined
    ? { matched, result: null }
    : { matched: [chosen], result: resultOf(chosen.outputs) };
}

function all(matched: Match[]): Hit {
  return { matched, result: matched.map(({ outputs }) => resultOf(outputs)) };
}

function areSame(matched: Match[], env: Env): boolean {
  const results = matched.map(({ outputs }) => resultOf(outputs));
  return results.every((result) => equal(result, results[0] ?? null, env.run) === true);
}

/** Sums are exact; what cannot be compared or added gives null. */
function aggregate(aggregation: Aggregation, matched: Match[], { run }: Env): Value {
  const values = matched.map(({ outputs }) => resultOf(outputs)).filter((value) => value !== null);
  if (aggregation === 'COUNT') return values.length;
  let result: Value = values[0] ?? null;
  for (const value of values.slice(1)) {
    if (aggregation === 'SUM') {
      if (kindOf(value) !== 'number' || kindOf(result) !== 'number')
        return run.warn('FEEL_CANNOT_CALCULATE', { operator: 'SUM' });
      result = add(result as FeelNumber, value as FeelNumber);
    } else {
      const difference = order(value, result);
      if (difference === null)
        return run.warn('FEEL_NOT_COMPARABLE', { left: kindOf(value), right: kindOf(result) });
      if (aggregation === 'MIN' ? difference < 0 : difference > 0) result = value;
    }
  }
  return result;
}

/** By the place of each output's value in its list of allowed values; values that are not listed come last. */
function byPriority(table: DecisionTable, scope: Scope | null, compileText: TextCompiler) {
  const lists = table.outputs.map(({ values }): Node | null =>
    values === undefined ? null : compileText(`[${values}]`, 'expression', scope),
  );
  return (matched: Match[], env: Env): Match[] => {
    const allowed = lists.map((list) => list?.(env) ?? null);
    const places = new Map(
      matched.map((match) => [
        match,
        match.outputs.map(({ value }, index) => placeOf(value, allowed[index] ?? null, env)),
      ]),
    );
    return matched.toSorted((a, b) => comparePlaces(places.get(a) ?? [], places.get(b) ?? []));
  };
}

function placeOf(value: Value, allowed: Value, { run }: Env): number {
  if (!Array.isArray(allowed)) return 0;
  const index = allowed.findIndex(
    (each) => kindOf(each) === kindOf(value) && equal(each, value, run) === true,
  );
  return index < 0 ? allowed.length : index;
}

function comparePlaces(a: number[], b: number[]): number {
  const different = a.findIndex((place, index) => place !== b[index]);
  return different < 0 ? 0 : (a[different] ?? 0) - (b[different] ?? 0);
}
