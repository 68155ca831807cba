// Wakes who waits for the end of an instance, with the commit that ends it, here or at another node.
import { dialectOf } from '../store/dialects/dialectOf.ts';
import type { OpenStore } from '../store/openStore.ts';
import type { Cluster } from './cluster.ts';
import type { CommittedBatch } from './work.ts';

export interface Endings {
  /** Whether it ends within so many milliseconds of the real clock; false at once where `signal` says that nobody waits. */
  wait(instanceKey: number, ms: number, signal?: AbortSignal): Promise<boolean>;
  /** Who wait at present. */
  readonly waiting: number;
}

export interface EndingsOfRuntime extends Endings {
  /** Answers who wait, and from now on at once. */
  close(): void;
}

export interface EndingsOptions {
  store: OpenStore;
  cluster: Pick<Cluster, 'onNews'>;
  onCommitted(listener: (batches: CommittedBatch[]) => void): void;
  /** Milliseconds after which is looked for endings that nobody told of. Default 1000. */
  lookAgain?: number;
  failed(error: unknown): void;
}

const LOOK_AGAIN = 1_000;

type Answer = (ended: boolean) => void;

export function createEndings(options: EndingsOptions): EndingsOfRuntime {
  const { store, cluster, onCommitted, lookAgain = LOOK_AGAIN, failed } = options;
  const waiters = new Map<number, Set<Answer>>();
  let timer: NodeJS.Timeout | undefined;
  let isLooking = false;
  let closed = false;

  onCommitted((batches) => {
    if (waiters.size === 0) return;
    for (const { instanceKey, events } of batches) {
      const hasEnded = ({ type }: { type: string }) =>
        type === 'instanceCompleted' || type === 'instanceTerminated';
      if (waiters.has(instanceKey) && events.some(hasEnded)) tell(instanceKey, true);
    }
  });
  cluster.onNews(({ changed }) => {
    if (!changed) return;
    const { instances } = changed;
    // None named: any may have ended.
    const keys = instances.length > 0 ? instances.filter((key) => waiters.has(key)) : [...waiters.keys()];
    lookFor(keys).catch(lookFailed);
  });

  return {
    wait(instanceKey, ms, signal) {
      if (closed || signal?.aborted) return Promise.resolve(false);
      return new Promise((resolve, reject) => {
        const answer: Answer = (ended) => {
          clearTimeout(deadline);
          signal?.removeEventListener('abort', left);
          remove(instanceKey, answer);
          resolve(ended);
        };
        const left = () => answer(false);
        const failedToLook = (error: unknown) => {
          reject(error);
          left();
        };
        // The last look, for what another node did since the one before.
        const deadline = setTimeout(() => lookFor([instanceKey]).then(left, left), ms);
        signal?.addEventListener('abort', left);
        add(instanceKey, answer);
        // Listening before looking: an end in between is not missed.
        lookFor([instanceKey]).catch(failedToLook);
      });
    },
    get waiting() {
      return [...waiters.values()].reduce((sum, { size }) => sum + size, 0);
    },
    close() {
      closed = true;
      for (const key of [...waiters.keys()]) tell(key, false);
    },
  };

  function add(key: number, answer: Answer): void {
    const those = waiters.get(key) ?? new Set();
    waiters.set(key, those.add(answer));
    timer ??= setInterval(lookForAll, lookAgain);
  }

  function remove(key: number, answer: Answer): void {
    const those = waiters.get(key);
    those?.delete(answer);
    if (those?.size === 0) waiters.delete(key);
    if (waiters.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  }

  function tell(key: number, ended: boolean): void {
    for (const answer of [...(waiters.get(key) ?? [])]) answer(ended);
  }

  /** Other nodes' news may be lost. */
  async function lookForAll(): Promise<void> {
    if (isLooking) return;
    isLooking = true;
    await lookFor([...waiters.keys()]).catch(lookFailed);
    isLooking = false;
  }

  /** One question, however many wait. */
  async function lookFor(keys: readonly number[]): Promise<void> {
    if (keys.length === 0) return;
    const { reader, tenant } = store;
    const ended: { key: number }[] = await reader('cauce_process_instances')
      .where({ tenant_id: tenant })
      .whereRaw(`key ${dialectOf(reader).among('number')}`, [JSON.stringify(keys)])
      .whereNot({ state: 'ACTIVE' })
      .select('key');
    for (const { key } of ended) tell(key, true);
  }

  /** Whoever waits is still told by the next look. */
  function lookFailed(error: unknown): void {
    if (!closed) failed(error);
  }
}
