// What elements wait for, and that it happens: messages, signals, times, conditions, the parts of an event with several.
import { add, addOwned, note, noteQuietly, type Takers } from './fold.ts';
import type { NoteKind } from './step.ts';

type Told =
  | 'subscriptionOpened'
  | 'subscriptionTriggered'
  | 'subscriptionClosed'
  | 'conditionChanged'
  | 'eventPartsHappened'
  | 'incidentRaised'
  | 'incidentResolved';

const awaited = {
  timer: 'timerAwaited',
  message: 'messageAwaited',
  signal: 'signalAwaited',
  condition: 'conditionAwaited',
} as const satisfies { [kind: string]: NoteKind };

export const waitingTakers: Takers<Told> = {
  subscriptionOpened(fold, event) {
    const { key, owner, element, name, kind, dueAt } = event;
    fold.ownerOfSubscription.set(key, { owner, element, kind, ...(name !== undefined && { name }) });
    const more = { ...(name !== undefined && { name }), ...(dueAt !== undefined && { at: dueAt }) };
    note(fold, awaited[kind], { owner, element }, more);
  },
  subscriptionTriggered(fold, { key, next, missed }) {
    const owner = fold.ownerOfSubscription.get(key);
    if (!owner) return;
    const { name, kind } = owner;
    addOwned(fold, 'triggered', owner, { trigger: kind, ...(name !== undefined && { detail: name }) });
    if (missed !== undefined && missed > 0) note(fold, 'missed', owner, { count: missed });
    if (next) note(fold, 'firesAgain', owner, { at: next.dueAt });
  },
  subscriptionClosed: (fold, { key }) => noteQuietly(fold, 'waitClosed', fold.ownerOfSubscription.get(key)),
  conditionChanged: (fold, { key, holds }) =>
    note(fold, holds ? 'conditionHolds' : 'conditionFails', fold.ownerOfSubscription.get(key)),
  eventPartsHappened(fold, { owner, element, parts }) {
    if (parts.length > 0) note(fold, 'partHappened', { owner, element }, { count: parts.length });
    else note(fold, 'wholeHappened', { owner, element });
  },
  incidentRaised(fold, { key, owner, element, code, values }) {
    fold.ownerOfIncident.set(key, { owner, element });
    add(fold, 'incident', { owner, element }, { incident: { code, values } });
  },
  incidentResolved: (fold, { key }) => addOwned(fold, 'incidentResolved', fold.ownerOfIncident.get(key)),
};
