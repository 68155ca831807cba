// Data of BPMN's own (data objects, properties, inputs and outputs, data stores) as variables: what an element declares for
// itself, and what its data associations carry in and out (BPMN 2.0.2, 10.3 and 13.2.2).
import type { Json, Variables } from './json.ts';
import type { ElementModel, Expression } from './model.ts';
import type { VariableScope } from './ports.ts';
import { answerTo, evaluate, instanceOf, raise, type Step, variablesAt } from './step.ts';
import { assign, propagate, setLocal } from './variables.ts';

export interface DataModel {
  /** Variables that live as long as the element, null at first. */
  locals?: string[];
  inputs?: DataAssociation[];
  outputs?: DataAssociation[];
  /** Catching events: the variable that takes what the event brings, whole where it brings no such name. */
  payload?: string;
}

export interface DataAssociation {
  source: Expression;
  /** A data store that is read: the catalog of that name, else the variable of the case that `source` names. */
  store?: string;
  /** Variable, or a path into one such as `order.total`. */
  target: string;
  /** It is kept by the case itself, outside the scopes in between. */
  toStore?: true;
}

/** Declares what lives in the element, then fills its inputs. False: an incident was raised. */
export function takeData(step: Step, { data }: ElementModel, key: number): boolean {
  const { variables = {} } = instanceOf(step, key);
  setLocal(step, key, undeclared(data?.locals, variables));
  if (!data?.inputs) return true;
  const given = carry(step, data.inputs, key, 'activate');
  if (given) setLocal(step, key, given.local);
  return given !== undefined;
}

/** Carries out what the element's outputs hold. False: an incident was raised. */
export function giveData(step: Step, { data }: ElementModel, key: number): boolean {
  if (!data?.outputs) return true;
  const given = carry(step, data.outputs, key, 'complete');
  if (!given) return false;
  propagate(step, instanceOf(step, key).scope, given.local);
  setLocal(step, step.draft.key, given.stored);
  return true;
}

/** What an event brought, apart from the variable that takes it. */
export function takePayload(step: Step, key: number, payload: string, results: Variables): Variables {
  const own = Object.hasOwn(results, payload);
  setLocal(step, key, { [payload]: own ? (results[payload] as Json) : results });
  if (!own) return results;
  const { [payload]: _, ...rest } = results;
  return rest;
}

/** Null for each that is not there yet. */
export function undeclared(locals: string[] | undefined, variables: Variables): Variables {
  const found: Variables = {};
  for (const name of locals ?? []) if (!Object.hasOwn(variables, name)) found[name] = null;
  return found;
}

/**
 * What is null is not available, and an association with nothing to carry carries nothing (13.2.2). The specification has
 * an activity wait for its inputs; like every engine we do not, for nothing says who would bring them.
 */
function carry(
  step: Step,
  associations: DataAssociation[],
  key: number,
  retry: 'activate' | 'complete',
): { local: Variables; stored: Variables } | undefined {
  const given = { local: {} as Variables, stored: {} as Variables };
  const seen = variablesAt(step, key);
  for (const { source, store, target, toStore } of associations) {
    const into = toStore ? given.stored : given.local;
    const scope: VariableScope = {
      get: (name) => (Object.hasOwn(into, name) ? into[name] : seen.get(name)),
    };
    let value = store === undefined ? null : answerTo(step, { kind: 'catalog', id: store });
    if (value === null) {
      const found = evaluate(step, source, store === undefined ? key : step.draft.key, scope);
      if (!found.ok) {
        raise(step, key, retry, found);
        return undefined;
      }
      value = found.value;
    }
    if (value !== null) assign(into, target.split('.'), value, scope);
  }
  return given;
}
