// What is wrong with decisions before they run: FEEL that does not parse, cycles, and tables whose rows do not fit.
import type { Problem } from '../../core/problem.ts';
import { checkFeel } from '../check.ts';
import type { ExpressionKind } from '../syntax.ts';
import type { DecisionModel, DecisionTable, HitPolicy, Logic } from './model.ts';

const POLICIES: { readonly [policy in HitPolicy]: true } = {
  UNIQUE: true,
  FIRST: true,
  ANY: true,
  PRIORITY: true,
  'RULE ORDER': true,
  'OUTPUT ORDER': true,
  COLLECT: true,
};

export function checkDecisions(
  decisions: readonly DecisionModel[],
  extraFunctionNames: readonly string[],
): Problem[] {
  return decisions.flatMap((decision) => [
    ...checkLogic(decision, [...extraFunctionNames, ...namesOf(decision, decisions)]),
    ...(isInCycle(decision, decisions)
      ? [problem(decision, 'DECISION_CYCLE', { requires: decision.requires })]
      : []),
  ]);
}

/** What FEEL may name here, in case a name holds signs that would otherwise be operators. */
function namesOf(decision: DecisionModel, all: readonly DecisionModel[]): string[] {
  const required = all.filter(({ id }) => decision.requires.includes(id)).map(({ variable }) => variable);
  return [...decision.inputData, ...decision.knowledge.map(({ name }) => name), ...required];
}

function problem(
  decision: DecisionModel,
  code: string,
  values: Problem['values'],
  severity: Problem['severity'] = 'error',
): Problem {
  return {
    severity,
    code,
    resource: decision.resource,
    elementId: decision.id,
    elementName: decision.name,
    values,
  };
}

function isInCycle(decision: DecisionModel, all: readonly DecisionModel[]): boolean {
  const byId = new Map(all.map((each) => [each.id, each]));
  const seen = new Set<string>();
  const waiting = [...decision.requires];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (id === decision.id) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    waiting.push(...(byId.get(id)?.requires ?? []));
  }
  return false;
}

export interface Text {
  kind: ExpressionKind;
  text: string;
  /** Where it stands, for the message. */
  where: { [name: string]: string | number };
}

function checkLogic(decision: DecisionModel, names: readonly string[]): Problem[] {
  const roots = [decision.logic, ...decision.knowledge.map(({ logic }) => logic)];
  const tables = roots.flatMap(tablesIn).flatMap((table) => checkTable(decision, table));
  const texts = roots.flatMap(textsIn).flatMap(({ kind, text, where }) => {
    if (text === '') return [problem(decision, 'DECISION_EXPRESSION_EMPTY', where, 'warning')];
    const checked = checkFeel(text, kind, names);
    if (checked.ok) return [];
    // A name may be a function of a boxed context, or one that is handed in later; another language's is not run.
    const isLater = checked.code === 'FEEL_UNKNOWN_FUNCTION' || checked.code === 'FEEL_EXTERNAL_FUNCTION';
    const severity = isLater ? 'warning' : 'error';
    return [problem(decision, checked.code, { ...checked.values, ...where }, severity)];
  });
  return [...tables, ...texts];
}

function checkTable(decision: DecisionModel, table: DecisionTable): Problem[] {
  const problems: Problem[] = [];
  if (!Object.hasOwn(POLICIES, table.hitPolicy))
    problems.push(problem(decision, 'DECISION_HIT_POLICY', { hitPolicy: table.hitPolicy }));
  if (table.outputs.length === 0) problems.push(problem(decision, 'DECISION_WITHOUT_OUTPUT', {}));
  for (const rule of table.rules) {
    if (rule.tests.length === table.inputs.length && rule.outputs.length === table.outputs.length) continue;
    problems.push(problem(decision, 'DECISION_RULE_INCOMPLETE', { rule: rule.id }));
  }
  return problems;
}

export function partsOf(logic: Logic): Logic[] {
  switch (logic.kind) {
    case 'context':
      return logic.entries.map(({ value }) => value);
    case 'list':
      return logic.items;
    case 'relation':
      return logic.rows.flat();
    case 'function':
      return [logic.body];
    case 'invocation':
      return [logic.called, ...logic.arguments.map(({ value }) => value)];
    case 'conditional':
      return [logic.test, logic.yes, logic.no];
    case 'for':
      return [logic.source, logic.body];
    case 'quantified':
    case 'filter':
      return [logic.source, logic.test];
    default:
      return [];
  }
}

function tablesIn(logic: Logic): DecisionTable[] {
  return logic.kind === 'table' ? [logic] : partsOf(logic).flatMap(tablesIn);
}

export function textsIn(logic: Logic): Text[] {
  if (logic.kind === 'literal') return [{ kind: 'expression', text: logic.text, where: {} }];
  if (logic.kind !== 'table') return partsOf(logic).flatMap(textsIn);
  const outputs = logic.outputs.flatMap(({ name, values, default: otherwise }): Text[] => [
    ...(values === undefined ? [] : [{ kind: 'unaryTests' as const, text: values, where: { output: name } }]),
    ...(otherwise === undefined
      ? []
      : [{ kind: 'expression' as const, text: otherwise, where: { output: name } }]),
  ]);
  const inputs = logic.inputs.map(
    ({ name, expression }): Text => ({ kind: 'expression', text: expression, where: { input: name } }),
  );
  const rules = logic.rules.flatMap((rule) => [
    ...rule.tests
      .filter((text) => text !== '')
      .map((text): Text => ({ kind: 'unaryTests', text, where: { rule: rule.id } })),
    ...rule.outputs
      .filter((text) => text !== '')
      .map((text): Text => ({ kind: 'expression', text, where: { rule: rule.id } })),
  ]);
  return [...inputs, ...outputs, ...rules];
}
