// Begins one element where a person wants it: finds the scope, enters what has to be around it, then the element itself.
import { begin, enabledIds } from './adHoc.ts';
import type { VariableInstruction } from './commands.ts';
import type { Node } from './executable.ts';
import type { Variables } from './json.ts';
import { loops, open, record, run } from './lifecycle.ts';
import type { ElementModel } from './model.ts';
import type { ElementInstance } from './state.ts';
import { instanceOf, isLive, nodeOf, reject, type Step, touch } from './step.ts';
import { forEach, lookUp } from './table.ts';
import { checkNames } from './targets.ts';
import { mapInputs, setLocal } from './variables.ts';

/** Where an element is to begin: in `scope`, inside new instances of `missing`, outermost first. */
export interface Place {
  node: Node;
  scope: number;
  /** Somebody chose it. */
  fixed: boolean;
  missing: Node[];
  variables: Map<string, Variables>;
}

/** Nothing is written yet: a place that cannot be is rejected. Without `ancestor` there must be one only. */
export function placeOf(
  step: Step,
  element: string,
  ancestor: number | undefined,
  instructions: readonly VariableInstruction[] = [],
): Place {
  const node = activatable(step, element);
  const around = ancestors(node);
  const found = ancestor === undefined ? nearest(step, node, around) : chosen(step, node, around, ancestor);
  const missing = around.slice(0, found.depth).reverse();
  const repeated = missing.find((each) => each.behavior !== each.inner);
  if (repeated) reject('MODIFICATION_INSIDE_REPEATED', { element, scope: repeated.id });
  const variables = new Map<string, Variables>();
  for (const { scope = step.exe.root.id, variables: given } of instructions) {
    if (scope !== element && !around.some(({ id }) => id === scope))
      reject('MODIFICATION_SCOPE_UNKNOWN', { element, scope });
    checkNames(given);
    variables.set(scope, { ...variables.get(scope), ...given });
  }
  return { node, scope: found.key, fixed: ancestor !== undefined, missing, variables };
}

/** What has an event of its own to begin with cannot begin without it. */
function activatable(step: Step, element: string): Node {
  const node = step.exe.nodes.get(element);
  if (!node?.model) reject('MODIFICATION_ELEMENT_UNKNOWN', { element });
  const { type, triggeredByEvent, forCompensation } = node.model;
  const awaited = node.incoming.some(({ source }) => source.model?.type === 'eventBasedGateway');
  if (type === 'startEvent' || type === 'boundaryEvent' || triggeredByEvent || forCompensation || awaited)
    reject('MODIFICATION_ELEMENT_NOT_ACTIVATABLE', { element, type });
  return node;
}

/** The containers around a node, innermost first, the process last. */
function ancestors(node: Node): Node[] {
  const found: Node[] = [];
  for (let at = node.parent; at; at = at.parent) found.push(at);
  return found;
}

function nearest(step: Step, node: Node, around: Node[]): { key: number; depth: number } {
  for (const [depth, container] of around.entries()) {
    const found = scopesOf(step, container);
    if (found.length > 1)
      reject('MODIFICATION_SCOPE_AMBIGUOUS', { element: node.id, scope: container.id, count: found.length });
    if (found[0] !== undefined) return { key: found[0], depth };
  }
  throw new Error(`Expected a scope around ${node.id}, but a running process is one`);
}

function chosen(step: Step, node: Node, around: Node[], key: number): { key: number; depth: number } {
  const instance = lookUp(step.draft.elements, key);
  if (!instance) reject('ELEMENT_INSTANCE_NOT_FOUND', { key });
  const depth = around.indexOf(nodeOf(step, instance));
  if (depth < 0 || !holdsContent(step, instance))
    reject('MODIFICATION_SCOPE_WRONG', { element: node.id, scope: instance.element, key });
  return { key, depth };
}

function scopesOf(step: Step, container: Node): number[] {
  if (container === step.exe.root) return [step.draft.key];
  const found: number[] = [];
  forEach(step.draft.elements, (each) => {
    if (each.element === container.id && holdsContent(step, each)) found.push(each.key);
  });
  return found;
}

/** A repeated container is a body around its iterations, which hold the content; one that is only undone begins nothing. */
function holdsContent(step: Step, instance: ElementInstance): boolean {
  const node = nodeOf(step, instance);
  return !instance.undoing?.restored && (node.behavior === node.inner || instance.index !== undefined);
}

/** Begins it; gives its scope. Undefined: what began before has ended the scope meanwhile. */
export function activateAt(step: Step, { node, scope, missing, variables }: Place): number | undefined {
  if (!isLive(step, scope)) return undefined;
  const given = new Map(variables);
  for (let at = lookUp(step.draft.elements, scope); at; at = lookUp(step.draft.elements, at.scope)) {
    const own = given.get(at.element);
    if (own) setLocal(step, at.key, own);
    given.delete(at.element);
  }
  let key = scope;
  for (const container of missing) key = enterAround(step, container, key, given.get(container.id));
  touch(step, key);
  beginAt(step, node, key, given.get(node.id));
  return key;
}

/** All or nothing: a container whose inputs cannot be had would begin anew, at its start, when somebody retries. */
function enterAround(step: Step, node: Node, scope: number, variables: Variables | undefined): number {
  const key = record(step, node, scope);
  if (variables) setLocal(step, key, variables);
  // Its start does not begin, and so nobody listens to it.
  if (mapInputs(step, node.model as ElementModel, key) && open(step, node, key, false)) return key;
  const incident = step.events.findLast((event) => event.type === 'incidentRaised');
  return reject('MODIFICATION_SCOPE_NOT_ENTERED', {
    scope: node.id,
    ...(incident && { reason: incident.code }),
  });
}

function beginAt(step: Step, node: Node, scope: number, variables: Variables | undefined): void {
  const { parent } = node;
  if (parent?.model?.adHoc && enabledIds(parent).includes(node.id)) {
    if (instanceOf(step, scope).chosen?.last) reject('AD_HOC_ENDING', { key: scope });
    begin(step, parent, scope, [{ element: node.id, ...(variables && { variables }) }]);
    return;
  }
  // A gateway that remembers what activated it begins as if every branch had come.
  if (!instanceOf(step, scope).resetting?.[node.id])
    node.inner.fires?.(
      step,
      node,
      scope,
      node.incoming.map(({ id }) => id),
    );
  const key = record(step, node, scope);
  if (variables) setLocal(step, key, variables);
  if (!loops(step, node, key)) run(step, node, key);
}
