// Which variables a decision reads, with what it requires: what somebody has to give to try it out.
import { checkFeel } from '../check.ts';
import { partsOf, textsIn } from './checkDecisions.ts';
import type { DecisionModel, Logic } from './model.ts';

export interface DecisionVariable {
  name: string;
  /** FEEL type, where the drawing says one. */
  type?: string;
}

/** Input data, inputs in the order of their tables, then what cells and expressions read besides. */
export function decisionVariables(
  decision: DecisionModel,
  all: readonly DecisionModel[],
  extraFunctionNames: readonly string[] = [],
): DecisionVariable[] {
  const found = new Map<string, DecisionVariable>();
  const seen = new Set<string>();
  gather(decision, all, extraFunctionNames, found, seen);
  return [...found.values()];
}

function gather(
  decision: DecisionModel,
  all: readonly DecisionModel[],
  functions: readonly string[],
  found: Map<string, DecisionVariable>,
  seen: Set<string>,
): void {
  if (seen.has(decision.id)) return;
  seen.add(decision.id);
  const required = all.filter(({ id }) => decision.requires.includes(id));
  for (const each of required) gather(each, all, functions, found, seen);
  const known = [
    ...required.map(({ variable }) => variable),
    ...decision.knowledge.map(({ name }) => name),
    ...boundIn(decision.logic),
  ];
  const names = [...functions, ...decision.inputData, ...known];
  const types = typesOf(decision);
  const add = (name: string) => {
    const type = types.get(name);
    if (!found.has(name)) found.set(name, { name, ...(type !== undefined && { type }) });
  };
  for (const name of decision.inputData) add(name);
  for (const { kind, text } of textsIn(decision.logic)) {
    const checked = checkFeel(text, kind, names);
    if (!checked.ok) continue;
    for (const name of checked.names) if (!known.includes(name)) add(name);
  }
}

/** Names that the logic itself brings in. */
function boundIn(logic: Logic): string[] {
  const inner = partsOf(logic).flatMap(boundIn);
  switch (logic.kind) {
    case 'context':
      return [...logic.entries.map(({ name }) => name), ...inner];
    case 'function':
      return [...logic.params, ...inner];
    case 'for':
    case 'quantified':
      return [logic.variable, ...inner];
    case 'filter':
      return ['item', ...inner];
    default:
      return inner;
  }
}

function typesOf({ inputTypes, logic }: DecisionModel): Map<string, string> {
  const types = new Map(Object.entries(inputTypes));
  if (logic.kind === 'table')
    for (const { expression, type } of logic.inputs) if (type !== undefined) types.set(expression, type);
  return types;
}
