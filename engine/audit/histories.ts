// Executes the history of every instance again: the streams of the journal say which there are, no read model does.
import type { LookupAnswers, Ports, ProcessModel } from '../core/index.ts';
import type { StoredBatch } from '../store/journal.ts';
import type { Db } from '../store/store.ts';
import { migratedTo, type Reexecution, reexecute } from './reexecute.ts';

export interface Executable {
  model: ProcessModel;
  ports: Ports;
  deploymentHash: string;
}

interface HistoryStore {
  readonly tenant: string;
  readonly reader: Db;
  readBatches(stream: string): Promise<StoredBatch[]>;
}

export interface HistoryOptions {
  definition(key: number): Promise<Executable | undefined>;
  /** What commands were told, with the calendars that the journal names by their version. */
  inputs(kept: LookupAnswers): Promise<LookupAnswers>;
  /** What this program executes. */
  semantics: number;
  /** Streams whose chain is broken already. */
  broken: ReadonlySet<string>;
  progress?: (same: number) => void;
}

const PAGE = 500;

export async function reexecuteAll(store: HistoryStore, options: HistoryOptions): Promise<Reexecution> {
  const total: Reexecution = { same: 0, chainOnly: 0, problems: [] };
  for (let after = 'instance:'; ; ) {
    const rows = (await store
      .reader('cauce_journal')
      .where({ tenant_id: store.tenant })
      .where('stream', '>', after)
      .where('stream', '<', 'instance;')
      .distinct('stream')
      .orderBy('stream')
      .limit(PAGE)) as { stream: string }[];
    await executeAgain(
      store,
      rows.map(({ stream }) => stream),
      options,
      total,
    );
    after = rows.at(-1)?.stream ?? after;
    if (rows.length < PAGE) return total;
  }
}

/** The histories of these streams alone. */
export function reexecuteStreams(
  store: HistoryStore,
  streams: readonly string[],
  options: HistoryOptions,
): Promise<Reexecution> {
  return executeAgain(store, streams, options, { same: 0, chainOnly: 0, problems: [] });
}

async function executeAgain(
  store: HistoryStore,
  streams: readonly string[],
  options: HistoryOptions,
  total: Reexecution,
): Promise<Reexecution> {
  for (const stream of streams) {
    if (options.broken.has(stream)) continue;
    const one = await history(store, stream, options);
    total.same += one.same;
    total.chainOnly += one.chainOnly;
    total.problems.push(...one.problems);
    options.progress?.(total.same);
  }
  return total;
}

async function history(store: HistoryStore, stream: string, options: HistoryOptions): Promise<Reexecution> {
  const problem = (code: Reexecution['problems'][number]['code'], sequence = 1): Reexecution => {
    return { same: 0, chainOnly: 0, problems: [{ code, stream, sequence }] };
  };
  let batches: StoredBatch[];
  try {
    batches = await store.readBatches(stream);
  } catch {
    // An envelope of another case or with changed bytes, under hashes that were made to fit.
    return problem('BATCH_UNREADABLE');
  }
  const created = batches[0]?.events.find((event) => event.type === 'instanceCreated');
  const definition = created && (await options.definition(created.definitionKey ?? 0));
  if (!definition) return problem('DEFINITION_MISSING');
  const versions = new Map<number, Executable>();
  let { deploymentHash } = definition;
  for (const batch of batches) {
    if (!batch.erased) batch.inputs = await options.inputs(batch.inputs);
    const key = migratedTo(batch);
    const version = key === undefined ? undefined : await options.definition(key);
    if (key !== undefined && !version) return problem('DEFINITION_MISSING', batch.sequence);
    if (key !== undefined && version) versions.set(key, version);
    deploymentHash = version?.deploymentHash ?? deploymentHash;
    if (batch.deploymentHash !== deploymentHash) return problem('DEPLOYMENT_HASH_MISMATCH', batch.sequence);
  }
  return reexecute(batches, definition.model, definition.ports, options.semantics, versions);
}
