// What it takes to undo a migration: the state before it, out of the journal, and what its own batch opened and closed.
import { type Event, emptyState, fold, lookUp, type Migration, values } from '../../core/index.ts';
import type { StoredBatch } from '../../store/journal.ts';
import type { Rejection } from '../requests.ts';

/** What a migration does that can be taken back as if it had never been. */
const REVERSIBLE: ReadonlySet<Event['type']> = new Set<Event['type']>([
  'subscriptionClosed',
  'subscriptionOpened',
  'userTaskCanceled',
  'userTaskCreated',
  'userTaskUpdated',
  'clockStarted',
  'clockEntered',
  'clockAwaited',
  'incidentRaised',
  'incidentResolved',
  'starvingForeseen',
  'instanceMigrated',
]);

/** `batches`: the stream from its first to the one that migrated it. */
export function undoingOf(batches: readonly StoredBatch[], sourceKey: number): Migration | Rejection {
  const last = batches.at(-1);
  const moved = last?.events.find(({ type }) => type === 'instanceMigrated');
  if (!last || moved?.type !== 'instanceMigrated') return tooLate;
  if (last.events.some(({ type }) => !REVERSIBLE.has(type))) return movedOn;
  const mapping = inverseOf({ ...moved.ids, ...moved.flows });
  if (!mapping) return movedOn;
  const before = fold(
    batches.slice(0, -1).flatMap(({ events }) => events),
    emptyState(),
  );
  const after = fold(last.events, before);
  const closed = new Set(keysOf(last.events, 'subscriptionClosed'));
  const ended = (before.clocks ? values(before.clocks) : []).filter(
    ({ key }) => !after.clocks || !lookUp(after.clocks, key),
  );
  const endedKeys = new Set(ended.map(({ key }) => key));
  const canceled = new Set(keysOf(last.events, 'userTaskCanceled'));
  return {
    definitionKey: sourceKey,
    mapping,
    from: moved.definitionKey,
    undo: {
      withdrawn: {
        subscriptions: last.events.flatMap((event) =>
          event.type === 'subscriptionOpened' && !event.clock ? [event.key] : [],
        ),
        userTasks: keysOf(last.events, 'userTaskCreated'),
        clocks: keysOf(last.events, 'clockStarted'),
      },
      // Clocks that live on keep their own timers.
      subscriptions: values(before.subscriptions).filter(
        ({ key, clock }) => closed.has(key) && (!clock || endedKeys.has(clock.key)),
      ),
      userTasks: values(before.userTasks).filter(({ key }) => canceled.has(key)),
      clocks: ended,
      due: values(before.userTasks).flatMap(({ key, dueAt }) => {
        const now = lookUp(after.userTasks, key);
        return now && now.dueAt !== dueAt ? [{ userTask: key, dueAt: dueAt ?? null }] : [];
      }),
    },
  };
}

/** Undefined where two became one, so that nobody can tell which is which. */
function inverseOf(ids: { [from: string]: string }): Migration['mapping'] | undefined {
  const pairs = Object.entries(ids).map(([source, target]) => ({ source: target, target: source }));
  return new Set(pairs.map(({ source }) => source)).size === pairs.length ? pairs : undefined;
}

function keysOf(events: readonly Event[], type: Event['type']): number[] {
  return events.flatMap((event) => (event.type === type && 'key' in event ? [event.key] : []));
}

const tooLate: Rejection = { code: 'INSTANCE_WENT_ON', values: {} };
const movedOn: Rejection = { code: 'MIGRATION_NOT_UNDOABLE', values: {} };
