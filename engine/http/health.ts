// `GET /health` says that the process runs; `GET /ready` that it can serve, which needs a database that takes writes.
import { randomBytes } from 'node:crypto';
import { Router } from 'express';
import type { OpenStore } from '../store/openStore.ts';

/** Whoever asks more often is told what was found before: asking must not cost a write each time. */
const FRESH = 1_000;
/** Characters that a disk must take to count as having space again: more than most requests need. */
const ENOUGH = 262_144;

export function healthRouter(store: OpenStore): Router {
  const router = Router();
  let asked: { at: number; isWritten: Promise<boolean> } | undefined;
  /** When a disk that had refused somebody was last found to take enough. */
  let recoveredAt = Number.NEGATIVE_INFINITY;
  const refusedSince = (at: number): boolean => (store.refusedAt() ?? Number.NEGATIVE_INFINITY) > at;

  async function isWritable(): Promise<boolean> {
    const at = performance.now();
    if (!asked || at - asked.at >= FRESH) asked = { at, isWritten: write(at) };
    return (await asked.isWritten) && !refusedSince(Math.max(asked.at, recoveredAt));
  }

  /** A row that is there already is written without a new page, and so even on a full disk: after a refusal that is not enough. */
  async function write(at: number): Promise<boolean> {
    try {
      if (refusedSince(recoveredAt)) {
        await writeMuch(store);
        recoveredAt = at;
      } else await writeHeartbeat(store);
      return true;
    } catch {
      return false;
    }
  }

  router.get('/health', (_request, response) => {
    response.json({ status: 'UP' });
  });
  router.get('/ready', async (_request, response) => {
    const isReady = await isWritable();
    response.status(isReady ? 200 : 503).json({ status: isReady ? 'READY' : 'UNAVAILABLE' });
  });
  return router;
}

/** Through the writer's turn and its commit, so that a full disk or a lost lock is seen too. */
async function writeHeartbeat(store: OpenStore): Promise<void> {
  await store.write((db) =>
    db('cauce_counters')
      .insert({ tenant_id: store.tenant, name: 'heartbeat', value: Date.now() })
      .onConflict(['tenant_id', 'name'])
      .merge(['value']),
  );
}

/** A snapshot of no stream, which is gone again afterwards. */
async function writeMuch(store: OpenStore): Promise<void> {
  const key = { tenant_id: store.tenant, stream: 'heartbeat' };
  const state = randomBytes(ENOUGH / 2).toString('hex');
  const remove = () => store.write((db) => db('cauce_snapshots').where(key).del());
  await remove();
  await store.write((db) =>
    db('cauce_snapshots').insert({ ...key, sequence: 0, version: 0, hash: '', state }),
  );
  await remove();
}
