// The command that changes by hand where an instance stands: elements begin, end or are moved, all or nothing.
// As in Zeebe what begins does so before anything ends, so that no scope comes to its end in between.
import { isOffer } from './adHoc.ts';
import type { Command, MoveInstruction } from './commands.ts';
import { endInstance } from './errors.ts';
import type { Node } from './executable.ts';
import { activateAt, type Place, placeOf } from './placement.ts';
import { foreseeStarving } from './starving.ts';
import type { ElementInstance } from './state.ts';
import { emit, instanceOf, isLive, nodeOf, reject, type Step, touch } from './step.ts';
import { forEach, lookUp } from './table.ts';
import { active } from './targets.ts';
import { terminate } from './withdrawal.ts';

type Modify = Extract<Command, { type: 'modifyInstance' }>;
/** What runs, or tokens that wait at a join, which are no element instance. */
type Running = { key: number; scope: number } | { join: Node; scope: number };

export function modifyInstance(step: Step, command: Modify): void {
  active(step);
  const { activate = [], move = [], terminate: ends = [], reason } = command;
  const places = activate.map(({ element, ancestor, variables }) =>
    placeOf(step, element, ancestor, variables),
  );
  const moved = move.flatMap((each) => moves(step, each));
  const ending = new Map<string, Running>();
  for (const { from } of moved) ending.set(nameOf(from), from);
  for (const each of ends) for (const running of runningOf(step, each)) ending.set(nameOf(running), running);
  emit(step, {
    type: 'instanceModified',
    activate: [...activate.map(({ element }) => element), ...moved.map(({ place }) => place.node.id)],
    terminate: [...ending.values()].flatMap((each) => ('key' in each ? each.key : [])),
    ...(reason !== undefined && reason !== '' && { reason }),
  });
  const entered = new Set<number>();
  for (const place of [...places, ...moved.map((each) => each.place)]) begin(step, place, entered);
  const left = new Set<number>();
  for (const running of ending.values()) end(step, running, entered, left);
  for (const scope of new Set([...entered, ...left])) look(step, scope);
}

function begin(step: Step, place: Place, entered: Set<number>): void {
  if (step.draft.status !== 'active') return;
  // Two that need the same container share the one that the first brought.
  const shares = place.missing.length > 0 && !place.fixed;
  const again = shares ? placeOf(step, place.node.id, undefined) : place;
  const inside = activateAt(step, { ...again, variables: place.variables });
  for (let at = inside === undefined ? 0 : inside; at !== 0 && isLive(step, at); ) {
    entered.add(at);
    at = instanceOf(step, at).scope;
  }
}

function nameOf(running: Running): string {
  return 'key' in running ? `${running.key}` : `${running.join.id} ${running.scope}`;
}

function runningOf(step: Step, what: { key: number } | { element: string }): Running[] {
  const found: Running[] = [];
  if ('key' in what) {
    const instance = lookUp(step.draft.elements, what.key);
    if (!instance || instance.scope === 0) reject('ELEMENT_INSTANCE_NOT_FOUND', { key: what.key });
    return [{ key: instance.key, scope: instance.scope }];
  }
  const node = step.exe.nodes.get(what.element);
  if (!node) reject('MODIFICATION_ELEMENT_UNKNOWN', { element: what.element });
  forEach(step.draft.elements, ({ key, element, scope, index, tokens }) => {
    // The body of a repeated activity takes its iterations with it.
    if (element === node.id && scope !== 0 && index === undefined) found.push({ key, scope });
    if (node.inner.join && tokens.some((flow) => step.exe.flows.get(flow)?.target === node))
      found.push({ join: node, scope: key });
  });
  if (found.length === 0) reject('MODIFICATION_NOTHING_RUNS', { element: node.id });
  return found;
}

function moves(step: Step, move: MoveInstruction): { from: Running; place: Place }[] {
  const { from, to, ancestor, variables } = move;
  return runningOf(step, from).map((running) => {
    const scope = ancestor === 'sourceParent' ? running.scope : inferred(step, running, to, ancestor);
    return { from: running, place: placeOf(step, to, scope, variables) };
  });
}

/** From the source outward, the first scope in which the target lies. */
function inferred(
  step: Step,
  { scope }: Running,
  to: string,
  ancestor: MoveInstruction['ancestor'],
): number | undefined {
  if (ancestor !== 'inferred') return ancestor === 'sourceParent' ? undefined : ancestor;
  const around = new Set<Node>();
  for (let at = step.exe.nodes.get(to)?.parent; at; at = at.parent) around.add(at);
  for (let at = lookUp(step.draft.elements, scope); at; at = lookUp(step.draft.elements, at.scope))
    if (around.has(nodeOf(step, at)) && at.loop === undefined) return at.key;
  return undefined;
}

function end(step: Step, running: Running, entered: Set<number>, left: Set<number>): void {
  if (step.draft.status !== 'active' || !isLive(step, running.scope)) return;
  if ('key' in running) {
    if (!isLive(step, running.key)) return;
    terminate(step, running.key);
  } else {
    const { tokens } = instanceOf(step, running.scope);
    const flows = tokens.filter((flow) => step.exe.flows.get(flow)?.target === running.join);
    if (flows.length > 0) emit(step, { type: 'tokensRemoved', scope: running.scope, flows });
    step.waiting?.delete(running.scope);
    touch(step, running.scope);
  }
  left.add(running.scope);
  endOutward(step, running.scope, entered);
}

/** A scope whose last content was terminated is terminated too, it did not complete; the process itself at last. */
function endOutward(step: Step, scope: number, entered: Set<number>): void {
  for (let at = lookUp(step.draft.elements, scope); at; at = lookUp(step.draft.elements, at.scope)) {
    if (entered.has(at.key) || !isEmpty(step, at)) return;
    if (at.scope === 0) return endInstance(step);
    terminate(step, at.key);
  }
}

function isEmpty(step: Step, scope: ElementInstance): boolean {
  const { children, tokens, compensation, chosen, loop, jobs, userTasks } = scope;
  if ((children?.size ?? 0) > 0 || tokens.length > 0 || (compensation?.runs.length ?? 0) > 0) return false;
  if ((chosen?.elements.length ?? 0) > 0 || jobs.length > 0) return false;
  const node = nodeOf(step, scope);
  if (loop && node.model?.multiInstance?.sequential === false) return loop.started >= loop.count;
  return !userTasks.some((task) => isOffer(step, node, task));
}

/** Who changed it has looked: joins that starved are judged anew, and those that will starve are told of. */
function look(step: Step, scope: number): void {
  if (step.draft.status !== 'active' || !isLive(step, scope)) return;
  for (const key of instanceOf(step, scope).incidents)
    if (lookUp(step.draft.incidents, key)?.code === 'JOIN_STARVED')
      emit(step, { type: 'incidentResolved', key });
  touch(step, scope);
  foreseeStarving(step, scope);
}
