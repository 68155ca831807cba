// What runs beside requests: connectors on jobs, the outbox of mails (each woken by commits), and mailboxes that are read.
import { createInboundMail, inboundPorts } from './inboundMail.ts';
import type { ConnectorSettings } from './jobs/index.ts';
import {
  connectorOf,
  createOutbox,
  createWorker,
  type ImapSettings,
  type Outbox,
  type Worker,
} from './jobs/index.ts';
import { workerOf } from './runtime/cluster.ts';
import type { DurableRuntime } from './runtime/durableRuntime.ts';
import { system } from './runtime/submission.ts';
import type { OpenStore } from './store/openStore.ts';
import { createSubstitution, type Substitution } from './substitution.ts';
import { createSurveyTelling, type SurveyTelling } from './surveyAnswers.ts';
import { createTextUpkeep } from './textUpkeep.ts';

export interface BackgroundWork {
  worker: Worker;
  outbox: Outbox;
  surveys: SurveyTelling;
  substitution: Substitution;
  close(): Promise<void>;
}

export interface BackgroundOptions {
  engine: DurableRuntime;
  store: OpenStore;
  settings: ConnectorSettings;
  /** Mailboxes to read. */
  mailboxes?: readonly ImapSettings[] | undefined;
  mailPollMs?: number | undefined;
  surveyGrace?: number | undefined;
  log(error: unknown): void;
}

export function createBackgroundWork(options: BackgroundOptions): BackgroundWork {
  const { engine, store, settings, mailboxes = [], mailPollMs, log } = options;
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
    document: (caseKey, id) => documentOf(store, caseKey, id),
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
      evaluate: (definitionKey, expression, variables) =>
        engine.withFeel(definitionKey, (evaluate) => evaluate(expression, variables)),
      mailQueued: () => outbox.notify(),
    },
    report: log,
  });
  const ports = inboundPorts(engine, store, log);
  const inbox = createInboundMail({
    ports,
    mailboxes,
    node: store.shared ? cluster.id : undefined,
    ownAddress: settings.mailFrom?.address,
    pollMs: mailPollMs,
  });
  const surveys = createSurveyTelling({ store, ports, grace: options.surveyGrace, log });
  const substitution = createSubstitution({ engine, store, log });
  const texts = createTextUpkeep(store.texts, log);
  engine.onCommitted((batches) => {
    texts.touched();
    const isAwaited = batches.some(({ events }) =>
      events.some((event) =>
        // What somebody put right is tried again at once.
        event.type === 'jobCreated' ? connectorOf(event.jobType) : event.type === 'jobUpdated',
      ),
    );
    if (isAwaited) worker.notify();
  });
  cluster.onNews(({ jobs, anyJob, deployed, changed }) => {
    const anything = !jobs && !anyJob && !deployed && !changed;
    if (anything || anyJob || jobs?.some((type) => connectorOf(type))) worker.notify();
    if (anything) outbox.notify();
  });
  return {
    worker,
    outbox,
    surveys,
    substitution,
    async close() {
      await substitution.close();
      await texts.close();
      await inbox.close();
      await surveys.close();
      await worker.close();
      await outbox.close();
    },
  };
}

/** A document of that case and no other, whole. */
async function documentOf({ documents }: OpenStore, caseKey: number, id: string) {
  const document = await documents.find(id);
  if (document?.caseKey !== caseKey) return undefined;
  const chunks: Buffer[] = [];
  for await (const chunk of documents.read(id)) chunks.push(chunk);
  return { name: document.name, contentType: document.contentType, content: Buffer.concat(chunks) };
}
