// FEEL for forms, as the process that the form belongs to has it.
import type { Json, Variables } from '../core/json.ts';
import type { Engine } from '../runtime/engine.ts';

export function withFeel<T>(
  engine: Engine,
  definitionKey: number,
  work: (evaluate: (expression: string, data: Variables) => Json) => T,
): Promise<T> {
  return engine.withFeel(definitionKey, work);
}
