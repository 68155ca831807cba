// Jobs: work for connectors and outside workers. Leases are written by whoever hands jobs out, not by events.
import type { Json } from '../../core/json.ts';
import { canonicalJson } from '../canonical.ts';
import type { WriteSet } from '../writeSet.ts';
import type { Place, Projection } from './projection.ts';

export const jobTable = {
  name: 'cauce_jobs',
  key: ['key'],
  columns: [
    'key',
    'tenant_id',
    'instance_key',
    'root_key',
    'definition_key',
    'process_id',
    'version',
    'element_id',
    'element_instance_key',
    'type',
    'headers',
    'retries',
    'state',
    'available_at',
    'worker',
    'leased_until',
    'epoch',
    'error_message',
    'created_at',
    'ended_at',
  ],
  later: ['worker', 'leased_until', 'error_message', 'ended_at'],
} as const;

export const jobs: Projection = {
  tables: [jobTable],
  on: {
    jobCreated(event, { tenant, instance, at }, writes) {
      writes.insert(jobTable, {
        key: event.key,
        tenant_id: tenant,
        instance_key: instance.instanceKey,
        root_key: instance.rootKey,
        definition_key: instance.definitionKey,
        process_id: instance.processId,
        version: instance.version,
        element_id: event.element,
        element_instance_key: event.owner,
        type: event.jobType,
        headers: canonicalJson(event.headers),
        retries: event.retries,
        state: 'CREATED',
        available_at: at,
        worker: null,
        leased_until: null,
        epoch: 0,
        error_message: null,
        created_at: at,
        ended_at: null,
      });
    },
    jobFailed(event, { at }, writes) {
      writes.update(jobTable, event.key, {
        retries: event.retries,
        state: 'FAILED',
        available_at: event.retryAt ?? at,
        worker: null,
        leased_until: null,
        error_message:
          typeof event.message === 'string' ? event.message : canonicalJson(event.message as Json),
      });
    },
    jobUpdated(event, _, writes) {
      writes.update(jobTable, event.key, { retries: event.retries });
    },
    instanceMigrated(event, { instance }, writes) {
      const { definitionKey, processId, version } = instance;
      const of = { definition_key: definitionKey, process_id: processId, version };
      for (const [key, id] of event.jobs) writes.update(jobTable, key, { ...of, element_id: id });
    },
    jobCompleted: (event, place, writes) => end(place, writes, event.key, 'COMPLETED'),
    jobCanceled: (event, place, writes) => end(place, writes, event.key, 'CANCELED'),
  },
};

function end({ at, thrownJobs }: Place, writes: WriteSet, key: number, state: string): void {
  writes.update(jobTable, key, {
    state: thrownJobs.has(key) ? 'ERROR_THROWN' : state,
    worker: null,
    leased_until: null,
    ended_at: at,
  });
}
