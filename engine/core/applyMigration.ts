// What the event of a migration writes: every name of an element or flow that the state holds becomes the target's.
import type { Appliers } from './apply.ts';
import type { Clock } from './clockState.ts';
import type { Compensation, CompensationRun, Completed } from './compensationRecords.ts';
import { edit, ownerOf } from './draft.ts';
import type { EventOf } from './events.ts';
import type { ElementInstance, InstanceState } from './state.ts';
import { keys, lookUp, put, type Table } from './table.ts';

export const migrationAppliers = {
  instanceMigrated(draft, event) {
    draft.definitionKey = event.definitionKey;
    draft.processId = event.processId;
    for (const [key, element] of event.elements) {
      const me = edit(draft, key);
      me.element = element;
      rename(draft, me, event);
    }
    draft.subscriptions = named(draft, draft.subscriptions, event.subscriptions);
    draft.jobs = named(draft, draft.jobs, event.jobs);
    if (draft.clocks) draft.clocks = named(draft, draft.clocks, ofOwners(draft, draft.clocks));
    if (draft.clocks) draft.clocks = pausedByOthers(draft, draft.clocks, event.ids);
    draft.incidents = named(draft, draft.incidents, event.incidents);
    draft.userTasks = named(draft, draft.userTasks, event.userTasks);
    for (const [key] of event.userTasks) {
      const task = lookUp(draft.userTasks, key);
      if (task?.asks)
        draft.userTasks = put(draft.userTasks, ownerOf(draft), key, {
          ...task,
          asks: task.asks.map((gateway) => event.ids[gateway] ?? gateway),
        });
    }
  },
} satisfies Partial<Appliers>;

function ofOwners(draft: InstanceState, clocks: Table<Clock>): [number, string][] {
  return keys(clocks).flatMap((key): [number, string][] => {
    const owner = lookUp(draft.elements, lookUp(clocks, key)?.owner ?? 0);
    return owner ? [[key, owner.element]] : [];
  });
}

/** What pauses a clock is called otherwise: it goes on when that ends. */
function pausedByOthers(
  draft: InstanceState,
  clocks: Table<Clock>,
  ids: EventOf<'instanceMigrated'>['ids'],
): Table<Clock> {
  let next = clocks;
  for (const key of keys(clocks)) {
    const clock = lookUp(clocks, key) as Clock;
    const entries = clock.entries.map((entry) => {
      const to = 'element' in entry && entry.element !== undefined ? ids[entry.element] : undefined;
      return to === undefined ? entry : { ...entry, element: to };
    });
    if (entries.some((entry, at) => entry !== clock.entries[at]))
      next = put(next, ownerOf(draft), key, { ...clock, entries });
  }
  return next;
}

type Names = Pick<EventOf<'instanceMigrated'>, 'ids' | 'flows'>;

function named<T extends { element: string }>(
  draft: InstanceState,
  table: Table<T>,
  list: readonly [number, string][],
): Table<T> {
  let next = table;
  for (const [key, element] of list) {
    const found = lookUp(next, key);
    if (found && found.element !== element) next = put(next, ownerOf(draft), key, { ...found, element });
  }
  return next;
}

function rename(draft: InstanceState, me: ElementInstance, { ids, flows }: Names): void {
  const element = (id: string) => (Object.hasOwn(ids, id) ? (ids[id] as string) : id);
  const flow = (id: string) => (Object.hasOwn(flows, id) ? (flows[id] as string) : id);
  if (me.tokens.length > 0) me.tokens = me.tokens.map(flow);
  // An event with several definitions is named with the place of one of them.
  if (me.fired.length > 0)
    me.fired = me.fired.map((name) => {
      const [id = '', part] = name.split(' ');
      return part === undefined ? element(id) : `${element(id)} ${part}`;
    });
  if (me.happened) me.happened = byName(me.happened, element, (what) => what);
  if (me.resetting) me.resetting = byName(me.resetting, element, (list) => list.map(flow));
  if (me.answers) me.answers = byName(me.answers, element, (list) => list.map(flow));
  if (me.chosen) {
    const elements = me.chosen.elements.map((each) => ({ ...each, element: element(each.element) }));
    me.chosen = { ...me.chosen, elements };
  }
  if (me.compensation) me.compensation = compensation(draft, me.compensation, element);
}

function byName<T>(
  record: { [name: string]: T },
  name: (id: string) => string,
  value: (given: T) => T,
): { [name: string]: T } {
  return Object.fromEntries(Object.entries(record).map(([id, given]) => [name(id), value(given)]));
}

function compensation(
  draft: InstanceState,
  { done, last, runs }: Compensation,
  name: (id: string) => string,
): Compensation {
  const record = (of: Completed): Completed => ({
    ...of,
    element: name(of.element),
    inner: of.inner && records(of.inner),
  });
  const records = (table: Table<Completed>): Table<Completed> => {
    let next = table;
    for (const order of keys(table))
      next = put(next, ownerOf(draft), order, record(lookUp(table, order) as Completed));
    return next;
  };
  const run = (of: CompensationRun): CompensationRun => ({ ...of, records: of.records.map(record) });
  return { done: records(done), last, runs: runs.map(run) };
}
