// What runs beside requests: connectors on jobs, the outbox of mails. Each is woken by commits, not by polling.
import type { ConnectorSettings } from './jobs/index.ts';
import { connectorOf, createOutbox, createWorker, type Outbox, type Worker } from './jobs/index.ts';
import { workerOf } from './runtime/cluster.ts';
import type { DurableRuntime } from './runtime/durableRuntime.ts';
import { system } from './runtime/submission.ts';
import type { OpenStore } from './store/openStore.ts';

export interface BackgroundWork {
  worker: Worker;
  outbox: Outbox;
  close(): Promise<void>;
}

export interface BackgroundOptions {
  engine: DurableRuntime;
  store: OpenStore;
  settings: ConnectorSettings;
  log(error: unknown): void;
}

export function createBackgroundWork({ engine, store, settings, log }: BackgroundOptions): BackgroundWork {
  const { tenant, reader, write } = store;
  const { now, cluster } = engine;
  /** Among several nodes what another left is looked for by the clock. */
  const poll = store.shared ? { pollMs: cluster.lease / 2 } : {};
  const outbox = createOutbox({
    tenant,
    settings,
    reader,
    write,
    now,
    open: (caseKey, text) => store.open(caseKey, 'mail', text),
    report: log,
    ...poll,
    ...(store.shared && { node: cluster.id }),
  });
  const worker = createWorker({
    source: engine,
    name: workerOf(cluster.id),
    ...poll,
    submission: { principal: { ...system, username: 'conector' } },
    services: {
      tenant,
      settings,
      reader,
      write,
      now,
      seal: (caseKey, text) => store.seal(caseKey, 'mail', text),
      async resource(definitionKey, name) {
        const content = await engine.resource(definitionKey, name);
        return content?.toString('utf8');
      },
      mailQueued: () => outbox.notify(),
    },
    report: log,
  });
  engine.onCommitted((batches) => {
    const isAwaited = batches.some(({ events }) =>
      events.some((event) => event.type === 'jobCreated' && connectorOf(event.jobType)),
    );
    if (isAwaited) worker.notify();
  });
  cluster.onNews(({ jobs, anyJob, deployed }) => {
    const anything = !jobs && !anyJob && !deployed;
    if (anything || anyJob || jobs?.some((type) => connectorOf(type))) worker.notify();
    if (anything) outbox.notify();
  });
  return {
    worker,
    outbox,
    async close() {
      await worker.close();
      await outbox.close();
    },
  };
}
