// What belongs to a case beside its own way: the processes that it called, and where it stands still.
import type { Visit } from '../../visit.ts';
import { stateView } from '../caseFor.ts';
import { incidentViews } from '../incidents.ts';
import { numberOf, textOf } from '../rows.ts';
import { inCase } from './readCase.ts';

const most = 200;

export async function childInstances(visit: Visit, key: number) {
  const { rows } = await visit.engine.store.search('process_instances', {
    where: [inCase(key), { column: 'key', op: 'neq', value: key }],
    sort: [{ column: 'key' }],
    limit: most,
  });
  return rows.map((row) => ({
    key: numberOf(row.key),
    name: textOf(row.process_name),
    state: textOf(row.state),
  }));
}

export async function childrenOf(visit: Visit, key: number) {
  return (await childInstances(visit, key)).map((child) => ({
    name: child.name,
    href: `${visit.base}/casos/${key}/auditoria?instance=${child.key}`,
    ...stateView(visit, child.state),
  }));
}

/** Who may put the case right says why, before it is tried again. */
export async function openIncidents(visit: Visit, key: number, may: boolean) {
  const { rows } = await visit.engine.store.search('incidents', {
    where: [inCase(key), { column: 'state', op: 'eq', value: 'ACTIVE' }],
    limit: most,
  });
  const views = await incidentViews(visit, rows);
  return views.map((view, at) => ({
    ...view,
    retryHref: may && `${visit.base}/casos/${key}/reintentar?incidente=${numberOf(rows[at]?.key)}`,
  }));
}
