// How much open work people hold and groups have waiting, each counted within bounds through the work list's own order.
import type { Db } from './store.ts';

export interface Workload {
  open: number;
  overdue: number;
  atRisk: number;
  /** There is more than was counted. */
  more: boolean;
}

export interface WorkloadOf {
  tenant: string;
  /** Who holds tasks, or the group that nobody took them from yet. */
  kind: 'holder' | 'group';
  names: readonly string[];
  now: number;
  /** Until when what is due is at risk. */
  riskUntil: number;
}

const MOST = 10_000;

async function loadOf(db: Db, name: string, { tenant, kind, now, riskUntil }: WorkloadOf): Promise<Workload> {
  const rows = db('cauce_work_list')
    .where({ tenant_id: tenant, kind, name })
    .limit(MOST + 1)
    .select('due_at');
  if (kind === 'group') rows.where({ held: 0 });
  const sum = (condition: string) => `coalesce(sum(CASE WHEN ${condition} THEN 1 ELSE 0 END), 0)`;
  const [found] = (await db
    .from(rows.as('w'))
    .select(
      db.raw('count(*) AS open'),
      db.raw(`${sum('w.due_at < ?')} AS overdue`, [now]),
      db.raw(`${sum('w.due_at >= ? AND w.due_at <= ?')} AS risky`, [now, riskUntil]),
    )) as { open: number; overdue: number; risky: number }[];
  const open = Number(found?.open ?? 0);
  return {
    open: Math.min(open, MOST),
    overdue: Number(found?.overdue ?? 0),
    atRisk: Number(found?.risky ?? 0),
    more: open > MOST,
  };
}

export async function readWorkload(db: Db, of: WorkloadOf): Promise<Map<string, Workload>> {
  const loads = await Promise.all(of.names.map((name) => loadOf(db, name, of)));
  return new Map(of.names.map((name, at) => [name, loads[at] as Workload]));
}

/** Enough for a week of anybody; more is "so many at least". */
const MOST_DONE = 2_000;

/** What each of these people completed since then of the tasks that they held. */
export async function readDone(
  db: Db,
  tenant: string,
  names: readonly string[],
  since: number,
): Promise<Map<string, number>> {
  const counts = await Promise.all(
    names.map(async (assignee) => {
      const latest = db('cauce_user_tasks')
        .where({ tenant_id: tenant, assignee, state: 'COMPLETED' })
        .where('completed_at', '>=', since)
        .limit(MOST_DONE)
        .select('key');
      const [row] = (await db.from(latest.as('d')).count({ done: '*' })) as { done: number }[];
      return Number(row?.done ?? 0);
    }),
  );
  return new Map(names.map((name, at) => [name, counts[at] ?? 0]));
}
