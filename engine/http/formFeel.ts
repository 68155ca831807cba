// FEEL for forms: the engine's own where it offers it, else FEEL alone, without calendars and catalogs.
import type { Json, Variables } from '../core/json.ts';
import { createPorts } from '../expressions/index.ts';
import type { Engine } from '../runtime/engine.ts';

type Evaluate = (expression: string, data: Variables) => Json;

const plain = createPorts();

export function withFeel<T>(
  engine: Engine,
  definitionKey: number,
  work: (evaluate: Evaluate) => T,
): Promise<T> {
  if (engine.withFeel) return engine.withFeel(definitionKey, work);
  const now = engine.now();
  const evaluate: Evaluate = (expression, data) => {
    const get = (name: string) => (Object.hasOwn(data, name) ? data[name] : undefined);
    const result = plain.evaluate(expression, { variables: { get }, now, owner: 0, inputs: {} });
    return result.kind === 'value' ? result.value : null;
  };
  return Promise.resolve(work(evaluate));
}
