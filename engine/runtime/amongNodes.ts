// How the parts of this node follow what happens at the others: their news, and what a dead or slow one left.
import type { BusMessage } from '../store/bus.ts';
import type { OpenStore } from '../store/openStore.ts';
import type { Cluster } from './cluster.ts';
import type { Definitions } from './definitions.ts';
import type { Delivery } from './delivery.ts';
import type { DueWork } from './dueWork.ts';
import type { JobActivation } from './jobActivation.ts';
import type { LateReceivers } from './lateReceivers.ts';
import { createLeftRouted } from './leftRouted.ts';
import type { CommittedBatch } from './work.ts';

export interface AmongNodes {
  /** At boot: carries on what an earlier run left. What another node has in hand is done by whoever is first. */
  recover(): Promise<void>;
  /** By the clock, and when a node was found dead: carries on what nobody did for a lease. */
  sweep(dead: boolean): Promise<void>;
  /** After a deployment of this node. */
  deployed(): void;
}

export interface AmongNodesOptions {
  store: OpenStore;
  cluster: Cluster;
  jobs: JobActivation;
  definitions: Definitions;
  due: DueWork;
  delivery: Delivery;
  lateReceivers: LateReceivers;
}

export function createAmongNodes(options: AmongNodesOptions): AmongNodes {
  const { store, cluster, jobs, definitions, due, delivery, lateReceivers } = options;
  const left = createLeftRouted(store, cluster.lease);
  cluster.onNews(heard);

  return {
    async recover() {
      await delivery.recover();
      await lateReceivers.recover();
    },
    async sweep(dead) {
      delivery.carryOn(await left.find(dead && (await isAlone())));
      // Also what a living node's commit opened, if that node never heard how the commit ended.
      await lateReceivers.recover();
      if (dead) due.wake();
    },
    deployed() {
      due.wake();
      cluster.tell({ deployed: true });
    },
  };

  async function isAlone(): Promise<boolean> {
    return (await cluster.nodes()).length <= 1;
  }

  function heard(news: BusMessage): void {
    const { jobs: types, anyJob, deployed, changed } = news;
    const anything = !types && !anyJob && !deployed && !changed;
    if (types || anyJob || anything) jobs.heard(news);
    if (!deployed && !anything) return;
    definitions.deployed();
    due.wake();
  }
}

/** After a commit: jobs that workers at other nodes may wait for. */
export function tellNews(cluster: Cluster, batches: CommittedBatch[]): void {
  const jobs = new Set<string>();
  let anyJob = false;
  for (const { events } of batches) {
    for (const event of events) {
      if (event.type === 'jobCreated') jobs.add(event.jobType);
      else anyJob ||= event.type === 'jobUpdated' || event.type === 'jobFailed';
    }
  }
  if (jobs.size === 0 && !anyJob) return;
  cluster.tell({ ...(jobs.size > 0 && { jobs: [...jobs] }), ...(anyJob && { anyJob: true as const }) });
}
