// What must hold of a state in which nothing moves by itself: each thing in it waits for something that can come.
import { executableOf, type InstanceState, type ProcessModel, values } from '../../engine/core/index.ts';
import type { ElementInstance } from '../../engine/core/state.ts';

type Node = ReturnType<typeof executableOf>['root'];

/** Every breach in words. `state` has yielded nothing. */
export function restlessIn(state: InstanceState, model: ProcessModel): string[] {
  const { nodes, flows, root } = executableOf(model);
  const elements = new Map(values(state.elements).map((each) => [each.key, each]));
  const nodeOf = (each: ElementInstance) => (each.scope === 0 ? root : (nodes.get(each.element) as Node));
  const found: string[] = [];
  const throwers = new Set<number>();
  for (const { key, element, compensation } of elements.values())
    for (const run of compensation?.runs ?? []) {
      throwers.add(run.by);
      if (run.waits && !elements.has(run.by) && run.by !== key)
        found.push(`${element} undoes for somebody who is gone`);
      if (run.running === undefined || !elements.has(run.running))
        found.push(`${element} undoes nothing, and stands still`);
    }
  for (const each of elements.values()) {
    const node = nodeOf(each);
    const isCrowded = each.incidents.length > 0;
    for (const id of each.tokens)
      if (!flows.get(id)?.target.inner.join && !isCrowded) found.push(`a token stands still on ${id}`);
    const isScope = each.scope === 0 || each.loop !== undefined || node.inner.contains === true;
    const isBusy = (each.children?.size ?? 0) > 0 || each.tokens.length > 0;
    const isAsked = each.incidents.length + each.jobs.length > 0 || throwers.has(each.key) || each.called;
    const own = waitsItself(state, each, node);
    if (isScope ? !(isBusy || isAsked || own) : !(isAsked || own || each.undoing?.restored))
      found.push(`${each.element} waits for nothing`);
    if (each.resetting)
      for (const id of Object.keys(each.resetting)) if (!isBusy && !isAsked) found.push(`${id} never resets`);
  }
  for (const { element, owner, key } of [...values(state.subscriptions), ...values(state.userTasks)]) {
    const host = elements.get(owner);
    const node = nodes.get(element);
    if (!host || !node) continue;
    const of = nodeOf(host);
    const belongs =
      node === of ||
      (node.attachedTo === of && host.index === undefined) ||
      (node.handler === 'eventSubprocess' && node.parent?.parent === of && !host.loop) ||
      of.outgoing.some(({ target }) => target === node);
    if (!belongs)
      found.push(`${element} (${key}) is awaited by ${host.element}, which has nothing to do with it`);
  }
  const twice = new Set<string>();
  for (const { owner, element, definition } of values(state.subscriptions)) {
    const name = `${owner} ${element} ${definition}`;
    if (twice.has(name)) found.push(`${element} is awaited twice`);
    twice.add(name);
  }
  return found;
}

/** It waits for something of its own, not of its handlers. */
function waitsItself(state: InstanceState, { key }: ElementInstance, node: Node): boolean {
  const names = [
    node.id,
    ...node.outgoing.filter(() => node.model?.type === 'eventBasedGateway').map(({ target }) => target.id),
  ];
  const isOwn = ({ owner, element }: { owner: number; element: string }) =>
    owner === key && names.includes(element);
  return values(state.subscriptions).some(isOwn) || values(state.userTasks).some(isOwn);
}
