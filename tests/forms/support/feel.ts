// FEEL for the tests of forms: the product's own, over plain data.
import type { Json, Variables } from '../../../engine/core/json.ts';
import { checkFeel as check, createPorts } from '../../../engine/expressions/index.ts';
import type { CheckFeel } from '../../../forms/index.ts';

/** Tuesday 3 November 2026, ten in the morning in Bogotá. */
export const NOW = Date.parse('2026-11-03T10:00:00-05:00');

const ports = createPorts();

export function evaluate(expression: string, data: Variables): Json {
  const variables = { get: (name: string) => (Object.hasOwn(data, name) ? data[name] : undefined) };
  const result = ports.evaluate(expression, { variables, now: NOW, owner: 0, inputs: {} });
  return result.kind === 'value' ? result.value : null;
}

export const checkFeel: CheckFeel = (expression) => {
  const found = check(expression, 'expression');
  return found.ok ? { ok: true } : found;
};
