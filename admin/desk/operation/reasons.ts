// What is stuck and why, in groups: the same reason at the same place of the same process is one thing to put right.
import type { Visit } from '../../visit.ts';
import { incidentViews } from '../incidents.ts';
import { reasonName } from './stuckIncidents.ts';
import { isWaiting } from './stuckJobs.ts';
import { lateMs } from './stuckTimers.ts';

const most = 20;

interface Group {
  code: string;
  process_id: string;
  element_id: string;
  count: number | string;
  since: number | string;
  newest: number | string;
}

export async function stuckReasons(visit: Visit) {
  const { reader, tenant } = visit.engine.store;
  const groups: Group[] = await reader('cauce_incidents')
    .where({ tenant_id: tenant, state: 'ACTIVE' })
    .groupBy('process_id', 'element_id', 'code')
    .orderBy([
      { column: 'count', order: 'desc' },
      { column: 'newest', order: 'desc' },
    ])
    .limit(most)
    .select('process_id', 'element_id', 'code')
    .count('* as count')
    .min('created_at as since')
    .max('key as newest');
  return Promise.all(groups.map((group) => view(visit, group)));
}

async function view(visit: Visit, group: Group) {
  const { store } = visit.engine;
  const row = await store.find('incidents', { key: Number(group.newest) });
  const [newest] = row ? await incidentViews(visit, [row]) : [];
  const process = await store.find('process_definitions', { process_id: group.process_id });
  const query = new URLSearchParams({
    process: group.process_id,
    element: group.element_id,
    code: group.code,
  });
  const list = `${visit.base}/admin/operacion/incidentes`;
  const count = Number(group.count);
  return {
    count: visit.t('operation.cases', { count }),
    flow: String(process?.name || group.process_id),
    place: newest?.element ?? group.element_id,
    reason: reasonName(visit, group.code),
    words: newest?.words ?? '',
    since: Number(group.since),
    href: `${list}?${query}`,
    retry: `${list}/reintentar?${query}`,
    retryLabel: visit.t('operation.incidentes.all', { count }),
  };
}

/** How much of each kind there is, worst first; the number leads to the list. */
export async function stuckCounts(visit: Visit) {
  const { store, now } = visit.engine;
  const { reader, tenant } = store;
  const mine = { tenant_id: tenant };
  const count = async (rows: ReturnType<typeof reader>): Promise<number> => {
    const [row] = (await rows.count({ count: '*' })) as { count: number | string }[];
    return Number(row?.count ?? 0);
  };
  const [incidents, failing, late, failed, waiting] = await Promise.all([
    count(reader('cauce_incidents').where({ ...mine, state: 'ACTIVE' })),
    count(
      reader('cauce_jobs')
        .where({ ...mine, state: 'FAILED' })
        .whereRaw(isWaiting),
    ),
    count(
      reader('cauce_timers')
        .where(mine)
        .where('due_at', '<', now() - lateMs),
    ),
    count(reader('cauce_mails').where({ ...mine, state: 'FAILED' })),
    count(reader('cauce_mails').where({ ...mine, state: 'QUEUED' })),
  ]);
  const tile = (path: string, label: string, count: number, bad: string) => ({
    href: `${visit.base}/admin/operacion/${path}`,
    count,
    label: visit.t(`operation.tile.${label}`),
    stateClass: count > 0 ? bad : 'none',
  });
  return [
    tile('incidentes', 'incidents', incidents, 'overdue'),
    tile('trabajos?wait=failing', 'failing', failing, 'atRisk'),
    tile('relojes?due=late', 'late', late, 'overdue'),
    tile('correos?state=FAILED', 'failedMails', failed, 'overdue'),
    tile('correos?state=QUEUED', 'waitingMails', waiting, 'atRisk'),
  ];
}
