// The command that makes a running instance one of another version of its process, without doing anything again.

import type { Command } from './commands.ts';
import { queueTokens } from './continuation.ts';
import { takesHandlers } from './eventSubprocess.ts';
import { executableOf } from './executable.ts';
import { listenerOf } from './listeners.ts';
import { carryClocks, pauseAgain } from './migrationClocks.ts';
import { type Plan, planOf } from './migrationPlan.ts';
import { restore, withdraw } from './migrationRestore.ts';
import { foreseeStarving } from './starving.ts';
import type { ElementInstance } from './state.ts';
import { emit, instanceOf, isLive, nodeOf, reject, type Step, touch } from './step.ts';
import { openEach } from './subscriptions.ts';
import { keys, lookUp, values } from './table.ts';
import { active } from './targets.ts';

type Migrate = Extract<Command, { type: 'migrateInstance' }>;

export function migrateInstance(step: Step, command: Migrate): void {
  active(step);
  const { definitionKey, mapping, reason, from, undo, keepDue } = command;
  if (from !== undefined && from !== step.draft.definitionKey) reject('MIGRATION_ELSEWHERE');
  const { target } = step.context;
  if (!target) reject('PROCESS_NOT_FOUND', { process: String(definitionKey) });
  if ((target.model.dataSubject === undefined) !== (step.exe.model.dataSubject === undefined))
    reject('MIGRATION_PERSONAL_DATA', { process: target.model.id });
  if (undo) withdraw(step, undo);
  const plan = planOf(step, executableOf(target.model), mapping);
  for (const key of plan.dropped.subscriptions) emit(step, { type: 'subscriptionClosed', key });
  for (const key of plan.dropped.userTasks) emit(step, { type: 'userTaskCanceled', key });
  emit(step, {
    type: 'instanceMigrated',
    definitionKey,
    processId: target.model.id,
    ...renamed(step, plan),
    ...(reason !== undefined && reason !== '' && { reason }),
  });
  step.exe = plan.target;
  step.ports = target.ports;
  step.waiting = undefined;
  step.queue.clear();
  if (undo) restore(step, undo);
  queueTokens(step);
  for (const key of keys(step.draft.elements))
    if (isLive(step, key)) settleIn(step, instanceOf(step, key), undo === undefined);
  if (undo) pauseAgain(step);
  else carryClocks(step, keepDue === true);
}

/** Everything that is live, by key, with its element in the target: read models keep no other trace of which it was. */
function renamed(step: Step, { nodes, flows, target }: Plan) {
  const { draft, exe } = step;
  const name = (id: string) => (id === exe.root.id ? target.root.id : (nodes.get(id)?.id ?? id));
  const named = (list: readonly { key: number; element: string }[]) =>
    list.map(({ key, element }): [number, string] => [key, name(element)]);
  return {
    ids: different([...nodes].map(([id, node]) => [id, node.id])),
    flows: different([...flows]),
    elements: named(values(draft.elements)),
    subscriptions: named(values(draft.subscriptions)),
    jobs: named(values(draft.jobs)),
    userTasks: named(values(draft.userTasks)),
    incidents: named(values(draft.incidents)),
  };
}

function different(pairs: [string, string][]): { [from: string]: string } {
  return Object.fromEntries(pairs.filter(([from, to]) => from !== to));
}

/** What the target has beside and around an element instance: events to wait for, joins that may go now. */
function settleIn(step: Step, me: ElementInstance, opens: boolean): void {
  const node = nodeOf(step, me);
  const holds = me.scope === 0 || (node.inner.contains === true && me.loop === undefined);
  if (opens && isOpen(step, me)) {
    const beside = me.index === undefined && me.scope !== 0 ? node.boundary : [];
    const inside = holds && node.handlers && takesHandlers(step, me) ? node.handlers : [];
    if (!openEach(step, [...beside, ...inside], me.key)) {
      const incident = step.events.findLast((event) => event.type === 'incidentRaised');
      reject('MIGRATION_EVENT_NOT_OPENED', { element: node.id, ...(incident && { reason: incident.code }) });
    }
  }
  if (!holds && me.loop === undefined) return;
  // Another drawing may not let a join starve that starved in the one before.
  for (const key of instanceOf(step, me.key).incidents)
    if (lookUp(step.draft.incidents, key)?.code === 'JOIN_STARVED')
      emit(step, { type: 'incidentResolved', key });
  touch(step, me.key);
  if (holds) foreseeStarving(step, me.key);
}

/** It has what it waits for beside its work; not so before its start listeners have heard, nor after its work is done. */
function isOpen(step: Step, me: ElementInstance): boolean {
  const { draft } = step;
  if (me.undoing?.restored || me.heard?.event === 'end') return false;
  if (me.incidents.some((key) => lookUp(draft.incidents, key)?.retry === 'activate')) return false;
  return !me.jobs.some((key) => {
    const event = listenerOf(lookUp(draft.jobs, key)?.headers ?? {})?.event;
    return event === 'start' || event === 'end';
  });
}
