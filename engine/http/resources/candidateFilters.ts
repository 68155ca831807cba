// The filters of user tasks by candidate, which are rows beside the task and not a column of it.
import type { Condition, Store } from '../../store/store.ts';
import type { FilterValue } from '../fields.ts';

/** More tasks than this of one candidate are cut off at the newest. */
const mostTasks = 10_000;

function wanted(value: FilterValue): string[] | undefined {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object') return undefined;
  const { $eq, $in, ...others } = value as { $eq?: string; $in?: string[] };
  if (Object.values(others).some((operand) => operand !== undefined)) return undefined;
  return $in ?? ($eq === undefined ? undefined : [$eq]);
}

/** The tasks that a filter leaves; undefined for operators that a candidate cannot be asked by. */
export async function candidateCondition(
  store: Store,
  kind: 'group' | 'user',
  value: FilterValue,
): Promise<Condition | undefined> {
  const candidates = wanted(value);
  if (!candidates) return undefined;
  const rows: { task_key: number | string }[] = await store
    .reader('cauce_task_candidates')
    .where({ tenant_id: store.tenant, kind })
    .whereIn('name', candidates)
    .distinct('task_key')
    .orderBy('task_key', 'desc')
    .limit(mostTasks);
  return { column: 'key', op: 'in', value: rows.map((row) => Number(row.task_key)) };
}
