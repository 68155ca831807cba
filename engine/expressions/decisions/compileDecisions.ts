// Decision models to closures; a decision is computed after those that it requires, each once.
import type { DecisionRecord, Evaluation, EvaluationContext } from '../../core/ports.ts';
import type { Env, Node, Scope } from '../compile/unit.ts';
import { type Evaluator, guarded } from '../evaluate.ts';
import { lower } from '../lower.ts';
import { Run } from '../run.ts';
import type { ExpressionKind } from '../syntax.ts';
import type { Value } from '../value.ts';
import { compileLogic, type TextCompiler } from './boxed.ts';
import type { DecisionModel } from './model.ts';
import { compileTable, type TableOutcome } from './table.ts';

export type DecisionOutcome =
  | { kind: 'value'; record: DecisionRecord }
  | Exclude<Evaluation, { kind: 'value' }>;

/** Decisions of one deployment. */
export interface Decisions {
  /** Of every decision, for whoever lists or checks them. */
  readonly models: readonly DecisionModel[];
  decide(decisionId: string, context: EvaluationContext, evaluator: Evaluator): DecisionOutcome;
}

interface CompiledDecision {
  model: DecisionModel;
  /** Names under which its logic sees each required decision, in the order of `requires`. */
  aliases: string[][];
  knowledge: Node[];
  run(env: Env): TableOutcome;
}

export function compileDecisions(models: readonly DecisionModel[]): Decisions {
  const byId = new Map(models.map((model) => [model.id, model]));
  const compiled = new WeakMap<Evaluator, Map<string, CompiledDecision>>();

  function compiledBy(evaluator: Evaluator, id: string): CompiledDecision | undefined {
    const known = compiled.get(evaluator) ?? new Map<string, CompiledDecision>();
    compiled.set(evaluator, known);
    const model = byId.get(id);
    const found = known.get(id) ?? (model && compileDecision(model, byId, evaluator));
    if (found !== undefined) known.set(id, found);
    return found;
  }

  return {
    models,
    decide(decisionId, context, evaluator) {
      const model = byId.get(decisionId);
      if (model === undefined)
        return { kind: 'error', code: 'DECISION_NOT_FOUND', values: { decision: decisionId } };
      const run = new Run(context, evaluator.surroundings);
      const results = new Map<string, TableOutcome | 'open'>();
      const outcome = guarded(model.name, (): DecisionOutcome => {
        const outcome = evaluate(decisionId, run, results, (id) => compiledBy(evaluator, id));
        return { kind: 'value', record: recordOf(model, outcome, run) };
      });
      return outcome;
    },
  };
}

function compileDecision(
  model: DecisionModel,
  byId: Map<string, DecisionModel>,
  evaluator: Evaluator,
): CompiledDecision {
  const compileText = textCompiler(evaluator, model.inputData);
  let scope: Scope | null = null;
  const knowledge: Node[] = [];
  for (const { name, logic } of model.knowledge) {
    scope = { kind: 'name', name, parent: scope };
    knowledge.push(compileLogic(logic, scope, compileText));
  }
  const aliases = model.requires.map((id) => aliasesOf(byId.get(id)));
  for (const name of aliases.flat()) scope = { kind: 'name', name, parent: scope };
  if (model.logic.kind === 'table')
    return { model, aliases, knowledge, run: compileTable(model.logic, scope, compileText, model) };
  const logic = compileLogic(model.logic, scope, compileText);
  return { model, aliases, knowledge, run: (env) => ({ inputs: [], matched: [], result: logic(env) }) };
}

/** The last name is the nearest: the variable's own goes before the decision's name, its id, and its only output's name. */
function aliasesOf(model: DecisionModel | undefined): string[] {
  if (model === undefined) return [];
  const output =
    model.logic.kind === 'table' && model.logic.outputs.length === 1
      ? [model.logic.outputs[0]?.name ?? '']
      : [];
  return [...new Set([...output, model.id, model.name, model.variable])];
}

function textCompiler(evaluator: Evaluator, declared: readonly string[]): TextCompiler {
  return (text: string, kind: ExpressionKind, scope: Scope | null): Node => {
    // Left empty while drawing: nothing is known yet.
    if (text === '') return () => null;
    const prepared = evaluator.prepare(text, kind, { declared, scope });
    if ('failure' in prepared) {
      const { code, values } = prepared.failure;
      return ({ run }) => run.fail(code, values);
    }
    const { node, depth } = prepared;
    return (env) => {
      env.run.enter(depth);
      const value = node(env);
      env.run.leave(depth);
      return value;
    };
  };
}

function evaluate(
  id: string,
  run: Run,
  results: Map<string, TableOutcome | 'open'>,
  compiledOf: (id: string) => CompiledDecision | undefined,
): TableOutcome {
  const known = results.get(id);
  if (known === 'open') return run.fail('DECISION_CYCLE', { decision: id });
  if (known !== undefined) return known;
  const decision = compiledOf(id);
  if (decision === undefined) return run.fail('DECISION_NOT_FOUND', { decision: id });
  results.set(id, 'open');
  run.spend(10);
  run.enter(5);
  let env: Env = { run, parent: null, value: null };
  for (const node of decision.knowledge) {
    // A function may call itself, so it is bound before it is made.
    const bound: { run: Run; parent: Env; value: Value } = { run, parent: env, value: null };
    bound.value = node(bound);
    env = bound;
  }
  decision.model.requires.forEach((required, index) => {
    const { result } = evaluate(required, run, results, compiledOf);
    for (const _name of decision.aliases[index] ?? []) env = { run, parent: env, value: result };
  });
  const outcome = decision.run(env);
  run.leave(5);
  results.set(id, outcome);
  return outcome;
}

function recordOf(model: DecisionModel, { inputs, matched, result }: TableOutcome, run: Run): DecisionRecord {
  return {
    decisionId: model.id,
    decisionName: model.name,
    inputs: inputs.map(({ name, value }) => ({ name, value: lower(value, run) })),
    matched: matched.map(({ rule, outputs }) => ({
      rule,
      outputs: Object.fromEntries(outputs.map(({ name, value }) => [name, lower(value, run)])),
    })),
    result: lower(result, run),
  };
}
