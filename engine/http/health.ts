// `GET /health` says that the process runs; `GET /ready` that it can serve, which needs the database.
import { Router } from 'express';
import type { Engine } from '../runtime/engine.ts';

export function healthRouter(engine: Engine): Router {
  const router = Router();
  router.get('/health', (_request, response) => {
    response.json({ status: 'UP' });
  });
  router.get('/ready', async (_request, response) => {
    try {
      // Through the writer's turn, so that a full disk or a lost lock is seen too.
      await engine.store.write((db) => db('cauce_counters').where({ name: '' }).first());
      response.json({ status: 'READY' });
    } catch {
      response.status(503).json({ status: 'UNAVAILABLE' });
    }
  });
  return router;
}
