// The engine's commands on tasks, jobs, incidents and instances: each finds the instance and queues one command.
import type { Command } from '../core/index.ts';
import type { OpenStore } from '../store/openStore.ts';
import type { Definitions } from './definitions.ts';
import type { Engine, Outcome, Submission } from './engine.ts';
import type { JobActivation } from './jobActivation.ts';
import type { Submitter } from './submission.ts';

export type Operations = Pick<
  Engine,
  | 'start'
  | 'execute'
  | 'completeUserTask'
  | 'assignUserTask'
  | 'updateUserTask'
  | 'completeJob'
  | 'failJob'
  | 'throwJobError'
  | 'updateJob'
  | 'resolveIncident'
  | 'cancelInstance'
  | 'setVariables'
>;

export interface OperationsOptions {
  store: OpenStore;
  definitions: Definitions;
  submitter: Submitter;
  jobs: JobActivation;
  now(): number;
}

export function createOperations(options: OperationsOptions): Operations {
  const { store, definitions, submitter, jobs, now } = options;

  const onRow = async (
    table: 'user_tasks' | 'jobs' | 'incidents' | 'element_instances',
    key: number,
    command: Command,
    submission: Submission,
    epoch?: number,
  ): Promise<Outcome> => {
    const row = await store.find(table, { key });
    if (!row) return notFound(key);
    const target = { kind: 'instance' as const, key: Number(row.instance_key) };
    return submitter.submit(target, [command], submission, { guard: jobs.guard(key, epoch) });
  };

  return {
    async start(request) {
      const definition = await (request.definitionKey === undefined
        ? definitions.byId(request.processId ?? '', request.version)
        : definitions.byKey(request.definitionKey));
      if (!definition) {
        const process = request.processId ?? String(request.definitionKey);
        return { ok: false, rejection: { code: 'PROCESS_NOT_FOUND', values: { process } } };
      }
      const { startElement, variables, businessKey, principal } = request;
      const create = {
        variables,
        ...(startElement !== undefined && { startElement }),
        ...(businessKey !== undefined && { businessKey }),
      };
      const target = { kind: 'new' as const, definition, startedBy: principal.username, create };
      return submitter.submit(target, request.then ?? [], request);
    },
    execute: (key, commands, submission) => submitter.submit({ kind: 'instance', key }, commands, submission),
    completeUserTask: (key, variables, submission) =>
      onRow('user_tasks', key, { type: 'completeUserTask', userTask: { key }, variables }, submission),
    assignUserTask: (key, assignee, allowOverride, submission) =>
      onRow(
        'user_tasks',
        key,
        { type: 'assignUserTask', userTask: { key }, assignee, allowOverride },
        submission,
      ),
    updateUserTask: (key, changes, submission) =>
      onRow('user_tasks', key, { type: 'updateUserTask', userTask: { key }, changes }, submission),
    completeJob: (key, variables, submission, epoch) =>
      onRow('jobs', key, { type: 'completeJob', job: key, variables }, submission, epoch),
    failJob: (key, { retries, retryBackOff, message }, submission, epoch) => {
      const retryAt = retryBackOff === undefined ? {} : { retryAt: now() + retryBackOff };
      return onRow(
        'jobs',
        key,
        { type: 'failJob', job: key, retries, message, ...retryAt },
        submission,
        epoch,
      );
    },
    throwJobError: (key, error, submission, epoch) =>
      onRow('jobs', key, { type: 'throwJobError', job: key, ...error }, submission, epoch),
    async updateJob(key, { retries, timeout }, submission) {
      const row = await store.find('jobs', { key });
      if (!row) return notFound(key);
      if (timeout !== undefined)
        await store.write((db) =>
          db('cauce_jobs')
            .where({ key })
            .update({ leased_until: now() + timeout }),
        );
      if (retries === undefined)
        return { ok: true, instanceKey: Number(row.instance_key), sequence: 0, repeated: false, events: [] };
      return onRow('jobs', key, { type: 'updateJob', job: key, retries }, submission);
    },
    resolveIncident: (key, submission) =>
      onRow('incidents', key, { type: 'resolveIncident', incident: key }, submission),
    cancelInstance: (key, submission) =>
      submitter.submit({ kind: 'instance', key }, [{ type: 'cancelInstance' }], submission),
    setVariables: (elementInstanceKey, variables, local, submission) =>
      onRow(
        'element_instances',
        elementInstanceKey,
        { type: 'setVariables', elementInstance: elementInstanceKey, variables, local },
        submission,
      ),
  };
}

function notFound(key: number): Outcome {
  return { ok: false, rejection: { code: 'NOT_FOUND', values: { key: String(key) } } };
}
