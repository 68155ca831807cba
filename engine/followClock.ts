// What the product does when the system's clock is set: durations go on as they were, and what is due by the new time is done.
import type { BackgroundWork } from './backgroundWork.ts';
import type { WatchedClock } from './clock.ts';
import type { DurableRuntime } from './runtime/durableRuntime.ts';
import { moveLeases } from './store/leases.ts';
import type { OpenStore } from './store/openStore.ts';
import type { Upkeep } from './upkeep.ts';

const A_MINUTE = 60_000;

export interface Following {
  clock: WatchedClock;
  store: OpenStore;
  engine: Pick<DurableRuntime, 'clockSet'>;
  background: Pick<BackgroundWork, 'worker' | 'outbox'>;
  upkeep: Pick<Upkeep, 'keepAll'>;
  log(entry: unknown): void;
}

export function followClock({ clock, store, engine, background, upkeep, log }: Following): void {
  let following = Promise.resolve();
  clock.onSet((by, otherwise) => {
    log({ code: 'CLOCK_SET', values: { seconds: by / 1000 } });
    if (by > A_MINUTE) upkeep.keepAll();
    following = following.then(() => follow(by, otherwise)).catch(log);
  });

  async function follow(by: number, otherwise: number): Promise<void> {
    // Other nodes' clocks may be right: what they lease is not moved by this one.
    if (!store.shared) await moveLeases(store, by, otherwise);
    await engine.clockSet(otherwise);
    background.worker.notify();
    background.outbox.notify();
  }
}
