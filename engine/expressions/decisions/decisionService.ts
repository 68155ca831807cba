// Decision services: some decisions behind one function, whose parameters stand for what they would need from outside.
import type { Env, Scope } from '../compile/unit.ts';
import type { Run } from '../run.ts';
import { type FeelFunction, KIND, kindOf, newContext, type Value } from '../value.ts';
import { compiledDecisions, type Surrounding } from './compiledDecision.ts';
import { evaluateDecision } from './evaluateDecision.ts';
import type { DecisionService, ServiceParameter } from './model.ts';
import type { TableOutcome } from './table.ts';

/** Levels of the JavaScript stack that a call is worth, beside its decisions' own. */
const CALL_DEPTH = 6;

export function parametersOf(service: DecisionService): string[] {
  return service.parameters.map(({ name }) => name);
}

/**
 * DMN 1.5, 10.4: input data first, then input decisions, which are not computed but taken as they are given. What is
 * inside sees nothing but the parameters.
 */
export function compileService(
  service: DecisionService,
  { byId, evaluator }: Surrounding,
): (env: Env) => FeelFunction {
  let around: Scope | null = null;
  for (const { name, decision } of service.parameters)
    if (decision === undefined) around = { kind: 'name', name, parent: around };
  const compiledOf = compiledDecisions(byId, evaluator, around);
  const params = parametersOf(service);
  const call = (args: Value[], run: Run): Value => {
    if (args.length !== params.length)
      return run.warn('FEEL_WRONG_ARGUMENTS', { function: 'decision service', kinds: args.map(kindOf) });
    const wrong = service.parameters.findIndex((parameter, index) => !fits(args[index] ?? null, parameter));
    if (wrong >= 0)
      return run.warn('FEEL_WRONG_ARGUMENTS', {
        function: params[wrong] ?? '',
        kinds: [kindOf(args[wrong] ?? null)],
      });
    run.enter(CALL_DEPTH);
    const results = new Map<string, TableOutcome | 'open'>();
    let bound: Env | null = null;
    service.parameters.forEach((parameter, index) => {
      const value = args[index] ?? null;
      if (parameter.decision === undefined) bound = { run, parent: bound, value };
      else results.set(parameter.decision, { inputs: [], matched: [], result: value });
    });
    const computation = { run, results, compiledOf, around: bound };
    const values = service.outputs.map((id) => evaluateDecision(id, computation).result);
    run.leave(CALL_DEPTH);
    if (values.length === 1) return values[0] ?? null;
    const context = newContext();
    service.outputs.forEach((id, index) => {
      context[byId.get(id)?.variable ?? id] = values[index] ?? null;
    });
    return context;
  };
  return () => ({ [KIND]: 'function', params, depth: CALL_DEPTH, builtin: false, call });
}

const SIMPLE_TYPES = new Set(['string', 'number', 'boolean']);

/** DMN 1.5, 10.3.2.9.4: a value that does not conform to the type of its parameter makes the call null. */
function fits(value: Value, { type }: ServiceParameter): boolean {
  return value === null || !SIMPLE_TYPES.has(type) || kindOf(value) === type;
}
