// Compensation: completed activities are undone in reverse order of their completion, one after another
// (BPMN 2.0.2, 10.7 and 13.5.5). What a scope keeps of them is in `ElementInstance.compensation`.

import type { CompensationRun, Completed } from './compensationRecords.ts';
import { emitCompletion } from './elementEvents.ts';
import { fireEventSubprocess } from './eventSubprocess.ts';
import type { Node } from './executable.ts';
import { run as enterRun, finish, record } from './lifecycle.ts';
import type { ElementInstance } from './state.ts';
import { emit, instanceOf, isLive, nodeOf, type Step, touch } from './step.ts';
import { values } from './table.ts';
import { leaveCanceled } from './transactions.ts';

/** The fact that an element instance has completed; its scope keeps it where it can be undone. */
export function emitCompleted(step: Step, key: number, taken: string[] = []): void {
  const compensable = step.exe.compensates && isCompensable(step, key);
  if (compensable)
    emit(step, { type: 'elementCompleted', key, ...(taken.length > 0 && { taken }), compensable });
  else if (taken.length > 0) emitCompletion(step, { type: 'elementCompleted', key, taken });
  else emitCompletion(step, { type: 'elementCompleted', key });
}

/** Whether the scope of an element instance that completes has to keep it. */
function isCompensable(step: Step, key: number): boolean {
  const me = instanceOf(step, key);
  const node = nodeOf(step, me);
  if (!node.compensable) return false;
  if ((me.compensation?.done.size ?? 0) > 0) return true;
  return me.loop === undefined && (node.undoneBy !== undefined || node.undoneInside !== undefined);
}

/** An event throws compensation. False: it goes on only when everything is undone. */
export function throwCompensation(
  step: Step,
  me: ElementInstance,
  { activity, waits }: { activity: string | undefined; waits: boolean },
): boolean {
  const found = scopeWith(step, me, activity);
  if (!found) return true;
  const { scope, records } = found;
  emit(step, {
    type: 'compensationStarted',
    scope,
    by: me.key,
    waits,
    records: records.map(({ key }) => key),
  });
  touch(step, scope);
  return !waits;
}

/**
 * An activity named has to be in the event's own scope; or, from an event subprocess, in the one around it, which is
 * also what an event subprocess undoes where it names none.
 */
function scopeWith(
  step: Step,
  me: ElementInstance,
  activity: string | undefined,
): { scope: number; records: Completed[] } | undefined {
  const own = instanceOf(step, me.scope);
  const isInside = nodeOf(step, own).model?.triggeredByEvent === true;
  const scopes = isInside ? [...(activity === undefined ? [] : [own.key]), own.scope] : [own.key];
  for (const scope of scopes) {
    const records = undoable(instanceOf(step, scope), activity);
    if (records.length > 0) return { scope, records };
  }
  return undefined;
}

/** Completed activities, the last that completed first. */
export function undoable({ compensation }: ElementInstance, activity?: string): Completed[] {
  if (!compensation) return [];
  const all = values(compensation.done).reverse();
  return activity === undefined ? all : all.filter(({ element }) => element === activity);
}

/** It is undone as a whole, by itself: a transaction was canceled. */
export function isCanceling({ key, compensation }: ElementInstance): boolean {
  return compensation?.runs.some(({ by }) => by === key) ?? false;
}

/** Begins what is next to be undone in a scope, or ends a run that has nothing more to undo. True when something moved. */
export function compensateNext(step: Step, scope: ElementInstance): boolean {
  for (const run of scope.compensation?.runs ?? []) {
    if (run.running !== undefined && isLive(step, run.running)) continue;
    const next = run.records[run.next];
    touch(step, scope.key);
    if (next) undo(step, scope, run, next);
    else endRun(step, scope, run);
    return true;
  }
  return false;
}

/** An activity that undoes it wins over an event subprocess inside; without either its own content is undone. */
function undo(step: Step, scope: ElementInstance, run: CompensationRun, completed: Completed): void {
  const node = step.exe.nodes.get(completed.element) as Node;
  const whole = completed.withdrawn !== true;
  if (whole && node.undoneBy) {
    const handler = node.undoneBy;
    enterRun(step, handler, record(step, handler, scope.key, undefined, undefined, completed.key));
    return;
  }
  const { key } = completed;
  emit(step, { type: 'elementRestored', key, scope: scope.key, by: run.by });
  touch(step, key);
  const start = whole ? node.undoneInside?.starts[0] : undefined;
  if (start) fireEventSubprocess(step, start, key, {}, false);
  else undoAll(step, key, key);
}

/** Everything that completed in a scope is undone; `by` is the scope itself. */
export function undoAll(step: Step, scope: number, by: number): void {
  const records = undoable(instanceOf(step, scope)).map(({ key }) => key);
  emit(step, { type: 'compensationStarted', scope, by, waits: true, records });
  touch(step, scope);
}

function endRun(step: Step, scope: ElementInstance, { by, waits }: CompensationRun): void {
  emit(step, { type: 'compensationEnded', scope: scope.key, by });
  if (by === scope.key) {
    if (!scope.undoing?.restored) leaveCanceled(step, scope.key);
  } else if (waits && isLive(step, by)) goOn(step, by);
}

/** The event that threw goes on: an event with several definitions throws what is left. */
function goOn(step: Step, thrower: number): void {
  const me = instanceOf(step, thrower);
  const node = nodeOf(step, me);
  if (!node.parts) return finish(step, thrower);
  const before = me.happened?.[node.id]?.parts ?? [];
  const part = node.parts.find((each) => each.type === 'compensate' && !before.includes(each.part as number));
  const parts = [...before, part?.part as number];
  emit(step, { type: 'eventPartsHappened', owner: thrower, element: node.id, parts });
  node.inner.activate?.(step, node, instanceOf(step, thrower));
}

/** A scope that lived again has nothing left to undo. */
export function endRestored(step: Step, scope: ElementInstance): void {
  emit(step, { type: 'elementCompensated', key: scope.key });
  touch(step, scope.scope);
}

/** The contents of a scope are withdrawn: what it was going to undo can still be undone. */
export function abandonCompensation(step: Step, scope: number): void {
  if ((instanceOf(step, scope).compensation?.runs.length ?? 0) > 0)
    emit(step, { type: 'compensationAbandoned', scope });
}
