// What runs beside requests: connectors on jobs, the outbox of mails. Each is woken by commits, not by polling.
import type { ConnectorSettings } from './jobs/index.ts';
import { connectorOf, createOutbox, createWorker, type Outbox, type Worker } from './jobs/index.ts';
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
  const { now } = engine;
  const outbox = createOutbox({
    tenant,
    settings,
    reader,
    write,
    now,
    open: (caseKey, text) => store.open(caseKey, 'mail', text),
    report: log,
  });
  const worker = createWorker({
    source: engine,
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
  return {
    worker,
    outbox,
    async close() {
      await worker.close();
      await outbox.close();
    },
  };
}
