// The engine's commands on tasks, jobs, incidents and instances: each finds the instance and queues one command.
import type { Command, Json } from '../core/index.ts';
import type { OpenStore } from '../store/openStore.ts';
import type { Definitions } from './definitions.ts';
import type { Engine, Outcome, Submission } from './engine.ts';
import { instanceKeyOf } from './instanceKeys.ts';
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
  | 'activateAdHoc'
  | 'failJob'
  | 'throwJobError'
  | 'updateJob'
  | 'resolveIncident'
  | 'cancelInstance'
  | 'modifyInstance'
  | 'migrateInstance'
  | 'setVariables'
  | 'annotate'
>;

export interface OperationsOptions {
  store: OpenStore;
  definitions: Definitions;
  submitter: Submitter;
  jobs: JobActivation;
  now(): number;
}

type Table = 'user_tasks' | 'jobs' | 'incidents' | 'element_instances';

export function createOperations(options: OperationsOptions): Operations {
  const { store, definitions, submitter, jobs, now } = options;

  /** A key tells its instance. Only a refusal looks whether there ever was such a row. */
  const onRow = async (
    table: Table,
    key: number,
    command: Command,
    submission: Submission,
    extra: { epoch?: number | undefined; body?: Json } = {},
  ): Promise<Outcome> => {
    const target = { kind: 'instance' as const, key: instanceKeyOf(key) };
    const { epoch, ...body } = extra;
    const outcome = await submitter.submit(target, [command], submission, {
      ...jobs.guard(key, epoch),
      ...body,
    });
    if (outcome.ok || outcome.conflict) return outcome;
    return (await store.find(table, { key })) ? outcome : notFound(key);
  };

  return {
    async start(request) {
      const { definitionKey, processId, version } = request;
      const definition = await (definitionKey === undefined
        ? definitions.byId(processId ?? '', version)
        : definitions.byKey(definitionKey));
      if (!definition) {
        const process = processId ?? String(definitionKey);
        return { ok: false, rejection: { code: 'PROCESS_NOT_FOUND', values: { process } } };
      }
      const { startElement, variables, businessKey, principal, then = [], alongside } = request;
      const create = {
        variables,
        ...(startElement !== undefined && { startElement }),
        ...(businessKey !== undefined && { businessKey }),
      };
      const target = { kind: 'new' as const, definition, startedBy: principal.username, create };
      // As it was asked: a version deployed meanwhile does not make it another request.
      const body = { definitionKey, processId, version, create, then } as unknown as Json;
      return submitter.submit(target, then, request, { body, ...(alongside && { onCommit: alongside }) });
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
    completeJob: (key, variables, submission, epoch, decided) =>
      onRow('jobs', key, { type: 'completeJob', job: key, variables, ...decided }, submission, { epoch }),
    activateAdHoc: (elementInstance, elements, cancelRemaining, submission) =>
      onRow(
        'element_instances',
        elementInstance,
        { type: 'activateAdHoc', elementInstance, elements, ...(cancelRemaining && { cancelRemaining }) },
        submission,
      ),
    failJob(key, failure, submission, epoch) {
      const { retries, retryBackOff, message } = failure;
      const retryAt = now() + (retryBackOff ?? 0);
      const command = { type: 'failJob' as const, job: key, retries, message, retryAt };
      // Not the command: its instant of retry differs each time that the same is asked.
      return onRow('jobs', key, command, submission, { epoch, body: { failJob: key, ...failure } as Json });
    },
    throwJobError: (key, error, submission, epoch) =>
      onRow('jobs', key, { type: 'throwJobError', job: key, ...error }, submission, { epoch }),
    async updateJob(key, { retries, timeout, atOnce }, submission) {
      const row = await store.find('jobs', { key });
      if (!row) return notFound(key);
      if (timeout !== undefined)
        await store.write((db) =>
          db('cauce_jobs')
            .where({ key })
            .update({ leased_until: now() + timeout }),
        );
      // Before the command, after which workers look.
      if (atOnce)
        await store.write((db) =>
          db('cauce_jobs').where({ key, state: 'FAILED' }).update({ available_at: now() }),
        );
      if (retries === undefined)
        return { ok: true, instanceKey: Number(row.instance_key), sequence: 0, repeated: false, events: [] };
      return onRow('jobs', key, { type: 'updateJob', job: key, retries }, submission);
    },
    resolveIncident: (key, submission) =>
      onRow('incidents', key, { type: 'resolveIncident', incident: key }, submission),
    cancelInstance: (key, submission) =>
      submitter.submit({ kind: 'instance', key }, [{ type: 'cancelInstance' }], submission),
    modifyInstance: (key, modification, submission) =>
      submitter.submit({ kind: 'instance', key }, [{ type: 'modifyInstance', ...modification }], submission),
    migrateInstance: (key, migration, submission) =>
      submitter.submit({ kind: 'instance', key }, [{ type: 'migrateInstance', ...migration }], submission),
    setVariables: (elementInstanceKey, variables, local, submission) =>
      onRow(
        'element_instances',
        elementInstanceKey,
        { type: 'setVariables', elementInstance: elementInstanceKey, variables, local },
        submission,
      ),
    annotate: (key, note, submission) =>
      submitter.submit({ kind: 'instance', key }, [{ type: 'annotate', ...note }], submission),
  };
}

function notFound(key: number): Outcome {
  return { ok: false, rejection: { code: 'NOT_FOUND', values: { key: String(key) } } };
}
