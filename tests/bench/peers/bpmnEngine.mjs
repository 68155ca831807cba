// bpmn-engine 25, alone in memory, and with its state saved to SQLite through knex after every wait, as its users do.
import { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';
import { startVariables, workloadXml } from '../../../dist/engine/bench/workloads.js';
import { savedStates } from './savedStates.mjs';

const { Engine } = createRequire(import.meta.url)('bpmn-engine');

const script = (body) => ({
  tag: 'scriptTask',
  attributes: ' scriptFormat="javascript"',
  inner: `<bpmn:script><![CDATA[${body}]]></bpmn:script>`,
});
const condition = (body) =>
  `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression" language="javascript"><![CDATA[next(null, ${body})]]></bpmn:conditionExpression>`;

/** Its plain task completes at once: that is the cheapest. */
const dialect = {
  automatic: () => ({ tag: 'task' }),
  counting: () => script('this.environment.variables.turn += 1; next();'),
  user: () => ({ tag: 'userTask' }),
  // The expression is resolved, and its function is called as a service.
  // biome-ignore lint/suspicious/noTemplateCurlyInString: that is how bpmn-engine names a service
  service: () => ({ tag: 'serviceTask', attributes: ' implementation="${environment.services.notify}"' }),
  condition: (which) =>
    condition(
      which === 'again'
        ? 'this.environment.variables.turn < 10'
        : 'this.environment.variables.kind === "petition"',
    ),
};

const services = { notify: (_context, done) => done() };

function engineFor(name, source) {
  return new Engine({ name, source, variables: { ...startVariables(name) }, services });
}

/** Runs one instance; `waited` is called when somebody has work, before it is done, and at the end. */
async function instance(name, source, waited) {
  const engine = engineFor(name, source);
  const listener = new EventEmitter();
  const ended = new Promise((resolve, reject) => {
    engine.once('end', resolve);
    engine.once('error', reject);
    listener.on('activity.wait', async (api) => {
      await waited?.(engine);
      api.signal();
    });
  });
  await engine.execute({ listener });
  await ended;
  await waited?.(engine);
}

/** One instance whose every step finds it in the database and leaves it there, as a server does that may be another each time. */
async function reloadedInstance(name, source, id, states) {
  let engine = engineFor(name, source);
  for (let step = 0; ; step++) {
    const waiting = [];
    const listener = new EventEmitter().on('activity.wait', (api) => waiting.push(api));
    await (step === 0 ? engine.execute({ listener }) : engine.resume({ listener }));
    if (step > 0) waiting[0].signal();
    const ended = engine.state === 'idle';
    const state = await engine.getState();
    if (!ended) await engine.stop();
    await states.save(id, state);
    if (ended) return;
    engine = new Engine({ name }).recover(await states.load(id), { services });
  }
}

export async function memory(name, quick) {
  const source = workloadXml(name, dialect);
  return [
    {
      name: `memory.${name}.bpmn-engine`,
      unit: 'instance',
      count: quick ? 4 : 60,
      warmUp: quick ? 4 : 20,
      async run(count) {
        for (let i = 0; i < count; i++) await instance(name, source);
      },
    },
  ];
}

export async function durable(name, { folder, quick }) {
  const source = workloadXml(name, dialect);
  const states = await savedStates(`${folder}/bpmn-engine-${name}.db`);
  return [
    {
      name: `durable.${name}.bpmn-engine`,
      unit: 'instance',
      count: quick ? 5 : 60,
      warmUp: quick ? 3 : 10,
      settings: states.settings,
      async run(count) {
        await states.byCallers(count, (id) =>
          instance(name, source, async (engine) => states.save(id, await engine.getState())),
        );
      },
    },
    ...(waits.includes(name) ? [reloaded(name, source, states, quick)] : []),
  ];
}

/** Those where somebody has work between two steps. */
const waits = ['W4', 'W5'];

function reloaded(name, source, states, quick) {
  return {
    name: `durable.${name}.bpmn-engine-reloaded`,
    unit: 'instance',
    count: quick ? 3 : 40,
    warmUp: quick ? 2 : 10,
    settings: { ...states.settings, saved: 'after every step, and read again before the next' },
    run: (count) => states.byCallers(count, (id) => reloadedInstance(name, source, id, states)),
  };
}
