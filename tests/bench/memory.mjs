// W1 in memory: CPU time of one instance of five automatic tasks, engine beside engine in one run.
import { createRequire } from 'node:module';
import { emptyState, execute } from '../../dist/engine/core/index.js';
import { createPorts } from '../../dist/engine/expressions/index.js';
import { parseProcesses } from '../../dist/engine/model/index.js';
import { checkFeel } from '../../dist/engine/runtime/checkFeel.js';
import { fiveTasks } from './workloads.mjs';

const require = createRequire(import.meta.url);

/** Each gives a function that runs `count` instances, one after another, and checks that each reached its end. */
const engines = {
  async cauce() {
    const xml = fiveTasks(
      (id, flows) =>
        `<bpmn:scriptTask id="${id}" name="${id}"><bpmn:extensionElements>` +
        `<zeebe:script expression="=1" resultVariable="${id}"/></bpmn:extensionElements>${flows}</bpmn:scriptTask>`,
    );
    const { processes, problems } = await parseProcesses(xml, 'w1.bpmn', { checkFeel });
    if (!processes[0]) throw new Error(JSON.stringify(problems));
    const ports = createPorts();
    let number = 4096;
    return (count) => {
      for (let i = 0; i < count; i++) {
        const command = { type: 'createInstance', key: number++ * 2 ** 20, processId: 'w1', variables: {} };
        const outcome = execute(
          processes[0],
          emptyState(),
          command,
          { at: 0, actor: 'bench', inputs: {} },
          ports,
        );
        if (outcome.state?.status !== 'completed' || outcome.events.length < 20)
          throw new Error('not completed');
      }
    };
  },
  async 'bpmn-engine'() {
    const { Engine } = require('bpmn-engine');
    const source = fiveTasks((id, flows) => `<bpmn:task id="${id}" name="${id}">${flows}</bpmn:task>`);
    return async (count) => {
      for (let i = 0; i < count; i++) {
        const engine = new Engine({ name: 'w1', source });
        await new Promise((resolve, reject) =>
          engine.execute({}, (error) => (error ? reject(error) : resolve())),
        );
      }
    };
  },
  async wfjs() {
    const { WorkflowJS, parse } = require('@vhidvz/wfjs');
    const { Node, Process } = require('@vhidvz/wfjs/common');
    const xml = fiveTasks((id, flows) => `<bpmn:task id="${id}" name="${id}">${flows}</bpmn:task>`);
    const schema = parse(xml)['bpmn:definitions'];
    class Workflow {}
    for (const name of ['start', 'a', 'b', 'c', 'd', 'e', 'end']) {
      const descriptor = { configurable: true, writable: true, value() {} };
      Node({ name })(Workflow.prototype, name, descriptor);
      Object.defineProperty(Workflow.prototype, name, {
        configurable: true,
        value: async ({ activity }) => name === 'end' || activity.takeOutgoing(),
      });
    }
    const Decorated = Process({ id: 'w1' })(Workflow);
    return async (count) => {
      for (let i = 0; i < count; i++) {
        const { context } = await WorkflowJS.build().execute({ factory: () => new Decorated(), schema });
        if (context.status !== 'terminated') throw new Error(`wfjs ended ${context.status}`);
      }
    };
  },
};

/** CPU milliseconds per instance: user and system time of this process, so that a busy machine counts less. */
async function cpuPerInstance(run, count) {
  const before = process.cpuUsage();
  await run(count);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / count;
}

const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];

/** Rounds in turn, so that all engines meet the same weather. */
export async function memory({ rounds = 5 } = {}) {
  const counts = { cauce: 20_000, 'bpmn-engine': 40, wfjs: 1_000 };
  const samples = {};
  const running = {};
  for (const [name, prepare] of Object.entries(engines)) {
    running[name] = await prepare();
    await running[name](Math.ceil(counts[name] / 4));
    samples[name] = [];
  }
  for (let round = 0; round < rounds; round++)
    for (const name of Object.keys(running))
      samples[name].push(await cpuPerInstance(running[name], counts[name]));
  const figures = {};
  for (const [name, list] of Object.entries(samples))
    figures[name] = { cpuMs: median(list), min: Math.min(...list), max: Math.max(...list) };
  const ratio = (name) => figures[name].cpuMs / figures.cauce.cpuMs;
  return {
    figures,
    ratios: { 'memory.W1.bpmn-engine': ratio('bpmn-engine'), 'memory.W1.wfjs': ratio('wfjs') },
  };
}
