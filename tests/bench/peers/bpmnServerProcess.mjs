// bpmn-server 2.3 with its store in memory, in a process of its own: it writes to the console and catches what others throw.
import { createRequire } from 'node:module';
import { answering } from '../../../dist/engine/bench/children.js';
import { startVariables, workloadXml } from '../../../dist/engine/bench/workloads.js';

const require = createRequire(import.meta.url);
const {
  BPMNServer,
  Configuration,
  CacheManager,
  DefaultAppDelegate,
  Logger,
  ModelsDatastore,
  ScriptHandler,
} = require('bpmn-server');
const { MemoryDataStore } = require('bpmn-server/dist/datastore/MemoryDataStore.js');

const condition = (body) =>
  `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${body}</bpmn:conditionExpression>`;

const dialect = {
  automatic: () => ({ tag: 'task' }),
  counting: () => ({
    tag: 'scriptTask',
    inner: '<bpmn:script>this.token.data.turn = this.token.data.turn + 1</bpmn:script>',
  }),
  user: () => ({ tag: 'userTask' }),
  service: (id) => ({ tag: 'serviceTask', attributes: ` implementation="${id}"` }),
  condition: (which) =>
    condition(which === 'again' ? 'this.token.data.turn &lt; 10' : 'this.token.data.kind == "petition"'),
};

class Models extends ModelsDatastore {
  async getSource(name) {
    return workloadXml(name, dialect);
  }
}

class Delegate extends DefaultAppDelegate {
  get servicesProvider() {
    return { async notify() {} };
  }
  startUp() {}
}

/** Its own locker asks MongoDB even with the store in memory; one process alone needs none. */
const free = {
  lock: async () => true,
  release: async () => {},
  delete: async () => {},
  list: async () => [],
};

/** A fresh one forgets what it ran: it searches all of it for each task. */
function server() {
  const logger = new Logger({ toConsole: false });
  const configuration = new Configuration({
    definitionsPath: '',
    templatesPath: '',
    timers: { forceTimersDelay: null, precision: 3000 },
    database: {},
    apiKey: '',
    logger: () => logger,
    definitions: (own) => new Models(own),
    appDelegate: (own) => new Delegate(own),
    dataStore: (own) => Object.assign(new MemoryDataStore(own), { locker: free }),
    cacheManager: (own) => new CacheManager(own),
    scriptHandler: () => new ScriptHandler(),
  });
  return { engine: new BPMNServer(configuration, logger, { cron: false }).engine, logger };
}

const work = { W4: ['a', 'b', 'c'], W5: ['classify', 'analyze', 'consult'] };

async function instance({ engine, logger }, name) {
  let execution = await engine.start(name, { ...startVariables(name) });
  for (const element of work[name] ?? [])
    execution = await engine.invoke({ id: execution.id, 'items.elementId': element }, {});
  logger.clear();
  if (execution.instance.status !== 'end')
    throw new Error(`bpmn-server left ${name} ${execution.instance.status}`);
}

// It tells of each query.
console.log = () => {};
let running = server();
answering(
  async ({ name, count }) => {
    for (let i = 0; i < count; i++) await instance(running, name);
    running = server();
  },
  async () => {},
);
