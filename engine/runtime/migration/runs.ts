// Works runs off: case by case through the command queue, each in a transaction that tells which run asked for it, so that
// whoever carries a run on after a crash finds what is done and what is left.
import { addMoved, addResults, type CaseResult, readResults } from '../../store/caseMigrationResults.ts';
import { countRun, growRun, holdRun, readRuns, type StoredRun, turnRun } from '../../store/caseMigrations.ts';
import type { OpenStore } from '../../store/openStore.ts';
import { runningAfter } from '../../store/runningCases.ts';
import type { Db } from '../../store/store.ts';
import type { Definitions } from '../definitions.ts';
import type { Outcome } from '../requests.ts';
import { type Submitter, system } from '../submission.ts';
import { commandOf } from './trial.ts';
import { undoingOf } from './undo.ts';

export interface RunOptions {
  store: OpenStore;
  definitions: Pick<Definitions, 'byKey'>;
  submitter: Submitter;
  now(): number;
  failed(error: unknown): void;
  /** Of this node among others on the store. */
  node: string;
}

/** Cases asked for at once: they share commits, and the work of people comes between. */
const AT_ONCE = 200;
/** Until it tries again what the database refused. */
const AGAIN = 5_000;
/** Whoever worked on a run and says nothing for so long is gone. */
const HOLD = 30_000;

export interface Runs {
  /** Begins to work on it where nobody does. */
  work(key: number): void;
  settled(): Promise<void>;
  close(): Promise<void>;
}

export function createRuns(options: RunOptions): Runs {
  const { store, definitions, submitter, now } = options;
  const working = new Map<number, Promise<void>>();
  let closed = false;

  const runs: Runs = {
    work(key) {
      if (closed || working.has(key)) return;
      const done = workOff(key)
        .catch((error) => {
          options.failed(error);
          setTimeout(() => runs.work(key), AGAIN).unref();
        })
        .finally(() => working.delete(key));
      working.set(key, done);
    },
    async settled() {
      while (working.size > 0) await Promise.all(working.values());
    },
    async close() {
      closed = true;
      await Promise.all(working.values());
    },
  };
  return runs;

  async function workOff(key: number): Promise<void> {
    const [run] = await readRuns(store.reader, store.tenant, { key });
    const source = run && (await definitions.byKey(run.sourceKey));
    if (!run || !source) return;
    let mine = await store.write(async (db) => {
      const held = await hold(db, key);
      if (!held) return false;
      await addMoved(db, store.tenant, { key, by: run.createdBy, prefix: idsOf(run), at: now() });
      await countRun(db, key);
      return true;
    });
    for (let after = 0; mine && !closed; ) {
      const next = await nextOf(run, source.processId, after);
      const results = (await Promise.all(next.map((one) => moveOne(run, one)))).flat();
      const refused = results.filter(({ outcome }) => outcome === 'REFUSED').length;
      mine = await store.write(async (db) => {
        await addResults(db, store.tenant, key, results);
        if (next.length > 0) await growRun(db, key, results.length - refused, refused);
        else await turnRun(db, key, 'RUNNING', 'DONE', now());
        return next.length > 0 && (await hold(db, key));
      });
      after = next.at(-1)?.key ?? after;
    }
  }

  function hold(db: Db, key: number): Promise<boolean> {
    return holdRun(db, key, { by: options.node, now: now(), until: now() + HOLD });
  }

  async function nextOf(run: StoredRun, processId: string, after: number): Promise<Next[]> {
    if (run.kind === 'UNDO') {
      const page = { outcome: 'MOVED' as const, after, limit: AT_ONCE, notIn: run.key };
      const moved = await readResults(store.reader, run.ofKey ?? 0, page);
      return moved.map(({ instanceKey, sequence }) => ({ key: instanceKey, sequence: sequence ?? 0 }));
    }
    const of = { processId, definitionKey: run.sourceKey, movedBy: run.ofKey ?? undefined };
    const page = { after, upTo: run.lastKey, limit: AT_ONCE, notIn: run.key };
    return (await runningAfter(store, of, page)).map((key) => ({ key }));
  }

  /** None where it is not this run's any more. */
  async function moveOne(run: StoredRun, next: Next): Promise<CaseResult[]> {
    const outcome = run.kind === 'UNDO' ? await undo(run, next) : await move(run, next);
    if (outcome.ok) return [{ ...resultOf(next.key), sequence: outcome.sequence }];
    const { code, values } = outcome.rejection;
    // It has ended, or somebody else has moved it: it is none of this run's any more.
    if (code === 'MIGRATION_ELSEWHERE') return [];
    return [{ ...resultOf(next.key), outcome: 'REFUSED', code, values }];
  }

  function move(run: StoredRun, { key }: Next): Promise<Outcome> {
    const command = { ...commandOf(run.sourceKey, run.targetKey, run.mapping), reason: run.reason };
    return submitter.submit({ kind: 'instance', key }, [command], submissionOf(run, key));
  }

  async function undo(run: StoredRun, { key, sequence = 0 }: Next): Promise<Outcome> {
    const stream = `instance:${key}`;
    const batches = (await store.readBatches(stream, 1)).filter((batch) => batch.sequence <= sequence);
    const undoing = undoingOf(batches, run.targetKey);
    if ('code' in undoing) return { ok: false, rejection: undoing };
    const command = { type: 'migrateInstance' as const, ...undoing, reason: run.reason };
    return submitter.submit({ kind: 'instance', key }, [command], submissionOf(run, key), {
      after: sequence,
    });
  }

  function resultOf(instanceKey: number): CaseResult {
    return { instanceKey, outcome: 'MOVED', code: null, values: {}, sequence: null, at: now() };
  }
}

interface Next {
  key: number;
  /** Undoing: of the batch that moved it. */
  sequence?: number;
}

/** The id of each command tells the run: what a crash kept from the record is found by it. */
const idsOf = ({ key, createdAt }: StoredRun) => `migration:${key}:${createdAt}:`;

function submissionOf(run: StoredRun, key: number) {
  return { principal: { ...system, username: run.createdBy }, commandId: `${idsOf(run)}${key}` };
}
