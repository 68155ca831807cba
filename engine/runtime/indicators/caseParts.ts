// Tasks, activities, clocks and answers of some cases, from the read models.
import type { ElementModel } from '../../core/index.ts';
import type { CaseRecord, ElementRecord, TaskRecord } from '../../metrics/index.ts';
import { ANSWER_USED } from '../../store/projections/facts.ts';
import type { Db } from '../../store/store.ts';

export interface Models {
  /** An element of the drawing that an instance follows. */
  elementOf(instanceKey: number, id: string): ElementModel | undefined;
}

export async function tasksIn(db: Db, keys: number[], models: Models) {
  const byCase = new Map<number, TaskRecord[]>();
  const own = new Set<number>();
  const rows = await db('cauce_user_tasks')
    .whereIn('root_key', keys)
    .orderBy('key')
    .select('root_key', 'instance_key', 'element_id', 'element_instance_key', 'state')
    .select('created_at', 'claimed_at', 'completed_at', 'completed_by');
  for (const row of rows) {
    own.add(Number(row.element_instance_key));
    if (row.state !== 'COMPLETED') continue;
    const lane = models.elementOf(row.instance_key, row.element_id)?.lane;
    push(byCase, row.root_key, {
      element: row.element_id,
      ...(lane !== undefined && { lane }),
      ...(row.completed_by !== null && { person: row.completed_by }),
      createdAt: Number(row.created_at),
      ...(row.claimed_at !== null && { claimedAt: Number(row.claimed_at) }),
      completedAt: Number(row.completed_at),
    });
  }
  return { byCase, keys: own };
}

/** How often somebody said that a guide gave the answer. */
export async function answersIn(db: Db, keys: number[]): Promise<Map<number, number>> {
  const rows: { root_key: number; used: number }[] = await db('cauce_notes')
    .whereIn('root_key', keys)
    .where({ kind: ANSWER_USED })
    .groupBy('root_key')
    .select('root_key')
    .count({ used: '*' });
  return new Map(rows.map(({ root_key, used }) => [Number(root_key), Number(used)]));
}

/** When each was reopened by hand; the note of it is there as long as the case. */
export async function reopenedIn(db: Db, keys: number[]): Promise<Map<number, number[]>> {
  const rows: { root_key: number; created_at: number }[] = await db('cauce_notes')
    .whereIn('root_key', keys)
    .where({ kind: 'reopenCase' })
    .orderBy('key')
    .select('root_key', 'created_at');
  const byCase = new Map<number, number[]>();
  for (const { root_key, created_at } of rows)
    byCase.set(Number(root_key), [...(byCase.get(Number(root_key)) ?? []), Number(created_at)]);
  return byCase;
}

const ACTIVITY = /task$|subProcess$|^callActivity$|^transaction$/i;

export async function elementsIn(
  db: Db,
  instances: ReadonlyMap<number, { root_key: number }>,
  models: Models,
  ofTasks: ReadonlySet<number>,
) {
  const byCase = new Map<number, ElementRecord[]>();
  const rows = await db('cauce_element_instances')
    .whereIn('instance_key', [...instances.keys()])
    .orderBy(['instance_key', 'key'])
    .select('key', 'instance_key', 'element_id', 'element_type', 'state', 'started_at', 'ended_at');
  for (const row of rows) {
    const root = instances.get(row.instance_key)?.root_key;
    if (root === undefined || row.element_type === 'process') continue;
    const lane = models.elementOf(row.instance_key, row.element_id)?.lane;
    push(byCase, root, {
      id: row.element_id,
      isActivity: ACTIVITY.test(row.element_type) && !ofTasks.has(row.key),
      ...(lane !== undefined && { lane }),
      startedAt: Number(row.started_at),
      ...(row.ended_at !== null && { endedAt: Number(row.ended_at) }),
      isDone: row.state === 'COMPLETED',
    });
  }
  return byCase;
}

interface ClockRow {
  key: number;
  root_key: number;
  instance_key: number;
  element_id: string;
  metric: string;
  state: string;
  started_at: number;
  due_at: number | null;
  stopped_at: number | null;
  pauses: PauseRow[];
}

interface PauseRow {
  clock_key: number;
  at: number;
  paused: number | boolean;
}

export async function clocksIn(db: Db, keys: number[]): Promise<Map<number, ClockRow[]>> {
  const byCase = new Map<number, ClockRow[]>();
  const pauses = new Map<number, PauseRow[]>();
  const order = ['clock_key', 'sequence', 'index'];
  const changes: PauseRow[] = await db('cauce_sla_pauses').whereIn('root_key', keys).orderBy(order);
  for (const row of changes) push(pauses, Number(row.clock_key), row);
  const rows: Omit<ClockRow, 'pauses'>[] = await db('cauce_sla_clocks')
    .whereIn('root_key', keys)
    .orderBy('key');
  for (const row of rows) push(byCase, row.root_key, { ...row, pauses: pauses.get(Number(row.key)) ?? [] });
  return byCase;
}

const OUTCOMES: { readonly [state: string]: string } = {
  MET: 'met',
  MISSED: 'missed',
  CANCELED: 'cancelled',
  TRANSFERRED: 'transferred',
};

export function clocksOf(rows: ClockRow[]): Pick<CaseRecord, 'clocks' | 'runningDueAt'> {
  const running = rows.findLast((row) => row.metric === 'resolution' && row.stopped_at === null);
  const ended = rows.flatMap((row) => {
    const outcome = OUTCOMES[row.state];
    if (outcome === undefined || row.stopped_at === null) return [];
    const { element_id: element, metric } = row;
    const due = row.due_at === null ? {} : { dueAt: Number(row.due_at) };
    const [startedAt, endedAt] = [Number(row.started_at), Number(row.stopped_at)];
    const pauses = pausesOf(row.pauses, endedAt);
    return { element, metric, outcome, startedAt, endedAt, ...due, pauses };
  });
  return {
    clocks: ended,
    ...(running?.due_at != null && { runningDueAt: Number(running.due_at) }),
  };
}

/** One that is still on ends with the clock. */
function pausesOf(changes: readonly PauseRow[], endedAt: number): [number, number][] {
  const pauses: [number, number][] = [];
  let from: number | undefined;
  for (const { at, paused } of changes) {
    if (paused) from ??= Number(at);
    else if (from !== undefined) {
      pauses.push([from, Number(at)]);
      from = undefined;
    }
  }
  if (from !== undefined && from < endedAt) pauses.push([from, endedAt]);
  return pauses;
}

export async function surveysIn(db: Db, keys: number[]) {
  const byCase = new Map<number, CaseRecord['surveys']>();
  const rows = await db('cauce_survey_answers')
    .whereIn('case_key', keys)
    .orderBy(['case_key', 'answered_at', 'code_hash'])
    .select('case_key', 'kind', 'question', 'score', 'answered_at', 'channel');
  for (const row of rows)
    push(byCase, row.case_key, {
      question: row.kind ?? row.question,
      score: Number(row.score),
      answeredAt: Number(row.answered_at),
    });
  return byCase;
}

function push<T>(lists: Map<number, T[]>, key: number, item: T): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}
