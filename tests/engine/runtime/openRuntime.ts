// A durable runtime on a real database, with a clock that the test moves, that can be stopped or lost and opened again.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { stateToJson } from '../../../engine/core/index.ts';
import { createDefinitions } from '../../../engine/runtime/definitions.ts';
import { createDurableRuntime, type DurableRuntime } from '../../../engine/runtime/durableRuntime.ts';
import type { Committed, Outcome, Principal } from '../../../engine/runtime/engine.ts';
import { feelFunctions } from '../../../engine/runtime/feelFunctions.ts';
import { createInstanceCache } from '../../../engine/runtime/instanceCache.ts';
import type { RuntimeOptions } from '../../../engine/runtime/runtimeOptions.ts';
import { type OpenStore, openStore } from '../../../engine/store/openStore.ts';
import { databaseIn } from '../../harness/testDatabase.ts';

export const ana: Principal = { username: 'ana', kind: 'user', groups: [], roles: ['staff'] };
export const eva: Principal = { ...ana, username: 'eva' };

export const NOON = Date.parse('2026-03-02T17:00:00Z');

export interface Opened {
  engine: DurableRuntime;
  store: OpenStore;
  failures: unknown[];
  clock: { now: number };
  folder: string;
  close(): Promise<void>;
  /** Closes in order, and opens again on the same database. */
  restart(): Promise<Opened>;
  /** Drops the database under the running engine, and opens another on the same one. */
  crash(): Promise<Opened>;
}

export interface OpenOptions extends Partial<RuntimeOptions> {
  folder?: string;
  clock?: { now: number };
  /** Called before `recover`. */
  before?(engine: DurableRuntime, store: OpenStore): void;
}

export async function openRuntime(options: OpenOptions = {}): Promise<Opened> {
  const { folder = temporaryFolder(), clock = { now: NOON }, before, ...more } = options;
  const store = await openStore({ filename: await databaseIn(folder) });
  const failures: unknown[] = [];
  const engine = createDurableRuntime({
    connectors: new Set<string>(),
    checkForm: () => [],
    failed: (problem) => void failures.push(problem),
    now: () => clock.now,
    ...more,
    store,
  });
  let open = true;
  const close = async () => {
    if (!open) return;
    open = false;
    await engine.close();
    await store.close();
  };
  onTestFinished(close);
  before?.(engine, store);
  await engine.recover();
  const again = { ...more, folder, clock };
  return {
    engine,
    store,
    failures,
    clock,
    folder,
    close,
    async restart() {
      await close();
      return openRuntime(again);
    },
    async crash() {
      open = false;
      await store.close();
      // What it still waits for may never come.
      void engine.close().catch(() => {});
      return openRuntime(again);
    },
  };
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cauce-runtime-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export async function deploy(engine: DurableRuntime, ...drawings: string[]) {
  const files = drawings.map((xml, at) => ({ name: `p${at}.bpmn`, content: Buffer.from(xml) }));
  const outcome = await engine.deploy(files, ana);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems, null, 1));
  return outcome;
}

/** A new one with these drawings deployed. */
export async function openedWith(...drawings: string[]): Promise<Opened> {
  const runtime = await openRuntime();
  await deploy(runtime.engine, ...drawings);
  return runtime;
}

export function done(outcome: Outcome): Committed {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome;
}

/** Instance key of a start that must succeed. */
export async function begin(engine: DurableRuntime, processId: string, variables = {}): Promise<number> {
  return done(await engine.start({ processId, variables, principal: ana })).instanceKey;
}

/** Keys of open tasks, oldest first. */
export async function tasks(store: OpenStore, elementId?: string): Promise<number[]> {
  const rows = await store
    .reader('cauce_user_tasks')
    .where({ state: 'CREATED', ...(elementId !== undefined && { element_id: elementId }) })
    .orderBy('key')
    .select('key');
  return rows.map(({ key }) => key);
}

/** Element ids completed by all instances, oldest first. */
export async function completed(store: OpenStore, ...elements: string[]): Promise<string[]> {
  const rows = await store
    .reader('cauce_element_instances')
    .where({ state: 'COMPLETED' })
    .whereIn('element_id', elements)
    .orderBy('key');
  return rows.map(({ element_id }) => element_id);
}

export async function count(store: OpenStore, table: string, where = {}): Promise<number> {
  const row = await store.reader(table).where(where).count({ n: '*' }).first();
  return Number(row?.n);
}

/** What a fresh reader folds from the database must be what the engine answers from. */
export async function expectMemoryEqualsDatabase(
  { store, engine }: Pick<Opened, 'store' | 'engine'>,
  instanceKey: number,
): Promise<void> {
  const definitions = createDefinitions(store, feelFunctions(), 'America/Bogota');
  const folded = await createInstanceCache(store, definitions, 10).load(instanceKey);
  const variables = await engine.visibleVariables(instanceKey);
  if (folded?.state.status === 'active')
    expect(variables).toEqual(rootVariables(stateToJson(folded.state), instanceKey));
}

function rootVariables(state: unknown, key: number): unknown {
  const { elements } = state as { elements: { key: number; variables?: unknown }[] };
  return elements.find((each) => each.key === key)?.variables ?? {};
}
