// `GET /health` says that the process runs; `GET /ready` that it can serve, which needs a database that takes writes.
import { Router } from 'express';
import type { OpenStore } from '../store/openStore.ts';

/** Whoever asks more often is told what was found before: asking must not cost a write each time. */
const FRESH = 1_000;
/**
 * A row that is there already is written without a new page, and so even on a full disk. What the disk refused to
 * others counts as well, for so long; then requests may try again.
 */
const REFUSED = 30_000;

export function healthRouter(store: OpenStore): Router {
  const router = Router();
  let asked: { at: number; isWritten: Promise<boolean> } | undefined;
  const isWritable = async (): Promise<boolean> => {
    const at = performance.now();
    if (!asked || at - asked.at >= FRESH) asked = { at, isWritten: writeHeartbeat(store) };
    const isWritten = await asked.isWritten;
    const refusedAt = store.refusedAt();
    return isWritten && (refusedAt === undefined || performance.now() - refusedAt >= REFUSED);
  };
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
async function writeHeartbeat(store: OpenStore): Promise<boolean> {
  try {
    await store.write((db) =>
      db('cauce_counters')
        .insert({ tenant_id: store.tenant, name: 'heartbeat', value: Date.now() })
        .onConflict(['tenant_id', 'name'])
        .merge(['value']),
    );
    return true;
  } catch {
    return false;
  }
}
