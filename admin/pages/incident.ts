// An incident is tried again; the case's page then says whether it went on, failed again, or is still being tried.
import { openIncidentsOf, pendingJobs } from '../desk/incidents.ts';
import { numberOf, textOf } from '../desk/rows.ts';
import type { Row } from '../engine.ts';
import { type PageRoute, post } from '../route.ts';
import { notFound, type Visit } from '../visit.ts';

const looks = 10;

export async function outcomeOf(visit: Visit, incident: Row): Promise<'again' | 'passed' | 'retried'> {
  const caseKey = numberOf(incident.root_key);
  for (let look = 0; look < looks; look += 1) {
    await visit.engine.settle(100);
    const open = await openIncidentsOf(visit, caseKey);
    if (open.some((row) => textOf(row.element_id) === textOf(incident.element_id))) return 'again';
    if (!(await pendingJobs(visit, caseKey, textOf(incident.element_id)))) return 'passed';
    await new Promise((resume) => setTimeout(resume, 50));
  }
  return 'retried';
}

async function retryIncident(visit: Visit): Promise<void> {
  const { engine, principal } = visit;
  const key = visit.key('key');
  const row = await engine.store.find('incidents', { key });
  if (!row) throw notFound();
  const jobKey = row.job_key === null || row.job_key === undefined ? undefined : Number(row.job_key);
  // A job without attempts left would stop again at once.
  if (jobKey !== undefined) await engine.updateJob(jobKey, { retries: 3 }, { principal });
  await engine.resolveIncident(key, { principal });
  visit.go(`/casos/${numberOf(row.root_key)}?notice=${await outcomeOf(visit, row)}`);
}

export const incidentPages: PageRoute[] = [
  post('/incidentes/:key/reintentar', 'incident:resolve', retryIncident),
];
