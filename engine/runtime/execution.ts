// One piece of work executed against an instance's live state, without committing anything.
import {
  type Command,
  type Event,
  execute,
  type Lookup,
  type LookupAnswers,
  lookupKey,
  type Routed,
  route,
} from '../core/index.ts';
import type { Batch } from '../store/commit.ts';
import { routedId } from '../store/routedIds.ts';
import { journaled } from './calendarAnswer.ts';
import type { Definition } from './definitions.ts';
import type { Rejection } from './engine.ts';
import type { LiveInstance } from './instanceCache.ts';
import type { CommittedBatch, Work } from './work.ts';

/** Raised only when a golden journal changes: `verify` re-executes batches of equal semantics. */
export const SEMANTICS = 1;

/** Events of one step, and so of one commit: the work of others waits for no more than that. */
const STEP = 200;

export interface Executed {
  next: LiveInstance;
  batch: Batch;
  committed: CommittedBatch;
}

/** `versionOf` finds what an instance is migrated to. `resolve` answers a lookup; what it takes from series and quotas is given back by the caller on a rejection. */
export async function executeWork(
  work: Work,
  live: LiveInstance,
  commands: Command[],
  commandId: string,
  now: number,
  resolve: (lookup: Lookup, at: number) => Promise<LookupAnswers[string]>,
  versionOf: (definitionKey: number) => Promise<Definition | undefined>,
): Promise<Executed | Rejection> {
  const at = Math.max(now, live.state.at, work.notBefore ?? 0);
  // The history of an instance never goes back, its durations count from the clock all the same.
  const inputs: LookupAnswers = now < at ? { clock: now } : {};
  const events: Event[] = [];
  let { state, definition } = live;
  let calendars = false;
  // Who reads the journal knows one definition a batch.
  if (commands.length > 1 && commands.some(({ type }) => type === 'migrateInstance'))
    return { code: 'MIGRATION_NOT_ALONE', values: { count: commands.length } };
  for (const command of commands) {
    const target = command.type === 'migrateInstance' ? await versionOf(command.definitionKey) : undefined;
    for (;;) {
      const context = { at, actor: work.principal, inputs, ...(target && { target }) };
      const outcome = execute(definition.model, state, command, context, definition.ports, STEP);
      if ('rejection' in outcome) return outcome.rejection;
      if ('need' in outcome) {
        for (const lookup of outcome.need) {
          inputs[lookupKey(lookup)] = await resolve(lookup, at);
          calendars ||= lookup.kind === 'calendar';
        }
        continue;
      }
      state = outcome.state;
      if (target) definition = target;
      events.push(...outcome.events);
      break;
    }
  }
  if (events.at(-1)?.type === 'stepYielded') inputs.budget = STEP;
  const next: LiveInstance = { ...live, definition, state, sequence: live.sequence + 1 };
  const kept = calendars ? journaled(inputs) : inputs;
  return { next, ...batchOf(work, live, next, commands, commandId, kept, events, at) };
}

function batchOf(
  work: Work,
  live: LiveInstance,
  next: LiveInstance,
  commands: Command[],
  commandId: string,
  inputs: LookupAnswers,
  events: Event[],
  at: number,
): { batch: Batch; committed: CommittedBatch } {
  const stream = `instance:${live.key}`;
  const { definition } = next;
  const routed = events.flatMap((event, index) => {
    const command = route(event, next.state);
    if (!command) return [];
    const place = { sequence: next.sequence, event: index };
    return [{ id: routedId(live.key, TO_CALLER.has(command.type), place), command }];
  });
  const batch: Batch = {
    stream,
    sequence: next.sequence,
    commandId,
    principal: work.principal,
    bodyHash: work.bodyHash ?? '',
    actor: work.principal,
    at,
    deploymentHash: definition.deploymentHash,
    semantics: SEMANTICS,
    commands,
    inputs,
    events,
    instance: {
      tenant: '',
      instanceKey: live.key,
      rootKey: next.state.rootKey,
      processId: definition.processId,
      processName: definition.name,
      definitionKey: definition.key,
      version: definition.version,
      ...(definition.versionTag !== undefined && { versionTag: definition.versionTag }),
      model: definition.model,
      startedBy: live.startedBy,
    },
    routed: routed.map(({ id, command }) => ({ id, target: targetOf(command), payload: command as never })),
    previousHash: live.hash,
    idempotent: work.commandId !== undefined,
    ...(work.routedId !== undefined && { doneRouted: work.routedId }),
  };
  return { batch, committed: { instanceKey: live.key, sequence: next.sequence, events, at, routed } };
}

/** What comes after the last of these finds nobody who waits for it. */
const TO_CALLER: ReadonlySet<Routed['type']> = new Set(['escalateChild', 'completeChild', 'failChild']);

function targetOf(command: { type: string; instanceKey?: number }): string {
  return command.instanceKey === undefined ? command.type : `instance:${command.instanceKey}`;
}
