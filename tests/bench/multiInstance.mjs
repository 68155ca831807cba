// A parallel multi-instance over so many items: in memory and durable (SQLite, synchronous=FULL), with what each item costs.
// `node tests/bench/multiInstance.mjs` prints it; cost per item that grows with their number is a defect.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createPorts } from '../../dist/engine/expressions/index.js';
import { parseProcesses, stopWorker } from '../../dist/engine/model/index.js';
import { checkFeel } from '../../dist/engine/runtime/checkFeel.js';
import { createDurableRuntime } from '../../dist/engine/runtime/durableRuntime.js';
import { createMemoryRuntime } from '../../dist/engine/runtime/memoryRuntime.js';
import { openStore } from '../../dist/engine/store/openStore.js';
import { overItems } from './overItems.mjs';

const principal = { username: 'bench', kind: 'service', groups: [], roles: ['service'] };
const itemsOf = (count) => Array.from({ length: count }, (_, at) => at + 1);

/** Automatic: each iteration computes; the result is checked. Created: a user task or a job each, which stay open. */
const kinds = {
  automatic: `<bpmn:scriptTask id="work"><bpmn:extensionElements><zeebe:script expression="=item * 2" resultVariable="result"/></bpmn:extensionElements>`,
  userTasks: '<bpmn:userTask id="work"><bpmn:extensionElements><zeebe:userTask/></bpmn:extensionElements>',
  jobs: '<bpmn:serviceTask id="work"><bpmn:extensionElements><zeebe:taskDefinition type="work"/></bpmn:extensionElements>',
};

async function inMemory(kind, count) {
  const xml = overItems(kind, kinds[kind]);
  const { processes } = await parseProcesses(xml, `${kind}.bpmn`, { checkFeel });
  let last;
  let open = 0;
  const runtime = createMemoryRuntime({
    models: processes,
    ports: createPorts(),
    now: 0,
    onEvent(event) {
      if (event.type === 'variablesSet' && event.variables.results) last = event.variables.results;
      if (event.type === 'userTaskCreated' || event.type === 'jobCreated') open += 1;
    },
  });
  const items = itemsOf(count);
  const clock = watch();
  const started = runtime.start(kind, { items });
  const took = clock();
  check(kind, count, runtime.state(started.instanceKey).status, last, open);
  return took;
}

async function durable(kind, count, completes = false) {
  const folder = await mkdtemp(join(tmpdir(), 'cauce-bench-'));
  const store = await openStore({ filename: join(folder, 'bench.db') });
  const failed = (error) => {
    throw error;
  };
  const engine = createDurableRuntime({ store, connectors: new Set(), checkForm: () => [], failed });
  try {
    await engine.recover();
    const content = Buffer.from(overItems(kind, kinds[kind]));
    const deployed = await engine.deploy([{ name: `${kind}.bpmn`, content }], principal);
    if (!deployed.ok) throw new Error(JSON.stringify(deployed.problems));
    const variables = { items: itemsOf(count) };
    const clock = watch();
    const outcome = await engine.start({ processId: kind, variables, principal });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome));
    await engine.settle(600_000);
    const took = clock();
    const instance = await store.find('process_instances', { key: outcome.instanceKey });
    const table = kind === 'jobs' ? 'cauce_jobs' : 'cauce_user_tasks';
    const [{ open }] = await store.write((db) => db(table).count({ open: '*' }));
    const results = (await engine.visibleVariables(outcome.instanceKey)).results;
    check(kind, count, String(instance.state).toLowerCase(), results, Number(open));
    return completes ? await completed(engine, outcome.instanceKey, count) : took;
  } finally {
    await engine.close();
    await store.close();
    await rm(folder, { recursive: true });
  }
}

/** Completes the job of every iteration, as fifty workers would; gives how long that took. */
async function completed(engine, instanceKey, count) {
  const clock = watch();
  for (let left = count; left > 0; ) {
    const request = { type: 'work', worker: 'bench', timeout: 600_000, maxJobsToActivate: 500 };
    const jobs = await engine.activateJobs({ ...request, fetchVariable: ['item'] });
    left -= jobs.length;
    const complete = async () => {
      for (let job = jobs.pop(); job; job = jobs.pop()) {
        const outcome = await engine.completeJob(job.key, { result: job.variables.item * 2 }, { principal });
        if (!outcome.ok) throw new Error(JSON.stringify(outcome));
      }
    };
    await Promise.all(Array.from({ length: 50 }, complete));
  }
  const took = clock();
  const { results } = await engine.visibleVariables(instanceKey);
  if (results?.[count - 1] !== count * 2) throw new Error(`Expected ${count} results`);
  return took;
}

function check(kind, count, status, results, open) {
  const right =
    kind === 'automatic'
      ? status === 'completed' && results?.length === count && results[count - 1] === count * 2
      : status === 'active' && open === count;
  if (!right) throw new Error(`${kind} over ${count}: ${status}, ${results?.length} results, ${open} open`);
}

function watch() {
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    return { seconds: (performance.now() - began) / 1000, cpuSeconds: (user + system) / 1e6 };
  };
}

/** Items a second, and what each costs, for so many items at a time. */
export async function multiInstance({ quick } = {}) {
  const counts = quick ? [1_000] : [1_000, 10_000, 20_000];
  const figures = {};
  const measure = async (name, run) => {
    await run(200);
    for (const count of counts) {
      const { seconds, cpuSeconds } = await run(count);
      const once = (value) => ({ median: value, min: value, max: value });
      figures[`multiInstance.${name}.${count}`] = {
        unit: 'item',
        perSecond: once(count / seconds),
        cpuMs: once((cpuSeconds * 1_000) / count),
        rounds: 1,
        units: count,
      };
    }
  };
  for (const kind of Object.keys(kinds)) await measure(`memory.${kind}`, (count) => inMemory(kind, count));
  for (const kind of Object.keys(kinds)) await measure(`durable.${kind}`, (count) => durable(kind, count));
  await measure('durable.jobsCompleted', (count) => durable('jobs', count, true));
  await stopWorker();
  return { ratios: {}, figures };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { asMarkdown } = await import('../../dist/engine/bench/report.js');
  console.log(asMarkdown(await multiInstance()));
  process.exit(0);
}
