// The engine on a store: every answer leaves after its commit, and what a crash interrupted goes on at the next start.
import { setTimeout as wait } from 'node:timers/promises';
import { createAmongNodes, tellNews } from './amongNodes.ts';
import { createCalendars } from './calendars.ts';
import { createCallLimits } from './callLimits.ts';
import { createCaseActions } from './caseActions/index.ts';
import { createCatalogs } from './catalogs.ts';
import { createChanges } from './changes.ts';
import { type Cluster, clusterOptions, createCluster } from './cluster.ts';
import { createCommandQueue, engineClosed } from './commandQueue.ts';
import { createCommitListeners } from './commitListeners.ts';
import { createConditionalStarts } from './conditionalStarts.ts';
import { evaluateDecision } from './decisionEvaluation.ts';
import { createDefinitions } from './definitions.ts';
import { createDelivery } from './delivery.ts';
import { createDeployer } from './deployer.ts';
import { createDrafts } from './drafts.ts';
import { createDueWork } from './dueWork.ts';
import { createEndings } from './endings.ts';
import type { Engine } from './engine.ts';
import { feelFunctions } from './feelFunctions.ts';
import { withFeel } from './formFeel.ts';
import { createIndicators } from './indicators/index.ts';
import { createInstanceCache } from './instanceCache.ts';
import { createInstanceKeys } from './instanceKeys.ts';
import { createJobActivation } from './jobActivation.ts';
import { createLateReceivers } from './lateReceivers.ts';
import { createMessages } from './messages.ts';
import { createMigrations } from './migration/index.ts';
import { createOpenTasks } from './openTasks.ts';
import { createOperations } from './operations.ts';
import { createPutOffTimers } from './putOffTimers.ts';
import { createReading } from './reading.ts';
import { createRecalculation } from './recalculation.ts';
import { connectsBy, type RuntimeOptions } from './runtimeOptions.ts';
import { createSignals } from './signals.ts';
import { createStartTimers } from './startTimers.ts';
import { createSubmitter, type Submitter } from './submission.ts';
import { createSubscribers } from './subscribers.ts';
import { createTurns } from './turns.ts';
import type { CommittedBatch, Work } from './work.ts';
import { zoneOf } from './zones.ts';

export interface DurableRuntime extends Engine {
  /** Carries on what an earlier run left, and begins to watch timers. */
  recover(): Promise<void>;
  /** Told after each commit, in order. */
  onCommitted(listener: (batches: CommittedBatch[]) => void): void;
  /** The nodes on the same store. */
  readonly cluster: Cluster;
  /** Fires every timer that is due; resolves when that is committed. For tests. */
  fireDueTimers(): Promise<number>;
  /** The system's clock was set; it would read `otherwise`. Looks at once for what is due now, and for available jobs. */
  clockSet(otherwise: number): Promise<void>;
}

/** Milliseconds that closing waits for what commands led to; the rest is in the store, for the next start. */
const SETTLE_AT_CLOSE = 2_000;

