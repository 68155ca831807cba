// How a deployment or a draft fares, for the browser to ask while a page is being read.
import { judgeDeployment, judgeHealth } from '../desk/health.ts';
import { get, type PageRoute } from '../route.ts';
import { notFound, type Visit } from '../visit.ts';
import { draftOf } from './draftFiles.ts';

async function ofDeployment(visit: Visit): Promise<void> {
  const health = await judgeDeployment(visit, visit.key('deployment'));
  if (!health) throw notFound();
  visit.response.json(health);
}

async function ofDraft(visit: Visit): Promise<void> {
  const { key } = await draftOf(visit);
  visit.response.json(await judgeHealth(visit, await visit.engine.drafts.contents(key)));
}

export const healthPages: PageRoute[] = [
  get('/despliegues/:deployment/salud', 'draft:read', ofDeployment),
  get('/borradores/:key/salud', 'draft:read', ofDraft),
];
