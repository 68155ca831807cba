// One decision compiled: the scope of its logic, and what its record shows as its inputs.
import type { Env, Node, Scope } from '../compile/unit.ts';
import type { Evaluator } from '../evaluate.ts';
import type { ExpressionKind } from '../syntax.ts';
import { compileLogic, type TextCompiler } from './boxed.ts';
import { compileService, parametersOf } from './decisionService.ts';
import type { CompiledDecision, CompiledOf } from './evaluateDecision.ts';
import type { DecisionModel, Logic } from './model.ts';
import { compileTable, type TableOutcome } from './table.ts';
import { parserOf } from './typedInput.ts';

/** Compiles each decision when it is first asked for. `around` is the scope of what is bound around all of them. */
export function compiledDecisions(
  byId: ReadonlyMap<string, DecisionModel>,
  evaluator: Evaluator,
  around: Scope | null,
): CompiledOf {
  const known = new Map<string, CompiledDecision>();
  return (id) => {
    const model = byId.get(id);
    const found = known.get(id) ?? (model && compileDecision(model, { byId, evaluator, around }));
    if (found !== undefined) known.set(id, found);
    return found;
  };
}

export interface Surrounding {
  byId: ReadonlyMap<string, DecisionModel>;
  evaluator: Evaluator;
  around: Scope | null;
}

function compileDecision(model: DecisionModel, surrounding: Surrounding): CompiledDecision {
  const { byId, evaluator } = surrounding;
  const compileText = textCompiler(evaluator, model.inputData);
  // One binding of nothing stands at the outer end of every decision.
  let scope: Scope | null = { kind: 'name', name: '', parent: surrounding.around };
  const knowledge: Node[] = [];
  for (const [name, type] of Object.entries(model.inputTypes)) {
    const parse = parserOf(type);
    if (!parse || !isPlainName(name)) continue;
    // The value is looked up from its own place, where nothing of that name is bound yet.
    const given = compileText(`\`${name}\``, 'expression', { kind: 'name', name: '', parent: scope });
    knowledge.push((env) => parse(given(env), env.run));
    scope = { kind: 'name', name, parent: scope };
  }
  for (const { name, logic } of model.knowledge) {
    scope = { kind: 'name', name, parent: scope };
    knowledge.push(compileKnowledge(logic, scope, compileText, surrounding));
  }
  const aliases = model.requires.map((id) => aliasesOf(byId.get(id)));
  for (const name of aliases.flat()) scope = { kind: 'name', name, parent: scope };
  return { model, aliases, knowledge, run: compileRun(model, scope, compileText, surrounding) };
}

function compileKnowledge(
  logic: Logic,
  scope: Scope,
  compileText: TextCompiler,
  surrounding: Surrounding,
): Node {
  return logic.kind === 'service'
    ? compileService(logic, surrounding)
    : compileLogic(logic, scope, compileText);
}

function compileRun(
  model: DecisionModel,
  scope: Scope | null,
  compileText: TextCompiler,
  surrounding: Surrounding,
): (env: Env) => TableOutcome {
  const { logic } = model;
  if (logic.kind === 'table') return compileTable(logic, scope, compileText, model);
  const named = (name: string) => ({ name, node: compileText(`\`${name}\``, 'expression', scope) });
  if (logic.kind === 'service') {
    const inputs = parametersOf(logic).map(named);
    const service = compileService(logic, surrounding);
    return (env) => {
      const values = inputs.map(({ name, node }) => ({ name, value: node(env) }));
      const called = service(env);
      return {
        inputs: values,
        matched: [],
        result: called.call(
          values.map(({ value }) => value),
          env.run,
        ),
      };
    };
  }
  const required = model.requires.flatMap((id) => surrounding.byId.get(id)?.variable ?? []);
  const inputs = [...model.inputData, ...required].filter(isPlainName).map(named);
  const node = compileLogic(logic, scope, compileText);
  return (env) => ({
    inputs: inputs.map((input) => ({ name: input.name, value: input.node(env) })),
    matched: [],
    result: node(env),
  });
}

/** A backtick cannot stand in a name that is written between backticks. */
function isPlainName(name: string): boolean {
  return name !== '' && !name.includes('`');
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
