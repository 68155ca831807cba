// How FEEL is asked here: the evaluator is handed in, and an expression that fails is told, never swallowed.
import type { Json } from '../core/json.ts';
import type { Ports } from '../core/ports.ts';

export interface Names {
  get(name: string): Json | undefined;
}

export interface FeelFailure {
  code: string;
  values: { [name: string]: Json };
}

export type FeelOutcome = { value: Json } | { failure: FeelFailure };

export type EvaluateFeel = (text: string, names: Names) => FeelOutcome;

/** `now`: epoch milliseconds of FEEL's `now()` and `today()`. Lookups cannot be asked of here. */
export function feelWith(ports: Pick<Ports, 'evaluate'>, now: number): EvaluateFeel {
  return (text, variables) => {
    const outcome = ports.evaluate(text, { variables, now, owner: 0, inputs: {} });
    if (outcome.kind === 'value') return { value: outcome.value };
    if (outcome.kind === 'error') return { failure: { code: outcome.code, values: outcome.values } };
    return { failure: { code: 'INDICATOR_LOOKUP', values: { expression: text.slice(0, 200) } } };
  };
}

/** Names of own properties, the first bag that has one wins. */
export function namesOf(...bags: readonly { readonly [name: string]: Json | undefined }[]): Names {
  return {
    get(name) {
      for (const bag of bags) if (Object.hasOwn(bag, name)) return bag[name];
      return undefined;
    },
  };
}
