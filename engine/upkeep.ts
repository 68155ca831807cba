// What a running product does by the minute: a signed anchor over what changed, and forgetting what nobody may ask for again.
import { writeAnchor } from './audit/anchors.ts';
import type { OpenStore } from './store/openStore.ts';
import type { Db } from './store/store.ts';

export interface Upkeep {
  /** Runs now; resolves when it is done. */
  run(): Promise<void>;
  /** The clock was set ahead: what seems old may not be, so nothing is forgotten until it would be by any clock. */
  keepAll(): void;
  /** The last anchor, over everything that was committed. */
  close(): Promise<void>;
}

export interface UpkeepOptions {
  store: OpenStore;
  now(): number;
  log(error: unknown): void;
  /** What else is done each time but at the end: it may take long, and the next run waits for it. */
  also?: () => Promise<unknown>;
  /** Milliseconds between two runs. */
  every?: number;
}

const MINUTE = 60_000;
/** Command ids are kept so long: a client that repeats later than that asks anew. */
const COMMANDS_KEPT = 72 * 60 * MINUTE;
/** Another system that tells of the same event later than that begins anew. */
const CALLS_KEPT = 2 * 365 * 24 * 60 * MINUTE;
/** Rows forgotten in one transaction. */
const AT_ONCE = 5_000;

export function createUpkeep({ store, now, log, also, every = MINUTE }: UpkeepOptions): Upkeep {
  let running: Promise<void> = Promise.resolve();
  let keptUntil = 0;
  const upkeep: Upkeep = {
    run() {
      running = running.then(work).catch(log);
      return running;
    },
    keepAll() {
      keptUntil = performance.now() + COMMANDS_KEPT;
    },
    async close() {
      clearInterval(timer);
      await upkeep.run();
    },
  };
  const timer = setInterval(() => void upkeep.run().then(runAlso), every);
  timer.unref();
  return upkeep;

  function runAlso(): void {
    running = running.then(also).then(undefined, log);
  }

  async function work(): Promise<void> {
    await writeAnchor(store, now());
    if (performance.now() < keptUntil) return;
    await forget('cauce_commands', ['tenant_id', 'principal', 'id'], 'at', now() - COMMANDS_KEPT);
    await forget('cauce_messages', ['key'], 'expires_at', now());
    await forget('cauce_webhook_calls', ['tenant_id', 'name', 'id'], 'at', now() - CALLS_KEPT);
  }

  /** In portions: what piled up while nobody ran must not hold up everybody else. */
  async function forget(table: string, key: string[], column: string, before: number): Promise<void> {
    const old = (db: Db) => db(table).where({ tenant_id: store.tenant }).where(column, '<', before);
    while (await old(store.reader).first(key)) {
      const removed = await store.write(async (db) => {
        const portion = old(db).orderBy(column).limit(AT_ONCE).select(key);
        return (await db(table).whereIn(key, portion).del()) as number;
      });
      if (removed < AT_ONCE) return;
    }
  }
}
