// What is open at this moment, counted by the database: how old, whose, and what is late.
import type { Db, Engine } from '../engine.ts';
import type { Filter } from './question.ts';

const DAY = 86_400_000;
/** Days of age at which a bucket ends. */
export const AGES = [1, 5, 10, 15, 30] as const;

export interface Scope {
  engine: Engine;
  filter: Filter;
  now: number;
  /** The last instant of today where the organisation is. */
  dayEnd: number;
}

export interface Load {
  /** Username or group. */
  name: string;
  open: number;
  overdue: number;
  today: number;
}

const count = (value: unknown): number => Number(value ?? 0);

/** Processes of the flow and variant that were asked for; undefined: all. */
async function processesOf({ engine, filter }: Scope): Promise<string[] | undefined> {
  if (filter.flow === undefined && filter.variant === undefined) return undefined;
  const { reader, tenant } = engine.store;
  const rows: { process_id: string }[] = await reader('cauce_process_definitions')
    .where({
      tenant_id: tenant,
      ...(filter.flow !== undefined && { variant_flow: filter.flow }),
      ...(filter.variant !== undefined && { variant_kind: filter.variant }),
    })
    .distinct('process_id');
  return rows.map((row) => row.process_id);
}

/** A query, not its rows: whoever awaits it here would run it. */
function openRows(scope: Scope, processes: string[] | undefined, table: 'cauce_cases' | 'cauce_user_tasks') {
  const { reader, tenant } = scope.engine.store;
  const state = table === 'cauce_cases' ? 'ACTIVE' : 'CREATED';
  const rows = reader(`${table} as t`).where({ 't.tenant_id': tenant, 't.state': state });
  if (processes) rows.whereIn('t.process_id', processes);
  return rows;
}

const sumIf = (db: Db, condition: string, values: (string | number)[], name: string) =>
  db.raw(`SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END) AS ??`, [...values, name]);

export interface Ageing {
  /** By bucket, the youngest first. */
  onTime: number[];
  today: number[];
  overdue: number[];
}

/** Open cases by how many days ago they were opened, and by what has become of their due date. */
export async function ageing(scope: Scope): Promise<Ageing> {
  const { reader } = scope.engine.store;
  const edges = AGES.map((days) => scope.now - days * DAY);
  const bucket = `CASE ${edges.map((_, index) => `WHEN t.opened_at > ? THEN ${index}`).join(' ')} ELSE ${edges.length} END`;
  const query = openRows(scope, await processesOf(scope), 'cauce_cases')
    .select(reader.raw(`${bucket} AS bucket`, edges))
    .select(sumIf(reader, 't.due_at < ?', [scope.now], 'overdue'))
    .select(sumIf(reader, 't.due_at >= ? AND t.due_at <= ?', [scope.now, scope.dayEnd], 'today'))
    .count('* as all')
    .groupBy('bucket');
  const rows = (await query) as { [column: string]: unknown }[];
  const empty = () => Array.from({ length: AGES.length + 1 }, () => 0);
  const ageing: Ageing = { onTime: empty(), today: empty(), overdue: empty() };
  for (const row of rows) {
    const at = count(row.bucket);
    ageing.overdue[at] = count(row.overdue);
    ageing.today[at] = count(row.today);
    ageing.onTime[at] = count(row.all) - count(row.overdue) - count(row.today);
  }
  return ageing;
}

/** Open tasks by who holds them; those that nobody holds are under ''. */
export async function loadByPerson(scope: Scope): Promise<Load[]> {
  const { reader } = scope.engine.store;
  const rows = openRows(scope, await processesOf(scope), 'cauce_user_tasks')
    .select('t.assignee as name')
    .select(sumIf(reader, 't.due_at < ?', [scope.now], 'overdue'))
    .select(sumIf(reader, 't.due_at >= ? AND t.due_at <= ?', [scope.now, scope.dayEnd], 'today'))
    .count('* as open')
    .groupBy('t.assignee');
  return loads((await rows) as unknown as Counted[]);
}

/** Open tasks by the group that may take them. */
export async function loadByRole(scope: Scope): Promise<Load[]> {
  const { reader } = scope.engine.store;
  const rows = openRows(scope, await processesOf(scope), 'cauce_user_tasks')
    .join('cauce_task_candidates as c', (join) => {
      join.on('c.tenant_id', 't.tenant_id').andOn('c.task_key', 't.key');
    })
    .where('c.kind', 'group')
    .select('c.name as name')
    .select(sumIf(reader, 't.due_at < ?', [scope.now], 'overdue'))
    .select(sumIf(reader, 't.due_at >= ? AND t.due_at <= ?', [scope.now, scope.dayEnd], 'today'))
    .count('* as open')
    .groupBy('c.name');
  return loads((await rows) as unknown as Counted[]);
}

interface Counted {
  name: string | null;
  open: unknown;
  overdue: unknown;
  today: unknown;
}

function loads(rows: Counted[]): Load[] {
  return rows
    .map(({ name, open, overdue, today }) => ({
      name: name ?? '',
      open: count(open),
      overdue: count(overdue),
      today: count(today),
    }))
    .sort((a, b) => b.overdue - a.overdue || b.open - a.open || a.name.localeCompare(b.name));
}

export interface PressingClock {
  caseKey: number;
  number: string | null;
  process: string;
  /** What the clock promises. */
  name: string;
  dueAt: number;
}

/** Clocks that are at risk, or will be before the day ends, and are not late yet; the first to run out first. */
export async function clocksAtRisk(scope: Scope, limit: number): Promise<PressingClock[]> {
  const { reader, tenant } = scope.engine.store;
  const processes = await processesOf(scope);
  const query = reader('cauce_sla_clocks as s')
    .join('cauce_cases as t', 't.key', 's.root_key')
    .where({ 's.tenant_id': tenant, 's.state': 'RUNNING' })
    .where('s.due_at', '>=', scope.now)
    .where((or) => {
      or.where('s.risk_at', '<=', scope.dayEnd).orWhere('s.due_at', '<=', scope.dayEnd);
    });
  if (processes) query.whereIn('t.process_id', processes);
  const rows: { [column: string]: string | number | null }[] = await query
    .orderBy(['s.due_at', 's.key'])
    .limit(limit)
    .select('t.key', 't.number', 't.process_name', 's.name', 's.due_at');
  return rows.map((row) => ({
    caseKey: count(row.key),
    number: row.number === null || row.number === undefined ? null : String(row.number),
    process: String(row.process_name ?? ''),
    name: String(row.name ?? ''),
    dueAt: count(row.due_at),
  }));
}

export interface Pressing {
  key: number;
  number: string | null;
  process: string;
  milestone: string;
  dueAt: number;
}

/** Cases that are late (the longest first), or that will be by the end of the day. */
export async function pressing(scope: Scope, when: 'overdue' | 'today', limit: number): Promise<Pressing[]> {
  const rows = openRows(scope, await processesOf(scope), 'cauce_cases')
    .where('t.due_at', when === 'overdue' ? '<' : '>=', scope.now)
    .where('t.due_at', '<=', scope.dayEnd)
    .orderBy(['t.due_at', 't.key'])
    .limit(limit)
    .select('t.key', 't.number', 't.process_name', 't.milestone', 't.due_at');
  return (await rows).map((row: { [column: string]: string | number | null }) => ({
    key: count(row.key),
    number: row.number === null ? null : String(row.number),
    process: String(row.process_name ?? ''),
    milestone: String(row.milestone ?? ''),
    dueAt: count(row.due_at),
  }));
}
