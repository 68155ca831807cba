// An expression as the work of a task (`zeebe:script`): evaluated in place, its result becomes a variable.
import type { Node } from './executable.ts';
import type { Json, Variables } from './json.ts';
import { finish } from './lifecycle.ts';
import type { SourceNode } from './model.ts';
import { forbiddenName, isForbiddenName } from './names.ts';
import type { ElementInstance } from './state.ts';
import { evaluate, raise, type Step } from './step.ts';
import { takeResults } from './variables.ts';

export function scriptConfig(source: SourceNode): { [name: string]: Json } | undefined {
  const script = source.extension('zeebe:Script');
  const expression = script?.text('expression');
  return expression === undefined
    ? undefined
    : { expression, resultVariable: script?.text('resultVariable') ?? '' };
}

export function runScript(step: Step, node: Node, me: ElementInstance, expression: string): void {
  const resultVariable = node.model?.config.resultVariable;
  if (typeof resultVariable === 'string' && isForbiddenName(resultVariable))
    return raise(step, me.key, 'activate', forbiddenName(resultVariable));
  const result = evaluate(step, expression, me.key);
  if (!result.ok) return raise(step, me.key, 'activate', result);
  if (typeof resultVariable === 'string' && resultVariable !== '')
    takeResults(step, node.model, me.key, named(resultVariable, result.value));
  finish(step, me.key, node);
}

/** A name that is computed within the braces of a literal costs ten times as much. */
function named(name: string, value: Json): Variables {
  const variables: Variables = {};
  variables[name] = value;
  return variables;
}
