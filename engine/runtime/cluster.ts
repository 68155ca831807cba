// What this node does because others may be on the same database: it says that it lives, hears their news, and carries on
// what a dead or slow one left.
import { hostname } from 'node:os';
import type { Bus, BusMessage } from '../store/bus.ts';
import type { OpenStore } from '../store/openStore.ts';
import type { Db } from '../store/store.ts';
import { createNodeRegistry, type Node, type NodeRegistry } from './nodeRegistry.ts';
import type { RuntimeOptions } from './runtimeOptions.ts';

export interface Cluster {
  /** Of this node; empty where it is alone on its store. */
  readonly id: string;
  /** Milliseconds after which what a silent node holds is there for the others. */
  readonly lease: number;
  start(): Promise<void>;
  /** Where this node serves. */
  serves(port: number): void;
  nodes(): Promise<Node[]>;
  /** Newest format that every living node reads. */
  eventFormat(): number;
  /** After a commit. */
  tell(news: Omit<BusMessage, 'from'>): void;
  /** Told of other nodes' news. */
  onNews(listener: (news: BusMessage) => void): void;
  close(): Promise<void>;
}

export interface ClusterOptions {
  store: OpenStore;
  lease: number;
  release: string;
  eventFormat: number;
  /** Carries on what is left; called by the clock, and at once when a node is found dead. */
  sweep(dead: boolean): Promise<void>;
  failed(error: unknown): void;
}

/** Raised when events have a shape that older programs cannot read: written once every living node reads it. */
const EVENT_FORMAT = 1;
const NODE_LEASE = 10_000;

export function clusterOptions(options: RuntimeOptions, sweep: ClusterOptions['sweep']): ClusterOptions {
  const { store, nodeLease = NODE_LEASE, release = '', eventFormat = EVENT_FORMAT, failed } = options;
  return { store, lease: nodeLease, release, eventFormat, sweep, failed };
}

/** Name under which a node's own workers lease jobs. */
export const workerOf = (node: string): string => (node === '' ? 'cauce' : `cauce@${node}`);

export function createCluster(options: ClusterOptions): Cluster {
  const { store, lease, release, eventFormat } = options;
  if (!store.shared) return alone(options);
  const listeners: ((news: BusMessage) => void)[] = [];
  const registry: NodeRegistry = createNodeRegistry({
    store,
    lease,
    release,
    eventFormat,
    host: hostname(),
    free,
    freed() {
      tellAll({});
      // Who may take it can be elsewhere.
      bus?.tell({ from: registry.id });
      void sweep(true);
    },
    failed: options.failed,
  });
  let bus: Bus | undefined;
  let timer: NodeJS.Timeout | undefined;
  let sweeping: Promise<void> = Promise.resolve();

  return {
    id: registry.id,
    lease,
    async start() {
      bus = store.openBus();
      bus?.onMessage((news) => {
        if (news.from !== registry.id) tellAll(news);
      });
      await Promise.all([registry.start(), bus?.ready()]);
      timer = setInterval(() => void sweep(false), lease / 2);
      timer.unref();
    },
    serves: registry.serves,
    nodes: registry.list,
    eventFormat: registry.eventFormat,
    tell: (news) => bus?.tell({ from: registry.id, ...news }),
    onNews: (listener) => void listeners.push(listener),
    async close() {
      clearInterval(timer);
      await sweeping;
      await registry.close();
      await bus?.close();
    },
  };

  function sweep(dead: boolean): Promise<void> {
    sweeping = sweeping.then(() => options.sweep(dead)).catch(options.failed);
    return sweeping;
  }

  function tellAll(news: BusMessage): void {
    for (const listener of listeners) {
      try {
        listener(news);
      } catch (error) {
        options.failed(error);
      }
    }
  }

  /**
   * Its workers' jobs, the mails that it was sending and the mailboxes that it read are anybody's. Its answers are refused
   * by then: the epoch grows. Whoever finds it dead frees all of it, whatever tenant it was of: nobody else will.
   */
  async function free(db: Db, dead: string[]): Promise<void> {
    await leased(db, dead).update({ leased_until: null });
    await db('cauce_mails')
      .where({ state: 'QUEUED' })
      .whereIn('claimed_by', dead)
      .update({ claimed_by: null, next_attempt_at: 0 });
    await db('cauce_mailboxes').whereIn('claimed_by', dead).update({ claimed_by: null, claimed_until: 0 });
  }
}

/** Jobs that workers of these nodes hold. */
function leased(db: Db, nodes: string[]) {
  return db('cauce_jobs')
    .whereIn('worker', nodes.map(workerOf))
    .whereIn('state', ['CREATED', 'FAILED'])
    .whereNotNull('leased_until');
}

function alone({ store, lease, release, eventFormat }: ClusterOptions): Cluster {
  const startedAt = Date.now();
  let port: number | null = null;
  return {
    id: '',
    lease,
    async start() {
      // Nobody else can be on this store: what its own workers hold was left by a process that is gone.
      const mine = (db: Db) => leased(db, ['']).where({ tenant_id: store.tenant });
      if (await mine(store.reader).first('key'))
        await store.write((db) => mine(db).update({ leased_until: null }));
    },
    serves(given) {
      port = given;
    },
    nodes: async () => {
      const heartbeatAt = Date.now();
      return [{ id: '', host: hostname(), port, release, eventFormat, startedAt, heartbeatAt }];
    },
    eventFormat: () => eventFormat,
    tell() {},
    onNews() {},
    close: async () => {},
  };
}
