// Between callers' promises and the command queue.
import { createHash } from 'node:crypto';
import type { Command, Json } from '../core/index.ts';
import { canonicalJson } from '../store/canonical.ts';
import type { CommandQueue } from './commandQueue.ts';
import type { Outcome, Principal, Refused, Submission } from './engine.ts';
import { inFlight } from './repetition.ts';
import { notStorable, withoutNegativeZero } from './storable.ts';
import type { Lease, Target, Work } from './work.ts';

type Hooks = Pick<
  Work,
  'guard' | 'guardsInMemory' | 'onCommit' | 'after' | 'routedId' | 'routedSurvivesRefusal' | 'notBefore'
>;

export interface Submitter {
  /** `body` is what the client asked; default: what is submitted. */
  submit(
    target: Target,
    commands: Command[],
    submission: Submission,
    extra?: Hooks & { body?: Json },
  ): Promise<Outcome>;
  /** Resolves when it is committed. */
  lease(lease: Lease): Promise<void>;
  /** Refuses a second request under the same command id while the first is not answered. */
  alone<T>(submission: Submission, work: () => Promise<T>): Promise<T | Refused>;
}

export const system: Principal = { username: 'system', kind: 'system', groups: [], roles: [] };

export function createSubmitter(queue: CommandQueue): Submitter {
  /** Ids whose first request is not answered yet. */
  const flights = new Set<string>();

  const submitter: Submitter = {
    async submit(target, commands, submission, extra = {}) {
      const create = target.kind === 'new' ? target.create : undefined;
      const rejection = notStorable([commands, create ?? null]);
      if (rejection) return { ok: false, rejection };
      const { body, ...hooks } = extra;
      const { principal, commandId } = submission;
      const asked = commandId === undefined ? undefined : hashOf(body ?? (bodyOf(target, commands) as Json));
      return submitter.alone(
        submission,
        () =>
          new Promise<Outcome>((resolve, reject) => {
            queue.submit({
              target: create ? ({ ...target, create: withoutNegativeZero(create) } as Target) : target,
              commands: withoutNegativeZero(commands),
              principal: principal.username,
              ...(commandId !== undefined && { commandId, bodyHash: asked as string }),
              ...hooks,
              done: resolve,
              failed: reject,
            });
          }),
      );
    },
    lease: (target) =>
      new Promise((resolve, reject) => {
        const { username } = system;
        // A store that refuses the row is none of the worker's doing.
        const done = (outcome: Outcome) => (outcome.ok ? resolve() : reject(new Error('Expected a lease')));
        queue.submit({ target, commands: [], principal: username, done, failed: reject });
      }),
    async alone({ principal, commandId }, work) {
      if (commandId === undefined) return work();
      const flight = JSON.stringify([principal.username, commandId]);
      if (flights.has(flight)) return inFlight(commandId);
      flights.add(flight);
      try {
        return await work();
      } finally {
        flights.delete(flight);
      }
    },
  };
  return submitter;
}

function bodyOf(target: Target, commands: Command[]): unknown {
  if (target.kind === 'instance') return { key: target.key, commands };
  const { startElement, variables, businessKey } = target.create;
  return { process: target.definition.processId, startElement, variables, businessKey, commands };
}

export function hashOf(body: Json): string {
  const plain = JSON.parse(JSON.stringify(body)) as Json;
  return createHash('sha256').update(canonicalJson(plain)).digest('hex');
}
