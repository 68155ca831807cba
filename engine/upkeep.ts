// What a running product does by the minute: a signed anchor over what changed, and forgetting what nobody may ask for again.
import { writeAnchor } from './audit/anchors.ts';
import type { OpenStore } from './store/openStore.ts';

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
  /** Milliseconds between two runs. */
  every?: number;
}

const MINUTE = 60_000;
/** Command ids are kept so long: a client that repeats later than that asks anew. */
const COMMANDS_KEPT = 72 * 60 * MINUTE;

export function createUpkeep({ store, now, log, every = MINUTE }: UpkeepOptions): Upkeep {
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
  const timer = setInterval(() => void upkeep.run(), every);
  timer.unref();
  return upkeep;

  async function work(): Promise<void> {
    await writeAnchor(store, now());
    if (performance.now() < keptUntil) return;
    const { tenant, reader } = store;
    const commands = { tenant_id: tenant };
    const old = now() - COMMANDS_KEPT;
    const anyCommand = await reader('cauce_commands').where(commands).where('at', '<', old).first('id');
    const anyMessage = await reader('cauce_messages')
      .where(commands)
      .where('expires_at', '<', now())
      .first('key');
    if (!anyCommand && !anyMessage) return;
    await store.write(async (db) => {
      await db('cauce_commands').where(commands).where('at', '<', old).del();
      await db('cauce_messages').where(commands).where('expires_at', '<', now()).del();
    });
  }
}
