// Migrations of many cases: what they are asked through, and what is kept of it between two questions.
import { countUntouched, readResults, refusalsOf } from '../../store/caseMigrationResults.ts';
import { insertRun, readRuns, type StoredRun, turnRun } from '../../store/caseMigrations.ts';
import { casesByVersion, countRunning } from '../../store/runningCases.ts';
import type { Definition } from '../definitions.ts';
import type { Principal, Refused, Rejection } from '../requests.ts';
import { takeCensus } from './census.ts';
import type { Census, Mapping, Migrations, Progress, Route } from './contract.ts';
import { pairUp, versionsOf } from './pairing.ts';
import { createRuns, type RunOptions } from './runs.ts';
import { type TrialOptions, tryMigration } from './trial.ts';

export type * from './contract.ts';

export interface MigrationsOptions extends Omit<RunOptions, 'definitions'>, Omit<TrialOptions, 'store'> {}

/** Milliseconds that a census is good for: cases go on meanwhile. */
const FRESH = 60_000;
/** Between two looks for runs that another node left. */
const LOOK_AGAIN = 30_000;

export function createMigrations(options: MigrationsOptions): Migrations {
  const { store, now } = options;
  const { definitions } = options.lookups;
  const { reader, tenant } = store;
  const censuses = new Map<string, Progress<Census>>();
  const runs = createRuns({ ...options, definitions });
  const isFresh = ({ at }: Census) => now() - at < FRESH;
  let looking: NodeJS.Timeout | undefined;

  const migrations: Migrations = {
    async sources(targetKey) {
      const target = await definitions.byKey(targetKey);
      const found = target ? await casesByVersion(store, target.processId) : [];
      return found.filter(({ definitionKey }) => definitionKey !== targetKey);
    },
    census({ sourceKey, movedBy }, again = false) {
      const name = `${sourceKey} ${movedBy ?? ''}`;
      const known = censuses.get(name);
      if (known && (!known.result || (isFresh(known.result) && !again))) return known;
      // The keys of many cases: what is out of date makes room.
      for (const [each, { result }] of censuses) if (result && !isFresh(result)) censuses.delete(each);
      const fresh: Progress<Census> = { seen: 0, total: 0, ready: counted(sourceKey, movedBy, () => fresh) };
      fresh.ready.catch(() => censuses.delete(name));
      censuses.set(name, fresh);
      return fresh;
    },
    async pairing(route, census, given) {
      const versions = await both(route);
      if ('ok' in versions) return versions;
      const pairing = pairUp(versionsOf(versions.source.model, versions.target.model), census, given);
      return 'code' in pairing ? refused(pairing.code, pairing.values) : pairing;
    },
    async trial(route, census, mapping) {
      const versions = await both(route);
      if ('ok' in versions) return versions;
      return tryMigration(options, census, versions.source, versions.target, mapping);
    },
    begin,
    async undo(key, reason, by) {
      const [run] = await readRuns(reader, tenant, { key });
      if (run?.kind !== 'RUN') return refused('NOT_FOUND', { key });
      if (run.state === 'RUNNING') return refused('MIGRATION_RUN_UNDER_WAY');
      if (reason.trim() === '') return refused('MIGRATION_REASON_MISSING');
      const { sourceKey, targetKey, processId, lastKey } = run;
      const back = { processId, sourceKey: targetKey, targetKey: sourceKey, lastKey, mapping: [] };
      return inserted({
        ...back,
        kind: 'UNDO',
        ofKey: key,
        reason,
        total: run.moved,
        createdBy: by.username,
      });
    },
    runs: (processId) => readRuns(reader, tenant, { processId }),
    async run(key) {
      const [run] = await readRuns(reader, tenant, { key });
      if (!run) return undefined;
      const refusals = await refusalsOf(reader, key);
      const followed = await readRuns(reader, tenant, { ofKey: key });
      const isOver = run.kind === 'RUN' && run.state !== 'RUNNING';
      const undoable = isOver ? { undoable: await countUntouched(reader, tenant, key) } : {};
      return { ...run, refusals, followed, ...undoable };
    },
    results: (key, page) => readResults(reader, key, page),
    async stop(key) {
      await store.write((db) => turnRun(db, key, 'RUNNING', 'STOPPED', now()));
      censuses.clear();
    },
    async resume(key) {
      await store.write((db) => turnRun(db, key, 'STOPPED', 'RUNNING', null));
      runs.work(key);
    },
    async recover() {
      for (const { key } of await readRuns(reader, tenant, { state: 'RUNNING' })) runs.work(key);
      if (store.shared && !looking) {
        looking = setInterval(() => void migrations.recover().catch(options.failed), LOOK_AGAIN);
        looking.unref();
      }
    },
    settled: runs.settled,
    async close() {
      clearInterval(looking);
      await runs.close();
    },
  };
  return migrations;

  async function begin(route: Route, asked: { mapping: Mapping; reason: string }, by: Principal) {
    const versions = await both(route);
    if ('ok' in versions) return versions;
    if (asked.reason.trim() === '') return refused('MIGRATION_REASON_MISSING');
    const { source, target } = versions;
    const empty = { at: now(), cases: 0, configurations: [] };
    const wrong = pairUp(versionsOf(source.model, target.model), empty, asked.mapping);
    if ('code' in wrong) return refused(wrong.code, wrong.values);
    const { processId } = source;
    const of = { processId, definitionKey: source.key, movedBy: route.movedBy };
    const { cases, last } = await countRunning(store, of);
    return inserted({
      processId,
      sourceKey: source.key,
      targetKey: target.key,
      kind: 'RUN',
      ofKey: route.movedBy ?? null,
      mapping: asked.mapping,
      reason: asked.reason,
      total: cases,
      lastKey: last,
      createdBy: by.username,
    });
  }

  async function inserted(
    facts: Omit<StoredRun, 'key' | 'state' | 'moved' | 'refused' | 'createdAt' | 'endedAt'>,
  ): Promise<{ ok: true; key: number }> {
    const key = await store.reserve('case_migration', 1);
    const run: StoredRun = {
      ...facts,
      key,
      state: 'RUNNING',
      moved: 0,
      refused: 0,
      createdAt: now(),
      endedAt: null,
    };
    await store.write((db) => insertRun(db, tenant, run));
    censuses.clear();
    runs.work(key);
    return { ok: true, key };
  }

  async function both({
    sourceKey,
    targetKey,
  }: Route): Promise<Refused | { source: Definition; target: Definition }> {
    const [source, target] = await Promise.all([sourceKey, targetKey].map((key) => definitions.byKey(key)));
    if (!source || !target) return refused('PROCESS_NOT_FOUND', { process: String(sourceKey) });
    if (source.key === target.key || source.processId !== target.processId)
      return refused('MIGRATION_SAME_VERSION');
    return { source, target };
  }

  async function counted(
    sourceKey: number,
    movedBy: number | undefined,
    progress: () => Progress<Census>,
  ): Promise<Census> {
    const source = await definitions.byKey(sourceKey);
    if (!source) return { at: now(), cases: 0, configurations: [] };
    const of = { processId: source.processId, definitionKey: sourceKey, movedBy };
    const result = await takeCensus(options, of, source.model, now(), progress());
    progress().result = result;
    return result;
  }
}

function refused(code: string, values: Rejection['values'] = {}): Refused {
  return { ok: false, rejection: { code, values } };
}