export function createDurableRuntime(options: RuntimeOptions): DurableRuntime {
  const { store, zone: zoneId = 'America/Bogota', now = Date.now, snapshotEvery = 50, failed } = options;
  const zone = zoneOf(zoneId);
  if (!zone) throw new Error(`Expected a time zone, but Node knows no ${zoneId}. Use an IANA name.`);
  const definitions = createDefinitions(store, feelFunctions(zone), zoneId);
  const cache = createInstanceCache(store, definitions, options.instancesInMemory ?? 20_000);
  const listeners = createCommitListeners(failed);
  const catalogs = createCatalogs(store, definitions, now);
  const calendars = createCalendars(store, now, askStarts);
  const lookups = { ...options, definitions, catalogs, calendars, zone };
  const stored = { store, definitions, catalogs, calendars, now };
  const keys = createInstanceKeys(store);
  const queue = createCommandQueue({ store, cache, keys, lookups, snapshotEvery, now, committed, failed });
  const submitter = createSubmitter(queue);
  const reading = createReading(store, cache, definitions);
  const subscribers = createSubscribers(store, definitions);
  const turns = createTurns();
  const messages = createMessages({ store, subscribers, submitter, turns, now });
  const lateReceivers = createLateReceivers({ store, subscribers, submitter, turns, now, failed });
  const cluster = createCluster(clusterOptions(options, (dead) => among.sweep(dead)));
  const signals = createSignals({ store, subscribers, submitter, lease: cluster.lease, now });
  const calls = createCallLimits(store, now);
  const delivery = createDelivery({ ...stored, messages, signals, calls, submit: queue.submit, failed });
  const starts = createStartTimers({ ...stored, submitter });
  const due = createDueWork({ store, starts, submitter, lease: cluster.lease, now, failed });
  const putOff = createPutOffTimers({ store, definitions, submitter, now, failed });
  const jobs = createJobActivation({ ...options, ...submitter, ...reading, now, tell: cluster.tell });
  const among = createAmongNodes({ store, cluster, jobs, definitions, due, delivery, lateReceivers });
  const deployer = createDeployer({ ...options, ...stored, changed: askStarts });
  const operations = createOperations({ store, definitions, submitter: outside(submitter), jobs, now });
  const indicators = createIndicators({ ...stored, zone });
  const changes = createChanges(cluster, store.shared, listeners.add);
  const endings = createEndings({ ...options, cluster, onCommitted: listeners.add });
  const migrations = createMigrations({ store, cache, lookups, submitter, now, failed, node: cluster.id });
  let closing: Promise<void> | undefined;

  return {
    store,
    now,
    ...operations,
    ...reading,
    ...createOpenTasks(store, cache),
    deploy: whileOpen(deployer.deploy),
    check: deployer.check,
    activateJobs: jobs.activate,
    publishMessage: whileOpen((request) => messages.publish(request)),
    broadcastSignal: whileOpen((request) => signals.broadcast(request)),
    evaluateConditions: whileOpen(createConditionalStarts({ ...stored, subscribers, submitter })),
    evaluateDecision: (decision, variables) => evaluateDecision(stored, decision, variables),
    withFeel: (definitionKey, work) => withFeel(stored, now, definitionKey, work),
    catalogs,
    calendars,
    drafts: createDrafts(store, now),
    connects: connectsBy(options),
    recalculation: createRecalculation({ store, cache, calendars, execute: operations.execute, now }),
    caseActions: createCaseActions(store, outside(submitter), reading.visibleVariables),
    indicators,
    migrations,
    changes,
    endings,
    settle: (ms) => Promise.race([settled(), wait(ms, undefined, { ref: false })]),
    onCommitted: listeners.add,
    fireDueTimers: due.run,
    async clockSet(otherwise) {
      jobs.heard({});
      await Promise.all([starts.clockSet(otherwise), putOff.clockSet(otherwise)]);
      due.wake();
    },
    resource: definitions.resourceWith,
    cluster,
    nodes: cluster.nodes,
    async recover() {
      await cluster.start();
      await calendars.adopt();
      await starts.ask();
      await among.recover();
      due.start();
      await migrations.recover();
    },
    close() {
      closing ??= close();
      return closing;
    },
  };

  /** After a deployment, or when a calendar changed: when start timers fire may be another instant. */
  async function askStarts(): Promise<void> {
    await starts.ask();
    among.deployed();
  }

  /** Whoever asked is answered; whoever asks from now on is refused; the rest goes on at the next start. */
  async function close(): Promise<void> {
    for (const waitedFor of [changes, endings, jobs]) waitedFor.close();
    putOff.stop();
    await migrations.close();
    await Promise.all([due.stop(), signals.answered()]);
    await Promise.race([settled(), wait(SETTLE_AT_CLOSE, undefined, { ref: false })]);
    for (const tryingAgain of [delivery, lateReceivers]) tryingAgain.close();
    await queue.close();
    await delivery.settled();
    await lateReceivers.settled();
    await indicators.close();
    await cluster.close();
  }

  function committed(batches: CommittedBatch[]): Work[] {
    const work: Work[] = [];
    for (const { events, routed, at } of batches) {
      due.opened(events);
      lateReceivers.opened(events);
      jobs.committed(events);
      for (const { id, command } of routed) {
        const next = delivery.workFor(id, command, at);
        if (next) work.push(next);
      }
    }
    if (store.shared) tellNews(cluster, batches);
    listeners.tell(batches);
    return work;
  }

  /** Each may give the others work while one of them is waited for. */
  async function settled(): Promise<void> {
    do {
      await queue.idle();
      await delivery.settled();
      await lateReceivers.settled();
    } while (queue.pending + delivery.pending + lateReceivers.pending > 0);
  }

  /** What clients ask; timers and routed commands have doors of their own. */
  function outside(inner: Submitter): Submitter {
    return { ...inner, submit: whileOpen(inner.submit) };
  }

  function whileOpen<A extends unknown[], T>(work: (...args: A) => Promise<T>): (...args: A) => Promise<T> {
    return (...args) => (closing ? Promise.reject(engineClosed()) : work(...args));
  }
}
