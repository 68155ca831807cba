// W4 on SQLite with synchronous=FULL: durable user-task completions a second, by so many callers at once.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopWorker } from '../../dist/engine/model/index.js';
import { createDurableRuntime } from '../../dist/engine/runtime/durableRuntime.js';
import { openStore } from '../../dist/engine/store/openStore.js';
import { threeUserTasks } from './workloads.mjs';

const principal = { username: 'bench', kind: 'service', groups: [], roles: ['service'] };

/** `callers` clients each take whole instances: start, complete a, b, c. A completion counts once it is committed. */
export async function durable({ rounds = 5, instances = 600, callers = 50 } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'cauce-bench-'));
  const store = await openStore({ filename: join(folder, 'bench.db') });
  const [{ synchronous }] = await store.write((db) => db.raw('PRAGMA synchronous'));
  const fail = (error) => {
    throw error;
  };
  const engine = createDurableRuntime({ store, connectors: new Set(), checkForm: () => [], failed: fail });
  try {
    await engine.recover();
    const deployed = await engine.deploy(
      [{ name: 'w4.bpmn', content: Buffer.from(threeUserTasks()) }],
      principal,
    );
    if (!deployed.ok) throw new Error(JSON.stringify(deployed.problems));
    const samples = [];
    await round(engine, instances, callers);
    for (let i = 0; i < rounds; i++) samples.push(await round(engine, instances, callers));
    samples.sort((a, b) => a - b);
    return {
      figures: {
        'durable.W4.completions': {
          perSecond: Math.round(samples[samples.length >> 1]),
          min: Math.round(samples[0]),
          max: Math.round(samples.at(-1)),
          callers,
          synchronous: synchronous === 2 ? 'FULL' : String(synchronous),
        },
      },
      ratios: {},
    };
  } finally {
    await engine.close();
    await store.close();
    await stopWorker();
    await rm(folder, { recursive: true });
  }
}

async function round(engine, instances, callers) {
  let next = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: callers }, async () => {
      while (next++ < instances) await oneInstance(engine);
    }),
  );
  return (instances * 3) / ((performance.now() - started) / 1000);
}

async function oneInstance(engine) {
  let outcome = await engine.start({ processId: 'w4', variables: {}, principal });
  for (let task = 0; task < 3; task++) {
    const created = outcome.ok && outcome.events.find(({ type }) => type === 'userTaskCreated');
    if (!created) throw new Error(JSON.stringify(outcome));
    const command = { type: 'completeUserTask', userTask: { key: created.key }, variables: { done: true } };
    outcome = await engine.execute(outcome.instanceKey, [command], { principal });
  }
  if (!outcome.ok || outcome.events.at(-1)?.type !== 'instanceCompleted')
    throw new Error(JSON.stringify(outcome));
}
