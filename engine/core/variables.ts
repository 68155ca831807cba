// Where variables are written: Zeebe's scoping. A write goes to the nearest scope that holds the name, else to the root.

import { changes } from './conditions.ts';
import { giveData, takeData, takePayload } from './data.ts';
import type { Retry } from './events.ts';
import type { Json, Variables } from './json.ts';
import type { ElementModel, Mapping } from './model.ts';
import { forbiddenName, isForbiddenName } from './names.ts';
import type { VariableScope } from './ports.ts';
import type { ElementInstance } from './state.ts';
import {
  allVariablesAt,
  type Evaluated,
  emit,
  evaluate,
  instanceOf,
  raise,
  type Step,
  variablesAt,
} from './step.ts';
import { lookUp } from './table.ts';

/** Sets variables on exactly this scope. */
export function setLocal(step: Step, scope: number, variables: Variables): void {
  if (Object.keys(variables).length === 0) return;
  if (step.draft.conditions) changes(step, scope, variables);
  emit(step, { type: 'variablesSet', scope, variables });
}

/** Each name goes to the nearest scope from `from` upward that holds it, else to the root. One event per scope. */
export function propagate(step: Step, from: number, variables: Variables): void {
  const names = Object.keys(variables);
  const only = names[0];
  if (only !== undefined && names.length === 1)
    return write(step, from, holderOf(step, from, only), variables);
  const byScope = new Map<number, Variables>();
  for (const name of names) {
    const scope = holderOf(step, from, name);
    const bag = byScope.get(scope) ?? {};
    bag[name] = variables[name] as Json;
    byScope.set(scope, bag);
  }
  // Innermost first, whatever the order of the names: a stored command has its names sorted, and must give the same.
  const scopes = [...byScope.keys()].sort((a, b) => b - a);
  for (const scope of scopes) write(step, from, scope, byScope.get(scope) ?? {});
}

function write(step: Step, from: number, scope: number, variables: Variables): void {
  if (step.draft.conditions) changes(step, scope, variables);
  const through = step.exe.compensates ? writtenThrough(step, from, scope) : undefined;
  if (through && through.length > 0) emit(step, { type: 'variablesSet', scope, variables, through });
  else emit(step, { type: 'variablesSet', scope, variables });
}

/** Compensation handlers between who writes and where it is written. */
function writtenThrough(step: Step, from: number, scope: number): number[] {
  const through: number[] = [];
  for (let at = lookUp(step.draft.elements, from); at && at.key !== scope; ) {
    if (at.undoing) through.push(at.key);
    at = lookUp(step.draft.elements, at.scope);
  }
  return through;
}

function holderOf(step: Step, from: number, name: string): number {
  for (let at = lookUp(step.draft.elements, from); at; at = lookUp(step.draft.elements, at.scope)) {
    if (at.variables !== undefined && Object.hasOwn(at.variables, name) && !at.undoing?.past.includes(name))
      return at.key;
  }
  return step.draft.key;
}

/** Input mappings give local variables. False: an incident was raised. */
export function mapInputs(step: Step, model: ElementModel, key: number): boolean {
  if (model.data !== undefined && !takeData(step, model, key)) return false;
  if (!model.inputs) return true;
  const mapped = applyMappings(step, model.inputs, key);
  if (!mapped.ok) {
    raise(step, key, 'activate', mapped);
    return false;
  }
  setLocal(step, key, mapped.value as Variables);
  return true;
}

/**
 * Results of an element: with output mappings they stay local and only what the mappings give leaves;
 * without, they propagate. False: an incident was raised.
 */
export function mapOutputs(step: Step, model: ElementModel, key: number, retry: Retry = 'complete'): boolean {
  if (model.outputs) {
    const mapped = applyMappings(step, model.outputs, key);
    if (!mapped.ok) {
      raise(step, key, retry, mapped);
      return false;
    }
    propagate(step, instanceOf(step, key).scope, mapped.value as Variables);
  }
  return model.data === undefined || giveData(step, model, key);
}

/** What a message or signal that an element throws carries: its inputs where the drawing maps any, else all that it sees. */
export function contentsOf(step: Step, model: ElementModel | undefined, me: ElementInstance): Variables {
  return model?.inputs || model?.data?.inputs ? { ...me.variables } : allVariablesAt(step, me.key);
}

/** What a job, a task, a message or a child brought back. */
export function takeResults(
  step: Step,
  model: ElementModel | undefined,
  key: number,
  results: Variables,
): void {
  if (Object.keys(results).length === 0) return;
  const payload = model?.data?.payload;
  if (payload !== undefined) results = takePayload(step, key, payload, results);
  if (model?.outputs && !model.outputsBeside) setLocal(step, key, results);
  else propagate(step, key, results);
}

/** Mappings in order; each sees what the ones before it gave. A target `a.b` writes into the context `a`. */
function applyMappings(step: Step, mappings: Mapping[], key: number): Evaluated {
  const result: Variables = {};
  const outer = variablesAt(step, key);
  const scope: VariableScope = {
    get: (name) => (Object.hasOwn(result, name) ? result[name] : outer.get(name)),
  };
  for (const { source, target } of mappings) {
    if (isForbiddenName(target)) return { ok: false, ...forbiddenName(target) };
    const value = evaluate(step, source, key, scope);
    if (!value.ok) return value;
    assign(result, target.split('.'), value.value, scope);
  }
  return { ok: true, value: result };
}

export function assign(into: Variables, path: string[], value: Json, scope: VariableScope): void {
  const [name, ...rest] = path;
  if (name === undefined) return;
  if (rest.length === 0) {
    into[name] = value;
    return;
  }
  const before = Object.hasOwn(into, name) ? into[name] : scope.get(name);
  const context: Variables = isContext(before) ? { ...before } : {};
  assign(context, rest, value, {
    get: (inner) => (Object.hasOwn(context, inner) ? context[inner] : undefined),
  });
  into[name] = context;
}

function isContext(value: Json | undefined): value is Variables {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
