// A process in which many jobs are done while a group is being written; it prints how many were accepted. Apart from the
// test, which could not end one that turns on the spot.

import { createDurableRuntime } from '../../../engine/runtime/durableRuntime.ts';
import type { Principal } from '../../../engine/runtime/engine.ts';
import { openStore } from '../../../engine/store/openStore.ts';
import { drawing, end, serviceTask, start } from './drawings.ts';

const JOBS = 40;
const ana: Principal = { username: 'ana', kind: 'user', groups: [], roles: ['staff'] };

const store = await openStore({ filename: process.argv[2] ?? '' });

async function open() {
  const opened = createDurableRuntime({
    connectors: new Set<string>(),
    checkForm: () => [],
    failed(problem) {
      throw problem;
    },
    store,
  });
  await opened.recover();
  return opened;
}

let engine = await open();
const xml = drawing('p', [start(), serviceTask('s', 'do'), end()], ['start>s>end']);
await engine.deploy([{ name: 'p.bpmn', content: Buffer.from(xml) }], ana);
const begin = () => engine.start({ processId: 'p', variables: {}, principal: ana });
const begun = await Promise.all(Array.from({ length: JOBS }, begin));
const [first] = begun.flatMap((outcome) => (outcome.ok ? outcome.instanceKey : []));
const request = { type: 'do', worker: 'w', timeout: 60_000, maxJobsToActivate: JOBS };
const jobs = await engine.activateJobs(request);
// Who leased them is known by their rows only.
await engine.close();
engine = await open();

let release = () => {};
const held = store.write(
  () =>
    new Promise<void>((resolve) => {
      release = resolve;
    }),
);
// On its way to the disk, which somebody else holds.
const before = engine.setVariables(first ?? 0, { x: 1 }, false, { principal: ana });
await new Promise((resolve) => setTimeout(resolve, 50));
// Whether they hold their jobs is asked in the transaction.
const completed = jobs.map(({ key, epoch }) => engine.completeJob(key, {}, { principal: ana }, epoch));
await new Promise((resolve) => setTimeout(resolve, 50));
release();
await held;
const outcomes = await Promise.all([before, ...completed]);
await engine.close();
await store.close();
process.stdout.write(String(outcomes.filter(({ ok }) => ok).length));
