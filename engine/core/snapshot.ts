// The live state as plain JSON and back: for snapshots and for comparing two states.
import type { Clock } from './clockState.ts';
import { copyOf } from './draft.ts';
import type { Json } from './json.ts';
import {
  draftOf,
  type ElementInstance,
  emptyState,
  type Incident,
  type InstanceState,
  type Job,
  type Subscription,
  type UserTask,
} from './state.ts';
import {
  readCompensations,
  type StoredCompensation,
  type StoredSeen,
  writeCompensations,
} from './storedCompensation.ts';
import { emptyTable, forEach, lookUp, type Owner, put, type Table, values } from './table.ts';

/** Raised when the shape below changes; a snapshot of another version is dropped and the journal folded again. */
export const SNAPSHOT_VERSION = 2;

type StoredElement = Omit<ElementInstance, 'heldBy' | 'children' | 'loop' | 'compensation'> & {
  compensation?: StoredCompensation;
  loop?: { count: number; items?: Json[]; started: number; collected: [number, Json][] };
};

interface StoredState {
  facts: Omit<
    InstanceState,
    'heldBy' | 'elements' | 'subscriptions' | 'conditions' | 'jobs' | 'userTasks' | 'incidents' | 'clocks'
  >;
  elements: StoredElement[];
  /** Variables that completed activities saw. */
  seen?: StoredSeen;
  subscriptions: Subscription[];
  jobs: Job[];
  userTasks: UserTask[];
  incidents: Incident[];
  clocks?: Clock[];
}

/** Tables in key order; what can be derived (children, conditions) is left out. */
export function stateToJson(state: InstanceState): Json {
  const {
    heldBy: _,
    elements,
    subscriptions,
    conditions: ___,
    jobs,
    userTasks,
    incidents,
    clocks,
    ...facts
  } = state;
  const compensations = writeCompensations();
  const stored = {
    facts,
    elements: values(elements).map(({ heldBy: _, children: __, loop, compensation, ...element }) => ({
      ...element,
      ...(compensation && { compensation: compensations.write(compensation) }),
      ...(loop && { loop: { ...loop, collected: collectedEntries(loop.collected) } }),
    })),
    ...(compensations.seen.bags.length > 0 && { seen: compensations.seen }),
    subscriptions: values(subscriptions),
    jobs: values(jobs),
    userTasks: values(userTasks),
    incidents: values(incidents),
    ...(clocks && clocks.size > 0 && { clocks: values(clocks) }),
  };
  return JSON.parse(JSON.stringify(stored)) as Json;
}

/** The inverse of `stateToJson`. The value must come from it: shapes are not checked again. */
export function stateFromJson(json: Json): InstanceState {
  const stored = json as unknown as StoredState;
  const state = draftOf({ ...emptyState(), ...stored.facts });
  const owner = state.heldBy as Owner;
  const readCompensation = readCompensations(stored.seen, owner);
  for (const { loop, compensation, ...element } of stored.elements) {
    const found: ElementInstance = {
      ...blankElement,
      ...element,
      heldBy: owner,
      compensation: compensation && readCompensation(compensation),
      loop: loop && { ...loop, collected: collectedTable(loop.collected, owner) },
    };
    // Copied, so that it is an object of the same kind as those that events make.
    state.elements = put(state.elements, owner, element.key, copyOf(found, owner));
    const scope = lookUp(state.elements, element.scope);
    if (scope) scope.children = put(scope.children ?? emptyTable<true>(), owner, element.key, true);
  }
  state.subscriptions = tableOf(stored.subscriptions, owner);
  for (const { key, kind } of stored.subscriptions)
    if (kind === 'condition')
      state.conditions = put(state.conditions ?? emptyTable<true>(), owner, key, true);
  state.jobs = tableOf(stored.jobs, owner);
  state.userTasks = tableOf(stored.userTasks, owner);
  state.incidents = tableOf(stored.incidents, owner);
  if (stored.clocks) state.clocks = tableOf(stored.clocks, owner);
  return state;
}

const blankElement = {
  children: undefined,
  variables: undefined,
  fired: [],
  happened: undefined,
  resetting: undefined,
  answers: undefined,
  index: undefined,
  chosen: undefined,
  heard: undefined,
  clocks: undefined,
  awaitedSince: undefined,
  undoing: undefined,
} satisfies Partial<ElementInstance>;

function collectedEntries(collected: Table<{ value: Json }>): [number, Json][] {
  const list: [number, Json][] = [];
  forEach(collected, ({ value }, index) => list.push([index, value]));
  return list;
}

function collectedTable(entries: [number, Json][], owner: Owner): Table<{ value: Json }> {
  let table = emptyTable<{ value: Json }>();
  for (const [index, value] of entries) table = put(table, owner, index, { value });
  return table;
}

function tableOf<T extends { key: number }>(entries: T[], owner: Owner): Table<T> {
  let table = emptyTable<T>();
  for (const entry of entries) table = put(table, owner, entry.key, entry);
  return table;
}
