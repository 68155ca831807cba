// Batches a second into the store, by how many share a commit. Run it with
// `node --import ./tests/typescriptSources.mjs tests/bench/storeCommits.mjs [sealed]`.
// A batch completes a user task and opens the next: a journal row, a command, two rows of tasks and two of elements.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../engine/store/openStore.ts';

const folder = mkdtempSync(join(tmpdir(), 'cauce-bench-'));
const store = await openStore({ filename: join(folder, 'bench.db') });
const sealed = process.argv[2] === 'sealed';
const element = { id: 'register', name: 'Register the request', type: 'userTask' };
const model = { format: 1, id: 'pqrs', name: 'Petitions', elements: [element], flows: [] };
if (sealed) model.dataSubject = { publicNames: [] };

function opening(key, counter) {
  return [
    { type: 'elementActivated', key: key + counter + 1, element: 'register', scope: key },
    {
      type: 'userTaskCreated',
      key: key + counter + 2,
      owner: key + counter + 1,
      element: 'register',
      candidateGroups: [],
      candidateUsers: [],
      priority: 50,
    },
  ];
}

function eventsOf(key, sequence) {
  if (sequence === 1)
    return [{ type: 'instanceCreated', key, processId: 'pqrs', rootKey: key }, ...opening(key, 0)];
  const before = (sequence - 2) * 10;
  return [
    { type: 'userTaskCompleted', key: key + before + 2 },
    { type: 'elementCompleted', key: key + before + 1 },
    ...opening(key, before + 10),
  ];
}

function batchOf({ instance, head }, sequence) {
  const key = instance.instanceKey;
  const userTask = { key: key + sequence * 10 };
  return {
    stream: `instance:${key}`,
    sequence,
    commandId: `${key}-${sequence}`,
    principal: 'ana',
    bodyHash: 'b'.repeat(64),
    actor: 'ana',
    at: 1_732_200_000_000 + sequence,
    deploymentHash: 'd'.repeat(64),
    semantics: 1,
    commands: [
      { type: 'completeUserTask', userTask, variables: { approved: true, comment: 'All in order' } },
    ],
    inputs: {},
    events: eventsOf(key, sequence),
    instance,
    routed: [],
    previousHash: head,
    idempotent: true,
  };
}

let number = 0;
/** Two halves take turns: one is prepared while the other is written. */
async function measure(group, commits) {
  const make = () => {
    const key = ++number * 2 ** 20;
    const facts = {
      processId: 'pqrs',
      processName: 'Petitions',
      definitionKey: 7,
      version: 1,
      model,
      startedBy: 'ana',
    };
    return { head: '', instance: { instanceKey: key, rootKey: key, ...facts } };
  };
  const halves = [0, 1].map(() => Array.from({ length: group }, make));
  let writing = Promise.resolve();
  const commit = async (turn) => {
    const half = halves[turn % 2];
    const prepared = await store.prepareCommit(half.map((one) => batchOf(one, Math.floor(turn / 2) + 1)));
    const before = writing;
    writing = store.write((db) => prepared.write(db));
    for (const [index, one] of half.entries()) one.head = prepared.hashes[index];
    await before;
  };
  await commit(0);
  await commit(1);
  await writing;
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  for (let turn = 2; turn < commits + 2; turn++) await commit(turn);
  await writing;
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const batches = group * commits;
  return {
    group,
    'batches/s': Math.round(batches / seconds),
    'CPU µs/batch': Math.round((user + system) / batches),
  };
}

await measure(100, 40);
const results = [];
for (const group of [1, 10, 50, 100, 500]) results.push(await measure(group, Math.ceil(8000 / (group + 20))));
console.table(results);
await store.close();
rmSync(folder, { recursive: true });
