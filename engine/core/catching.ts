// Who catches an error or an escalation: the nearest scope from where it was thrown, outward; there a handler of its code
// before one of any code, and the event subprocesses inside the scope before the boundary events around it.
import { definitionsOf } from './eventParts.ts';
import { takesHandlers } from './eventSubprocess.ts';
import type { Node } from './executable.ts';
import type { Json, Variables } from './json.ts';
import type { EventDefinition } from './model.ts';
import { isForbiddenName } from './names.ts';
import type { ElementInstance } from './state.ts';
import { evaluate, nodeOf, type Step } from './step.ts';
import { lookUp } from './table.ts';

export interface Catcher {
  node: Node;
  /** The element instance that it is a handler of. */
  host: number;
  definition: EventDefinition;
}

export function catcherOf(
  step: Step,
  from: number,
  type: 'error' | 'escalation',
  code: string,
): Catcher | undefined {
  let inside: ElementInstance | undefined;
  for (let at = lookUp(step.draft.elements, from); at; at = lookUp(step.draft.elements, at.scope)) {
    // A completed scope that is undone handles nothing: it only holds what undoes it.
    const boundary = at.index === undefined && !at.undoing?.restored ? nodeOf(step, at).boundary : [];
    const found =
      catching(step, startsOf(step, at, inside), at.key, type, code) ??
      catching(step, boundary, at.key, type, code);
    if (found) return found;
    inside = at;
  }
  return undefined;
}

/**
 * Starts of event subprocesses that may begin in this scope. What is thrown out of one of them never starts that one
 * again; out of one that interrupted the scope, it starts none of them: the scope handles nothing any more, and what lies
 * around it does (BPMN 2.0.2, 13.5.4). Where a scope is repeated, they belong to its iterations.
 */
function startsOf(step: Step, scope: ElementInstance, inside: ElementInstance | undefined): readonly Node[] {
  const node = nodeOf(step, scope);
  if (node.handlers === undefined || (node.behavior !== node.inner && scope.index === undefined)) return [];
  if (!takesHandlers(step, scope)) return [];
  return node.handlers.filter((start) => start.parent?.id !== inside?.element);
}

/** In a parallel multiple event only an escalation can wait for others: an error ends what it leaves at once. */
function catching(
  step: Step,
  handlers: readonly Node[],
  host: number,
  type: 'error' | 'escalation',
  code: string,
): Catcher | undefined {
  let ofAnyCode: Catcher | undefined;
  for (const node of handlers) {
    if (node.parts && node.model?.parallelMultiple && type === 'error') continue;
    for (const definition of definitionsOf(node)) {
      if (definition.type !== type) continue;
      if (definition.config.code === undefined) ofAnyCode ??= { node, host, definition };
      else if (codeOf(step, definition.config.code, host) === code) return { node, host, definition };
    }
  }
  return ofAnyCode;
}

/** A code may be FEEL, which sees what the handler sees; where that gives no text, it is no code. */
function codeOf(step: Step, code: Json, host: number): Json {
  const given = evaluate(step, String(code), host);
  return given.ok ? given.value : null;
}

/** What the drawing wants to know of what was caught, by the names that it gives. */
export function told({ config }: EventDefinition, code: string, message = ''): Variables {
  const variables: Variables = {};
  const tell = (name: Json | undefined, value: string) => {
    if (typeof name === 'string' && !isForbiddenName(name)) variables[name] = value;
  };
  tell(config.codeVariable, code);
  tell(config.messageVariable, message);
  return variables;
}
