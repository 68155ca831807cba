// Evaluates FEEL in tests: variables as a plain object, and a fixed clock.
import type { Json } from '../../../engine/core/json.ts';
import type { Evaluation, EvaluationContext } from '../../../engine/core/ports.ts';
import { createPorts, type PortOptions } from '../../../engine/expressions/index.ts';

/** 2026-04-01T08:00:00-05:00 */
export const NOW = Date.UTC(2026, 3, 1, 13);

export function feelContext(variables: { [name: string]: Json } = {}): EvaluationContext {
  const held = new Map(Object.entries(variables));
  return { variables: { get: (name) => held.get(name) }, now: NOW, owner: 7, inputs: {} };
}

export function evaluate(
  text: string,
  variables: { [name: string]: Json } = {},
  options: PortOptions = {},
): Evaluation {
  return createPorts(options).evaluate(text, feelContext(variables));
}

/** The value, or a failed test. */
export function feelValue(text: string, variables: { [name: string]: Json } = {}): Json {
  const outcome = evaluate(text, variables);
  if (outcome.kind !== 'value')
    throw new Error(`Expected a value of ${text} but got ${JSON.stringify(outcome)}`);
  return outcome.value;
}
