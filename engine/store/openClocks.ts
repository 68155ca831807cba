// Service level clocks that are not ended, by the calendar that counts them.
import type { Db } from './store.ts';

export interface OpenClock {
  key: number;
  instanceKey: number;
  caseKey: number;
  caseNumber: string | null;
  processId: string;
  /** Of the case. */
  processName: string | null;
  name: string;
  metric: string;
  isPaused: boolean;
  /** Version that counted it so far. */
  version: number | null;
  dueAt: number | null;
}

/** Those of a calendar that are not counted by that version yet. */
export async function openClocks(
  { reader, tenant }: { readonly reader: Db; readonly tenant: string },
  calendarId: string,
  version: number | undefined,
  some: { after: number; limit: number } | { keys: readonly number[] },
): Promise<OpenClock[]> {
  const rows = reader('cauce_sla_clocks as s')
    .leftJoin('cauce_cases as c', 'c.key', 's.root_key')
    .where({ 's.tenant_id': tenant, 's.calendar_id': calendarId })
    .whereIn('s.state', ['RUNNING', 'PAUSED'])
    .orderBy('s.key');
  if ('keys' in some) rows.whereIn('s.key', [...some.keys]);
  else rows.where('s.key', '>', some.after).limit(some.limit);
  if (version !== undefined)
    rows.where((either) => either.whereNull('s.calendar_version').orWhereNot('s.calendar_version', version));
  const found = await rows.select({
    key: 's.key',
    instanceKey: 's.instance_key',
    caseKey: 's.root_key',
    caseNumber: 'c.number',
    processId: 's.process_id',
    processName: 'c.process_name',
    name: 's.name',
    metric: 's.metric',
    state: 's.state',
    version: 's.calendar_version',
    dueAt: 's.due_at',
  });
  return found.map(({ state, ...row }) => ({
    ...row,
    key: Number(row.key),
    instanceKey: Number(row.instanceKey),
    caseKey: Number(row.caseKey),
    dueAt: row.dueAt === null ? null : Number(row.dueAt),
    isPaused: state === 'PAUSED',
  }));
}
