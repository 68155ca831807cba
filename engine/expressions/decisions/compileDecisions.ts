// Decision models to closures; a decision is computed after those that it requires, each once.
import type { Json } from '../../core/json.ts';
import type { DecisionRecord, Evaluation, EvaluationContext } from '../../core/ports.ts';
import { type Evaluator, guarded } from '../evaluate.ts';
import { lower } from '../lower.ts';
import { Halt, Run } from '../run.ts';
import type { Value } from '../value.ts';
import { compiledDecisions } from './compiledDecision.ts';
import { type Computed, computedIn, evaluateDecision } from './evaluateDecision.ts';
import type { DecisionModel } from './model.ts';

export type DecisionOutcome =
  | { kind: 'value'; record: DecisionRecord }
  | Exclude<Evaluation, { kind: 'value' }>;

/** Decisions of one deployment. */
export interface Decisions {
  /** Of every decision, for whoever lists or checks them. */
  readonly models: readonly DecisionModel[];
  decide(decisionId: string, context: EvaluationContext, evaluator: Evaluator): DecisionOutcome;
}

export function compileDecisions(models: readonly DecisionModel[]): Decisions {
  const byId = new Map(models.map((model) => [model.id, model]));
  const compiled = new WeakMap<Evaluator, ReturnType<typeof compiledDecisions>>();
  return {
    models,
    decide(decisionId, context, evaluator) {
      const model = byId.get(decisionId);
      if (model === undefined)
        return { kind: 'error', code: 'DECISION_NOT_FOUND', values: { decision: decisionId } };
      const known = compiled.get(evaluator) ?? compiledDecisions(byId, evaluator, null);
      compiled.set(evaluator, known);
      const run = new Run(context, evaluator.surroundings);
      return guarded(model.name, (): DecisionOutcome => {
        evaluateDecision(decisionId, { run, results: new Map(), compiledOf: known, around: null });
        // Each is computed after what it requires, so the one that was asked for comes last.
        const computed = computedIn(run);
        const records = computed.map((each, index) => recordOf(each, run, index === computed.length - 1));
        const record = records.pop() as DecisionRecord;
        return { kind: 'value', record: records.length > 0 ? { ...record, required: records } : record };
      });
    },
  };
}

/** What cannot be stored, such as a function that another decision calls, is recorded as null. */
function recorded(value: Value, run: Run): Json {
  try {
    return lower(value, run);
  } catch (halt) {
    if (halt instanceof Halt && halt.outcome.kind === 'error' && halt.outcome.code !== 'FEEL_BUDGET_SPENT')
      return null;
    throw halt;
  }
}

function recordOf({ model, outcome }: Computed, run: Run, isAsked: boolean): DecisionRecord {
  const { inputs, matched, result } = outcome;
  return {
    decisionId: model.id,
    decisionName: model.name,
    inputs: inputs.map(({ name, value }) => ({ name, value: recorded(value, run) })),
    matched: matched.map(({ rule, outputs }) => ({
      rule,
      outputs: Object.fromEntries(outputs.map(({ name, value }) => [name, recorded(value, run)])),
    })),
    result: isAsked ? lower(result, run) : recorded(result, run),
  };
}
