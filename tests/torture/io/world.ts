// An engine on a database file in which a scenario happens, step by step; each step is done once however often it is asked.
import { join } from 'node:path';
import { createDurableRuntime, type DurableRuntime } from '../../../engine/runtime/durableRuntime.ts';
import type { Outcome, Principal, Submission } from '../../../engine/runtime/engine.ts';
import { type OpenStore, openStore } from '../../../engine/store/openStore.ts';

export const NOON = Date.parse('2026-03-02T17:00:00Z');

const principal: Principal = { username: 'ana', kind: 'user', groups: [], roles: ['staff', 'service'] };

export interface World {
  engine: DurableRuntime;
  store: OpenStore;
  clock: { now: number };
  /** One command under the id of its step; the instance it was about. */
  step(id: string, work: (submission: Submission) => Promise<Outcome>): Promise<number>;
  /** What has no command id: done unless it is there already. */
  make(id: string, isThere: () => Promise<boolean>, work: () => Promise<unknown>): Promise<void>;
  deploy(id: string, ...drawings: string[]): Promise<void>;
  start(id: string, processId: string, variables?: { [name: string]: string | number }): Promise<number>;
  /** The only open task of that element, in that instance. */
  complete(id: string, instanceKey: number, elementId: string): Promise<number>;
  close(): Promise<void>;
}

export interface Told {
  /** The step was answered; `repeated` when it had been done before. */
  done(id: string, repeated: boolean): void;
  failed(id: string, error: unknown): void;
}

/** A disk that fails once does not fail a step that is asked again. */
const ATTEMPTS = 3;

export async function openWorld(folder: string, told: Told): Promise<World> {
  const clock = { now: NOON };
  const store = await openStore({ filename: join(folder, 'cauce.db') });
  const engine = createDurableRuntime({
    store,
    connectors: new Set(),
    checkForm: () => [],
    snapshotEvery: 2,
    now: () => clock.now,
    failed: (error) => told.failed('background', error),
  });
  const world: World = {
    engine,
    store,
    clock,
    async step(id, work) {
      const submission = { principal, commandId: id };
      const outcome = await insist(id, () => work(submission));
      if (!outcome.ok) throw new Error(`${id} was refused: ${JSON.stringify(outcome.rejection)}`);
      told.done(id, outcome.repeated);
      await engine.settle(5_000);
      return outcome.instanceKey;
    },
    async make(id, isThere, work) {
      const before = await isThere();
      if (!before) await insist(id, work);
      told.done(id, before);
    },
    async deploy(id, ...drawings) {
      const files = drawings.map((xml, at) => ({ name: `p${at}.bpmn`, content: Buffer.from(xml) }));
      const outcome = await insist(id, () => engine.deploy(files, principal, 'torture'));
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
      told.done(
        id,
        outcome.definitions.every(({ unchanged }) => unchanged),
      );
    },
    start: (id, processId, variables = {}) =>
      world.step(id, (by) => engine.start({ processId, variables, ...by })),
    async complete(id, instanceKey, elementId) {
      return world.step(id, async (by) =>
        engine.completeUserTask(await taskOf(store, instanceKey, elementId), { [elementId]: id }, by),
      );
    },
    async close() {
      await engine.close();
      await store.close();
    },
  };
  try {
    await engine.recover();
    return world;
  } catch (error) {
    await world.close();
    throw error;
  }

  async function insist<T>(id: string, work: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work();
      } catch (error) {
        told.failed(id, error);
        if (attempt === ATTEMPTS) throw error;
      }
    }
  }
}

/** Whatever its state: a step that was done is asked again with the same body. */
async function taskOf(store: OpenStore, instanceKey: number, elementId: string): Promise<number> {
  const row: { key: number } | undefined = await store
    .reader('cauce_user_tasks')
    .where({ instance_key: instanceKey, element_id: elementId })
    .orderBy('key')
    .first('key');
  if (!row) throw new Error(`Expected a task ${elementId} in ${instanceKey}`);
  return row.key;
}
