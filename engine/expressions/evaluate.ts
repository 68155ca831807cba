// Evaluates expressions: each text is compiled once, kept, and run with a budget; the outcome is always a value.
import type { Evaluation, EvaluationContext } from '../core/ports.ts';
import { bindOutside, type OutsideFunction } from './builtins/binding.ts';
import { BUILTINS } from './builtins/index.ts';
import { type CompileOptions, compile } from './compile/index.ts';
import type { KnownFunction, Node } from './compile/unit.ts';
import { lower } from './lower.ts';
import { type FeelWarning, Halt, Run, type Surroundings } from './run.ts';
import { type ExpressionKind, nearby } from './syntax.ts';
import type { Value } from './value.ts';

/** An expression ready to run, or why it cannot. */
export type Prepared = { node: Node; depth: number } | { failure: Extract<Evaluation, { kind: 'error' }> };

/** What a text may name beside variables and functions. */
export type Around = Omit<CompileOptions, 'functions'>;

export interface Evaluator {
  readonly surroundings: Surroundings;
  prepare(text: string, kind: ExpressionKind, around?: Around): Prepared;
  evaluate(text: string, context: EvaluationContext): Evaluation;
  /** As `evaluate`, with why parts of the expression gave null. */
  explain(text: string, context: EvaluationContext): { evaluation: Evaluation; warnings: FeelWarning[] };
}

/** Texts kept compiled; the oldest goes first. */
const MAX_KEPT = 10_000;

export function functionTable(outside: {
  [name: string]: OutsideFunction;
}): ReadonlyMap<string, KnownFunction> {
  const table = new Map(BUILTINS);
  for (const [name, definition] of Object.entries(outside)) table.set(name, bindOutside(name, definition));
  return table;
}

export function createEvaluator(
  functions: ReadonlyMap<string, KnownFunction>,
  surroundings: Surroundings,
): Evaluator {
  const kept = new Map<string, Prepared>();

  function prepare(text: string, kind: ExpressionKind, around: Around = {}): Prepared {
    const compiled = compile(text, kind, { functions, ...around });
    if (compiled.ok) return { node: compiled.node, depth: compiled.depth };
    const { code, position, limit } = compiled;
    const values = { expression: text.slice(0, 200), position, near: nearby(text, position) };
    const failure = { kind: 'error' as const, code, values };
    return { failure: limit === undefined ? failure : { ...failure, values: { ...values, limit } } };
  }

  function keep(text: string): Prepared {
    const prepared = prepare(text, 'expression');
    const oldest = kept.size < MAX_KEPT ? undefined : kept.keys().next().value;
    if (oldest !== undefined) kept.delete(oldest);
    kept.set(text, prepared);
    return prepared;
  }

  function explain(
    text: string,
    context: EvaluationContext,
  ): { evaluation: Evaluation; warnings: FeelWarning[] } {
    const run = new Run(context, surroundings);
    return { evaluation: outcomeOf(kept.get(text) ?? keep(text), run, text), warnings: run.warnings };
  }

  return {
    surroundings,
    prepare,
    explain,
    evaluate: (text, context) =>
      outcomeOf(kept.get(text) ?? keep(text), new Run(context, surroundings), text),
  };
}

function outcomeOf(prepared: Prepared, run: Run, text: string): Evaluation {
  if ('failure' in prepared) return prepared.failure;
  return guarded(text, () => ({ kind: 'value', value: lower(runNode(prepared, run, null), run) }));
}

/** `value` is what `?` stands for in unary tests. */
export function runNode({ node, depth }: { node: Node; depth: number }, run: Run, value: Value): Value {
  run.enter(depth);
  const result = node({ run, parent: null, value });
  run.leave(depth);
  return result;
}

/** The one place where an evaluation that was cut short ends. */
export function guarded<T>(text: string, work: () => T): T | Exclude<Evaluation, { kind: 'value' }> {
  try {
    return work();
  } catch (error) {
    if (error instanceof Halt) return withExpression(error.outcome, text);
    // The depth of calls is bounded, but not what our caller had on the stack already.
    if (error instanceof RangeError)
      return { kind: 'error', code: 'FEEL_TOO_DEEP', values: { expression: text.slice(0, 200) } };
    throw error;
  }
}

function withExpression(
  outcome: Exclude<Evaluation, { kind: 'value' }>,
  text: string,
): Exclude<Evaluation, { kind: 'value' }> {
  if (outcome.kind === 'need' || 'expression' in outcome.values) return outcome;
  return { ...outcome, values: { expression: text.slice(0, 200), ...outcome.values } };
}
