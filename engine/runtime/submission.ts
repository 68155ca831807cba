// Between callers' promises and the command queue.
import { createHash } from 'node:crypto';
import type { Command, Json } from '../core/index.ts';
import { canonicalJson } from '../store/canonical.ts';
import type { CommandQueue } from './commandQueue.ts';
import type { Outcome, Principal, Submission } from './engine.ts';
import type { Target, Work } from './work.ts';

export interface Submitter {
  submit(
    target: Target,
    commands: Command[],
    submission: Submission,
    extra?: Pick<Work, 'guard' | 'onCommit'> & { body?: Json },
  ): Promise<Outcome>;
}

export const system: Principal = { username: 'system', kind: 'system', groups: [], roles: [] };

export function createSubmitter(queue: CommandQueue): Submitter {
  /** Ids whose first request is not answered yet. */
  const inFlight = new Set<string>();
  return {
    submit(target, commands, submission, extra = {}) {
      const { principal, commandId } = submission;
      const flight = commandId === undefined ? undefined : `${principal.username}|${commandId}`;
      if (flight !== undefined && inFlight.has(flight)) {
        const rejection = { code: 'COMMAND_IN_FLIGHT', values: { id: commandId as string } };
        return Promise.resolve({ ok: false, rejection, conflict: 'inFlight' });
      }
      if (flight !== undefined) inFlight.add(flight);
      const { body, ...hooks } = extra;
      return new Promise<Outcome>((resolve, reject) => {
        queue.submit({
          target,
          commands,
          principal: principal.username,
          ...(commandId !== undefined && {
            commandId,
            bodyHash: hashOf(body ?? (bodyOf(target, commands) as Json)),
          }),
          ...hooks,
          done: resolve,
          failed: reject,
        });
      }).finally(() => flight !== undefined && inFlight.delete(flight));
    },
  };
}

function bodyOf(target: Target, commands: Command[]): unknown {
  if (target.kind === 'instance') return { key: target.key, commands };
  const { startElement, variables, businessKey } = target.create;
  return { process: target.definition.processId, startElement, variables, businessKey, commands };
}

function hashOf(body: Json): string {
  const plain = JSON.parse(JSON.stringify(body)) as Json;
  return createHash('sha256').update(canonicalJson(plain)).digest('hex');
}
