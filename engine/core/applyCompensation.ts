// What events about compensation write: what a scope keeps of its completed activities, and what is undone of it.
import type { Appliers } from './apply.ts';
import type { Compensation, CompensationRun, Completed } from './compensationRecords.ts';
import { addElement, edit, none, ownerOf, removeElement } from './draft.ts';
import type { EventOf } from './events.ts';
import type { Variables } from './json.ts';
import type { ElementInstance, InstanceState } from './state.ts';
import { emptyTable, forEach, lookUp, put, values } from './table.ts';

export const compensationAppliers = {
  compensationStarted(draft, event) {
    const scope = edit(draft, event.scope);
    const { done, last, runs } = scope.compensation ?? nothingDone();
    const byKey = new Map(values(done).map((record) => [record.key, record]));
    const records = event.records.flatMap((key) => byKey.get(key) ?? []);
    let left = done;
    for (const { order } of records) left = put(left, ownerOf(draft), order, undefined);
    const written = scope.undoing ? (runOf(draft, scope.scope, scope.undoing.by)?.written ?? none) : none;
    const run = { by: event.by, waits: event.waits, records, next: 0, running: undefined, written };
    scope.compensation = { done: left, last, runs: [...runs, run] };
  },
  elementRestored(draft, event) {
    const taken = takeNext(draft, event.scope, event.key, event.key);
    if (!taken) return;
    const { record, run } = taken;
    addElement(draft, event.key, record.element, event.scope);
    addChild(draft, event.scope, event.key);
    const [own, ...around] = record.seen;
    const past = seenAs(around, run.written, own);
    const restored = edit(draft, event.key);
    restored.variables = own || past ? { ...past, ...own } : undefined;
    restored.undoing = { by: event.by, past: namesOf(past), restored: true };
    if (record.inner) restored.compensation = { done: record.inner, last: lastOf(record.inner), runs: none };
  },
  elementCompensated(draft, event) {
    removeElement(draft, event.key);
  },
  compensationEnded(draft, event) {
    const scope = edit(draft, event.scope);
    if (!scope.compensation) return;
    const runs = scope.compensation.runs.filter(({ by }) => by !== event.by);
    scope.compensation = { ...scope.compensation, runs: runs.length > 0 ? runs : none };
  },
  compensationAbandoned(draft, event) {
    const scope = edit(draft, event.scope);
    if (!scope.compensation) return;
    let { done } = scope.compensation;
    for (const { records, next } of scope.compensation.runs)
      for (const record of records.slice(next)) done = put(done, ownerOf(draft), record.order, record);
    scope.compensation = { done, last: scope.compensation.last, runs: none };
  },
} satisfies Partial<Appliers>;

/** A handler begins: it sees what could be seen from the activity that it undoes. */
export function beginUndoing(draft: InstanceState, event: EventOf<'elementActivated'>): void {
  const taken = takeNext(draft, event.scope, event.compensates as number, event.key);
  if (!taken) return;
  const past = seenAs(taken.record.seen, taken.run.written);
  const handler = edit(draft, event.key);
  handler.variables = past;
  handler.undoing = { by: taken.run.by, past: namesOf(past), restored: false };
}

/** The scope of `gone` keeps it. A repeated activity leaves its iterations, each with what was seen from it. */
export function keepCompleted(draft: InstanceState, gone: ElementInstance, withdrawn: boolean): void {
  const scope = edit(draft, gone.scope);
  let { done, last, runs } = scope.compensation ?? nothingDone();
  const keep = (record: Omit<Completed, 'order'>) => {
    last += 1;
    done = put(done, ownerOf(draft), last, { ...record, order: last });
  };
  if (gone.loop) {
    if (gone.compensation) forEach(gone.compensation.done, keep);
  } else {
    const seen: (Variables | undefined)[] = [gone.variables];
    for (let at = lookUp(draft.elements, gone.scope); at; at = lookUp(draft.elements, at.scope))
      if (at.variables) seen.push(at.variables);
    const { key, element, compensation } = gone;
    keep({ key, element, seen, inner: compensation?.done, ...(withdrawn && { withdrawn }) });
  }
  scope.compensation = { done, last, runs };
}

/** What compensation wrote is no longer past: neither for who wrote it nor for the handlers that follow. */
export function forgetPast(draft: InstanceState, event: EventOf<'variablesSet'>): void {
  const isWritten = (name: string) => Object.hasOwn(event.variables, name);
  for (const key of event.through ?? []) {
    const handler = edit(draft, key);
    if (!handler.undoing) continue;
    const left = Object.entries(handler.variables ?? {}).filter(
      ([name]) => !isWritten(name) || !handler.undoing?.past.includes(name),
    );
    handler.variables = Object.fromEntries(left);
    dropPast(handler, isWritten);
    const { by } = handler.undoing;
    const scope = edit(draft, handler.scope);
    const written = (run: CompensationRun) =>
      [...new Set([...run.written, ...Object.keys(event.variables)])].sort();
    if (scope.compensation)
      scope.compensation = {
        ...scope.compensation,
        runs: scope.compensation.runs.map((run) => (run.by === by ? { ...run, written: written(run) } : run)),
      };
  }
  const scope = edit(draft, event.scope);
  if (scope.undoing) dropPast(scope, isWritten);
}

function dropPast(handler: ElementInstance, isWritten: (name: string) => boolean): void {
  if (!handler.undoing?.past.some(isWritten)) return;
  const past = handler.undoing.past.filter((name) => !isWritten(name));
  handler.undoing = { ...handler.undoing, past };
}

function nothingDone(): Compensation {
  return { done: emptyTable(), last: 0, runs: none };
}

function lastOf(done: NonNullable<Completed['inner']>): number {
  let last = 0;
  forEach(done, (_, order) => {
    last = order;
  });
  return last;
}

function runOf(draft: InstanceState, scope: number, by: number): CompensationRun | undefined {
  return lookUp(draft.elements, scope)?.compensation?.runs.find((run) => run.by === by);
}

/** Takes the record of that element instance from the run whose turn it is; `running` undoes it from now on. */
function takeNext(
  draft: InstanceState,
  scopeKey: number,
  recordKey: number,
  running: number,
): { record: Completed; run: CompensationRun } | undefined {
  const scope = edit(draft, scopeKey);
  const run = scope.compensation?.runs.find(({ records, next }) => records[next]?.key === recordKey);
  if (!scope.compensation || !run) return undefined;
  const after = { ...run, next: run.next + 1, running };
  const runs = scope.compensation.runs.map((each) => (each === run ? after : each));
  scope.compensation = { ...scope.compensation, runs };
  return { record: run.records[run.next] as Completed, run };
}

/** Sorted: the journal keeps no order of names, and gives the state that was there before. */
function namesOf(variables: Variables | undefined): string[] {
  return Object.keys(variables ?? {}).sort();
}

function addChild(draft: InstanceState, scopeKey: number, key: number): void {
  const scope = edit(draft, scopeKey);
  scope.children = put(scope.children ?? emptyTable<true>(), ownerOf(draft), key, true);
}

/** Nearest first; without the names that are seen as they are now. */
function seenAs(
  scopes: readonly (Variables | undefined)[],
  written: readonly string[],
  hiddenBy: Variables = {},
): Variables | undefined {
  let seen: Variables | undefined;
  for (const variables of scopes) {
    for (const name in variables) {
      if (Object.hasOwn(hiddenBy, name) || written.includes(name)) continue;
      seen ??= {};
      if (!Object.hasOwn(seen, name)) seen[name] = variables[name] as Variables[string];
    }
  }
  return seen;
}
