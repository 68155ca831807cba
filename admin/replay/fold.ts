// What is remembered while the events of an instance are turned into steps, and how steps and notes are added.
import type { EventOf, EventType, SubscriptionKind } from '../../engine/core/events.ts';
import type { Json } from '../../engine/core/json.ts';
import type { Iteration, Note, NoteKind, ReplayBatch, ReplayStep, StepKind, ValueChange } from './step.ts';

/** An element instance that lives or lived. */
export interface Known {
  element: string;
  at: number;
  iteration?: Iteration;
  undoes?: string;
  /** Where a loop came back to it: the how manieth time. */
  visit?: number;
  /** Element instance around it. */
  scope?: number;
  /** A body of repetitions: how many; undefined where nothing bounds them. */
  repeats?: number | undefined;
}

export type Owned = { element: string; owner: number };

export interface Fold {
  batch: ReplayBatch;
  steps: ReplayStep[];
  elementOf: Map<number, Known>;
  ownerOfIncident: Map<number, Owned>;
  ownerOfTask: Map<number, Owned>;
  ownerOfJob: Map<number, Owned>;
  ownerOfSubscription: Map<number, Owned & { name?: string; kind: SubscriptionKind }>;
  ownerOfClock: Map<number, Owned & { name: string }>;
  values: Map<string, Json>;
  /** Sequence flows whose token is gone, for the step that comes next. */
  consumed: string[];
  /** How often each element was reached, its repetitions not counted. */
  visits: Map<string, number>;
  /** Values and notes that belong to the step that comes next. */
  pending: ValueChange[];
  notes: (Note & { owner: number })[];
  /** What another step of the batch says already; told only where there is none. */
  quiet: (Note & { owner: number })[];
}

/** How each type of event is told; the compiler asks for every one. */
export type Takers<T extends EventType> = { [K in T]: (fold: Fold, event: EventOf<K>) => void };

export function newFold(): Fold {
  return {
    batch: { sequence: 0, at: 0, actor: '', events: [] },
    steps: [],
    elementOf: new Map(),
    ownerOfIncident: new Map(),
    ownerOfTask: new Map(),
    ownerOfJob: new Map(),
    ownerOfSubscription: new Map(),
    ownerOfClock: new Map(),
    values: new Map(),
    consumed: [],
    visits: new Map(),
    pending: [],
    notes: [],
    quiet: [],
  };
}

export function add(fold: Fold, kind: StepKind, of: Owned, more: Partial<ReplayStep> = {}): void {
  const { sequence, at, actor } = fold.batch;
  const known = fold.elementOf.get(of.owner);
  fold.steps.push({
    number: fold.steps.length + 1,
    sequence,
    at,
    actor,
    kind,
    element: of.element,
    elementKey: of.owner,
    taken: [],
    ...(fold.consumed.length > 0 && { consumed: fold.consumed }),
    ...(known?.scope !== undefined && { scope: known.scope }),
    changes: fold.pending,
    notes: fold.notes.map(({ owner: _owner, ...note }) => note),
    ...(known?.iteration && { iteration: known.iteration }),
    ...(known?.undoes !== undefined && { undoes: known.undoes }),
    ...(known?.visit !== undefined && { visit: known.visit }),
    ...more,
  });
  fold.pending = [];
  fold.notes = [];
  fold.consumed = [];
}

/** Of what is no longer known nothing is told. */
export function addOwned(
  fold: Fold,
  kind: StepKind,
  owner: Owned | undefined,
  more: Partial<ReplayStep> = {},
): void {
  if (owner) add(fold, kind, { element: owner.element, owner: owner.owner }, more);
}

/** Under the last step where that is about the same element instance, else under the next. */
export function note(
  fold: Fold,
  kind: NoteKind,
  of: Owned | undefined,
  more: Omit<Note, 'kind' | 'element'> = {},
): void {
  if (!of) return;
  const made: Note = { kind, element: of.element, ...more };
  const last = fold.steps.at(-1);
  if (last?.sequence === fold.batch.sequence && last.elementKey === of.owner) last.notes.push(made);
  else fold.notes.push({ ...made, owner: of.owner });
}

export function noteQuietly(fold: Fold, kind: NoteKind, of: Owned | undefined): void {
  if (of) fold.quiet.push({ kind, element: of.element, owner: of.owner });
}

/** The element of an instance's key, as the owner of what is told. */
export function ownerAt(fold: Fold, key: number): Owned | undefined {
  const known = fold.elementOf.get(key);
  return known && { element: known.element, owner: key };
}
