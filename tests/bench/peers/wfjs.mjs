// @vhidvz/wfjs 5, alone in memory, and with its state saved to SQLite through knex after every wait. It walks one
// drawing by methods of a class; a loop back and a boundary timer are beyond it, so W3 and W5 are not run.
import { createRequire } from 'node:module';
import { workloadXml } from '../../../dist/engine/bench/workloads.js';
import { savedStates } from './savedStates.mjs';

const require = createRequire(import.meta.url);
const { WorkflowJS, parse } = require('@vhidvz/wfjs');
const { Node, Process } = require('@vhidvz/wfjs/common');

const plain = (tag) => () => ({ tag });
const dialect = { automatic: plain('task'), user: plain('userTask') };
const nodes = {
  W1: ['start', 'a', 'b', 'c', 'd', 'e', 'end'],
  W2: ['start', 'fork', 'a', 'b', 'c', 'd', 'e', 'join', 'end'],
  W4: ['start', 'a', 'b', 'c', 'end'],
};

function workflowOf(name) {
  class Workflow {}
  for (const node of nodes[name]) {
    const descriptor = { configurable: true, writable: true, value() {} };
    const waits = name === 'W4' && ['a', 'b', 'c'].includes(node);
    Node({ name: node, ...(waits && { pause: true }) })(Workflow.prototype, node, descriptor);
    Object.defineProperty(Workflow.prototype, node, {
      configurable: true,
      value: async ({ activity }) => node === 'end' || activity.takeOutgoing(),
    });
  }
  const Decorated = Process({ id: name.toLowerCase() })(Workflow);
  const schema = parse(workloadXml(name, dialect))['bpmn:definitions'];
  return { factory: () => new Decorated(), schema };
}

/** Runs one instance; `waited` is called with its context when somebody has work, before it is done, and at the end. */
async function instance(name, workflow, waited) {
  let { context } = await WorkflowJS.build().execute(workflow);
  for (const task of name === 'W4' ? ['a', 'b', 'c'] : []) {
    await waited?.(context);
    ({ context } = await WorkflowJS.build().execute({ ...workflow, context, node: { name: task } }));
  }
  if (context.status !== 'terminated') throw new Error(`wfjs ended ${context.status}`);
  await waited?.(context);
}

export async function memory(name, quick) {
  if (!nodes[name]) return [];
  const workflow = workflowOf(name);
  return [
    {
      name: `memory.${name}.wfjs`,
      unit: 'instance',
      count: quick ? 200 : 2_000,
      async run(count) {
        for (let i = 0; i < count; i++) await instance(name, workflow);
      },
    },
  ];
}

export async function durable(name, { folder, quick }) {
  if (!nodes[name]) return [];
  const workflow = workflowOf(name);
  const states = await savedStates(`${folder}/wfjs-${name}.db`);
  return [
    {
      name: `durable.${name}.wfjs`,
      unit: 'instance',
      count: quick ? 40 : 500,
      settings: states.settings,
      async run(count) {
        await states.byCallers(count, (id) =>
          instance(name, workflow, (context) => states.save(id, context.serialize())),
        );
      },
    },
  ];
}
