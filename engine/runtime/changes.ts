// Tells open pages that something changed, here or at another node: hints to look again, gathered for a moment.
import type { BusMessage } from '../store/bus.ts';
import type { Cluster } from './cluster.ts';
import type { CommittedBatch } from './work.ts';

/** Which instances went on. `instances` is absent where so many did, or so little is known, that any may have. */
export interface Change {
  instances?: readonly number[];
  /** User tasks came, went or changed hands. */
  tasks: boolean;
}

export interface Changes {
  /** Told at most twice a second; the answer ends it, and `ended` is told when the engine closes. Neither may throw. */
  follow(listener: (change: Change) => void, ended?: () => void): () => void;
  /** Listeners at present. */
  readonly followers: number;
}

export interface ChangesOfRuntime extends Changes {
  close(): void;
}

const GATHER_MS = 500;
/** More than this in one moment are not named: who follows looks anyway, and a notification is short. */
const MOST_NAMED = 200;

/** `onCommitted` tells of this node's commits, `cluster` of the others'. */
export function createChanges(
  cluster: Pick<Cluster, 'tell' | 'onNews'>,
  shared: boolean,
  onCommitted: (listener: (batches: CommittedBatch[]) => void) => void,
): ChangesOfRuntime {
  const listeners = new Map<(change: Change) => void, (() => void) | undefined>();
  const here = gathering((change) => {
    tell(change);
    if (shared) cluster.tell({ changed: { instances: [...(change.instances ?? [])], tasks: change.tasks } });
  });
  cluster.onNews(heard);
  onCommitted((batches) => {
    if (listeners.size > 0 || shared) here.add(batches);
  });

  return {
    follow(listener, ended) {
      listeners.set(listener, ended);
      return () => void listeners.delete(listener);
    },
    get followers() {
      return listeners.size;
    },
    close() {
      here.close();
      for (const ended of listeners.values()) ended?.();
      listeners.clear();
    },
  };

  function tell(change: Change): void {
    for (const listener of [...listeners.keys()]) listener(change);
  }

  function heard({ changed, jobs, anyJob, deployed }: BusMessage): void {
    if (changed) {
      const { instances, tasks } = changed;
      tell({ ...(instances.length > 0 && { instances }), tasks });
    } else if (!jobs && !anyJob && !deployed) tell({ tasks: true });
  }
}

/** What commits within a moment is told at once. */
function gathering(tell: (change: Change) => void) {
  let instances = new Set<number>();
  let tasks = false;
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    const change = { ...(instances.size <= MOST_NAMED && { instances: [...instances] }), tasks };
    instances = new Set();
    tasks = false;
    timer = undefined;
    tell(change);
  }

  return {
    add(batches: CommittedBatch[]): void {
      for (const { instanceKey, events } of batches) {
        if (instances.size <= MOST_NAMED) instances.add(instanceKey);
        tasks ||= events.some(({ type }) => type.startsWith('userTask'));
      }
      timer ??= setTimeout(flush, GATHER_MS).unref();
    },
    close: () => clearTimeout(timer),
  };
}
