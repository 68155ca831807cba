// Which elements of two versions may stand for each other: those that do, wait for and hold the same.
import { definitionsOf } from './eventParts.ts';
import { type Executable, executableOf, type Node } from './executable.ts';
import type { ProcessModel } from './model.ts';

/** Nothing that it does, waits for or holds becomes something else. */
export function isAlike(source: Node, target: Node): boolean {
  return kindOf(source) === kindOf(target);
}

function kindOf(node: Node): string {
  const { model, handler, attachedTo } = node;
  return JSON.stringify([
    model?.type,
    model?.triggeredByEvent === true,
    model?.forCompensation === true,
    model?.parallelMultiple === true,
    model?.multiInstance && (model.multiInstance.sequential ? 'sequential' : 'parallel'),
    model?.standardLoop !== undefined,
    handler,
    attachedTo !== undefined,
    definitionsOf(node).map(({ type }) => type),
  ]);
}

/** By element of the source, in the drawing's order: the elements of the target that are of its kind. */
export function counterparts(source: ProcessModel, target: ProcessModel): Map<string, string[]> {
  const byKind = new Map<string, string[]>();
  for (const [id, node] of nodesOf(target)) {
    const kind = kindOf(node);
    byKind.set(kind, [...(byKind.get(kind) ?? []), id]);
  }
  return new Map([...nodesOf(source)].map(([id, node]) => [id, byKind.get(kindOf(node)) ?? []]));
}

function nodesOf(model: ProcessModel): Executable['nodes'] {
  return executableOf(model).nodes;
}
