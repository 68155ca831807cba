// The engine on a store: every answer leaves after its commit, and what a crash interrupted goes on at the next start.
import type { Routed } from '../core/index.ts';
import { createCommandQueue } from './commandQueue.ts';
import { evaluateDecision } from './decisionEvaluation.ts';
import { createDefinitions } from './definitions.ts';
import { createDelivery } from './delivery.ts';
import { createDeployer } from './deployer.ts';
import { createDueWork } from './dueWork.ts';
import type { Engine } from './engine.ts';
import { feelFunctions } from './feelFunctions.ts';
import { withFeel } from './formFeel.ts';
import { createInstanceCache } from './instanceCache.ts';
import { createInstanceKeys } from './instanceKeys.ts';
import { createJobActivation } from './jobActivation.ts';
import { createMessages } from './messages.ts';
import { createOperations } from './operations.ts';
import { createReading } from './reading.ts';
import type { RuntimeOptions } from './runtimeOptions.ts';
import { createSubmitter } from './submission.ts';
import type { CommittedBatch, Work } from './work.ts';
import { zoneOf } from './zones.ts';

export interface DurableRuntime extends Engine {
  /** Carries on what an earlier run left, and begins to watch timers. */
  recover(): Promise<void>;
  /** Told after each commit, in order. */
  onCommitted(listener: (batches: CommittedBatch[]) => void): void;
  /** A file deployed with a definition, else the newest of that name. */
  resource(definitionKey: number, name: string): Promise<Buffer | undefined>;
  /** Fires every timer that is due; resolves when that is committed. For tests and for a clock that jumped. */
  fireDueTimers(): Promise<number>;
}

export function createDurableRuntime(options: RuntimeOptions): DurableRuntime {
  const { store, zone: zoneId = 'America/Bogota', now = Date.now, failed } = options;
  const zone = zoneOf(zoneId);
  if (!zone) throw new Error(`Expected a time zone, but Node knows no ${zoneId}. Use an IANA name.`);
  const definitions = createDefinitions(store, feelFunctions(zone), zoneId);
  const cache = createInstanceCache(store, definitions);
  const listeners: ((batches: CommittedBatch[]) => void)[] = [];
  const lookups = { definitions, zone, connectors: options.connectors };
  const keys = createInstanceKeys(store);
  const queue = createCommandQueue({ store, cache, keys, lookups, now, committed });
  const submitter = createSubmitter(queue);
  const reading = createReading(store, cache, definitions);
  const messages = createMessages({ store, definitions, submitter, now, failed });
  const delivery = createDelivery({ store, definitions, messages, submit: queue.submit, failed });
  const due = createDueWork({ store, definitions, submitter, now, failed });
  const { visibleVariables } = reading;
  const jobs = createJobActivation({ store, now, visibleVariables });
  const deployer = createDeployer({ ...options, definitions, now, changed: due.wake });

  return {
    store,
    now,
    ...createOperations({ store, definitions, submitter, jobs, now }),
    ...reading,
    deploy: deployer.deploy,
    activateJobs: jobs.activate,
    publishMessage: messages.publish,
    broadcastSignal: messages.broadcast,
    evaluateDecision: (decision, variables) =>
      evaluateDecision({ store, definitions, now }, decision, variables),
    withFeel: (definitionKey, work) => withFeel(definitions, now, definitionKey, work),
    async settle(ms) {
      await Promise.race([settled(), new Promise((resolve) => setTimeout(resolve, ms).unref())]);
    },
    onCommitted: (listener) => void listeners.push(listener),
    fireDueTimers: due.run,
    async resource(definitionKey, name) {
      const definition = await definitions.byKey(definitionKey);
      return definitions.resourceOf(definition?.deploymentKey ?? 0, name);
    },
    async recover() {
      for (const { id, payload } of await store.readRouted()) {
        const work = delivery.workFor(id, payload as unknown as Routed);
        if (work) queue.submit(work);
      }
      await messages.recover();
      due.start();
    },
    async close() {
      jobs.close();
      await due.stop();
      await settled();
      await queue.close();
    },
  };

  function committed(batches: CommittedBatch[]): Work[] {
    const work: Work[] = [];
    for (const { instanceKey, events, routed } of batches) {
      due.opened(events);
      messages.opened(instanceKey, events);
      jobs.created(jobTypes(events));
      for (const { id, command } of routed) {
        const next = delivery.workFor(id, command);
        if (next) work.push(next);
      }
    }
    for (const listener of listeners) listener(batches);
    return work;
  }

  async function settled(): Promise<void> {
    for (;;) {
      await queue.idle();
      await delivery.settled();
      await messages.settled();
      if (queue.pending === 0) return;
    }
  }
}

function jobTypes(events: CommittedBatch['events']): Set<string> {
  const types = new Set<string>();
  for (const event of events) if (event.type === 'jobCreated') types.add(event.jobType);
  return types;
}
