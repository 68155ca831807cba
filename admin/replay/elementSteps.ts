// Steps of element instances and of the instance itself: it begins, arrives, completes, is interrupted; values change.
import type { Json } from '../../engine/core/json.ts';
import { add, type Fold, type Known, note, ownerAt, type Takers } from './fold.ts';

type Told =
  | 'instanceCreated'
  | 'instanceCompleted'
  | 'instanceTerminated'
  | 'elementActivated'
  | 'elementCompleted'
  | 'elementTerminated'
  | 'variablesSet'
  | 'loopStarted'
  | 'itemCollected';

export const elementTakers: Takers<Told> = {
  instanceCreated(fold, { key, processId }) {
    fold.elementOf.set(key, { element: processId, at: fold.batch.at });
    note(fold, 'caseOpened', { element: processId, owner: key });
  },
  instanceCompleted: (fold) => endCase(fold, 'caseCompleted'),
  instanceTerminated: (fold, { error }) => endCase(fold, 'caseTerminated', error?.code),
  elementActivated(fold, { key, element, scope, index, compensates, milestone, consumed = [] }) {
    const known: Known = { element, at: fold.batch.at, scope };
    fold.consumed.push(...consumed);
    const repeats = fold.elementOf.get(scope)?.repeats;
    if (index !== undefined)
      known.iteration = { number: index + 1, ...(repeats !== undefined && { of: repeats }) };
    const undone = compensates === undefined ? undefined : fold.elementOf.get(compensates)?.element;
    if (undone !== undefined) known.undoes = undone;
    const visit = index === undefined ? (fold.visits.get(element) ?? 0) + 1 : 0;
    if (visit > 0) fold.visits.set(element, visit);
    if (visit > 1) known.visit = visit;
    fold.elementOf.set(key, known);
    add(fold, 'arrived', { element, owner: key });
    if (milestone !== undefined) note(fold, 'milestone', { element, owner: key }, { name: milestone });
  },
  elementCompleted(fold, { key, taken = [] }) {
    const last = fold.steps.at(-1);
    const isNew = last?.kind === 'arrived' && last.elementKey === key;
    if (!isNew || last.sequence !== fold.batch.sequence) return leave(fold, 'completed', key, taken);
    last.kind = 'passed';
    last.taken = taken;
    last.duration = 0;
    last.changes.push(...fold.pending);
    last.notes.push(...fold.notes.map(({ owner: _owner, ...each }) => each));
    fold.pending = [];
    fold.notes = [];
  },
  elementTerminated: (fold, { key }) => leave(fold, 'terminated', key),
  variablesSet(fold, { scope, variables }) {
    for (const [name, after] of Object.entries(variables)) setValue(fold, scope, name, after);
  },
  loopStarted(fold, { key, count }) {
    const known = fold.elementOf.get(key);
    const bounded = count >= 0 ? count : undefined;
    if (known) known.repeats = bounded;
    const last = fold.steps.at(-1);
    if (last?.elementKey === key && bounded !== undefined) last.repeats = bounded;
    const of = ownerAt(fold, key);
    if (bounded === undefined) note(fold, 'repeatsWhile', of);
    else note(fold, 'repeats', of, { count });
  },
  itemCollected: (fold, { key, index }) =>
    note(fold, 'itemCollected', ownerAt(fold, key), { count: index + 1 }),
};

function leave(fold: Fold, kind: 'completed' | 'terminated', key: number, taken: string[] = []): void {
  const known = fold.elementOf.get(key);
  if (!known) return;
  add(fold, kind, { element: known.element, owner: key }, { taken, duration: fold.batch.at - known.at });
}

function endCase(fold: Fold, kind: 'caseCompleted' | 'caseTerminated', detail?: string): void {
  const [first] = fold.elementOf;
  if (!first) return;
  const [key, { element, at }] = first;
  const more = { duration: fold.batch.at - at, ...(detail !== undefined && { detail }) };
  add(fold, kind, { element, owner: key }, more);
}

function setValue(fold: Fold, scope: number, name: string, after: Json): void {
  const id = `${scope} ${name}`;
  const before = fold.values.get(id);
  // Setting what is there already changes nothing.
  if (before !== undefined && JSON.stringify(before) === JSON.stringify(after)) return;
  fold.values.set(id, after);
  fold.pending.push(before === undefined ? { name, scope, after } : { name, scope, before, after });
}
