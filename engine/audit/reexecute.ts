// The proof that history follows from the model: every journaled command executed again must give the journaled events.
import {
  type Command,
  type Event,
  emptyState,
  execute,
  fold,
  type InstanceState,
  type Ports,
  type ProcessModel,
} from '../core/index.ts';
import { canonicalJson } from '../store/canonical.ts';
import type { StoredBatch } from '../store/journal.ts';

export interface ReexecutionProblem {
  code:
    | 'REEXECUTION_DIFFERS'
    | 'REEXECUTION_REFUSED'
    | 'DEFINITION_MISSING'
    | 'DEPLOYMENT_HASH_MISMATCH'
    | 'BATCH_UNREADABLE';
  stream: string;
  sequence: number;
}

export interface Reexecution {
  /** Batches that gave the same events again. */
  same: number;
  /** Batches of other semantics, and those from the first erased value of their stream on: only their chain can be checked. */
  chainOnly: number;
  problems: ReexecutionProblem[];
}

export interface Version {
  model: ProcessModel;
  ports: Ports;
}

/** The definition of which the instance is one from this batch on; undefined where it stays what it was. */
export function migratedTo({ events }: StoredBatch): number | undefined {
  const event = events.find(({ type }) => type === 'instanceMigrated');
  return event?.type === 'instanceMigrated' ? event.definitionKey : undefined;
}

/**
 * Batches of one stream from its first, decoded. `semantics` is what this program executes; `versions` are what the
 * instance was migrated to, by key.
 */
export function reexecute(
  batches: StoredBatch[],
  model: ProcessModel,
  ports: Ports,
  semantics: number,
  versions: ReadonlyMap<number, Version> = new Map(),
): Reexecution {
  const result: Reexecution = { same: 0, chainOnly: 0, problems: [] };
  let state = emptyState();
  let erased = false;
  let version: Version = { model, ports };
  for (const batch of batches) {
    // What comes after may follow from what can no longer be read.
    erased ||= batch.erased;
    if (batch.semantics !== semantics || erased) result.chainOnly += 1;
    else {
      const again = executeAgain(batch, version, versions, state);
      if (again === undefined) result.problems.push(problemOf(batch, 'REEXECUTION_REFUSED'));
      else if (canonicalJson(plain(again)) !== canonicalJson(plain(batch.events)))
        result.problems.push(problemOf(batch, 'REEXECUTION_DIFFERS'));
      else result.same += 1;
    }
    state = fold(batch.events, state);
    version = versions.get(migratedTo(batch) ?? 0) ?? version;
    state.at = batch.at;
  }
  return result;
}

function executeAgain(
  batch: StoredBatch,
  { model, ports }: Version,
  versions: ReadonlyMap<number, Version>,
  from: InstanceState,
): Event[] | undefined {
  const events: Event[] = [];
  let state = from;
  for (const command of batch.commands as Command[]) {
    const target = command.type === 'migrateInstance' && versions.get(command.definitionKey);
    const context = { at: batch.at, actor: batch.actor, inputs: batch.inputs, ...(target && { target }) };
    const outcome = execute(model, state, command, context, ports);
    if (!('state' in outcome)) return undefined;
    state = outcome.state;
    events.push(...outcome.events);
  }
  return events;
}

function problemOf({ stream, sequence }: StoredBatch, code: ReexecutionProblem['code']): ReexecutionProblem {
  return { code, stream, sequence };
}

function plain(events: Event[]) {
  return JSON.parse(JSON.stringify(events));
}
