// A case that repeats another ends and points to it; who follows it follows the one that stays.
import { relationVariables } from '../../store/caseRelations.ts';
import type { Row, Store } from '../../store/store.ts';
import type { Rejection } from '../engine.ts';
import { noted } from './noted.ts';
import { type Composed, type Composing, keyOf, notOpen, standOf } from './standing.ts';

/** The note by which a case that ended was merged; undefined where it was not, or was reopened since. */
export async function mergedInto(store: Store, found: Row): Promise<Row | undefined> {
  if (found.state !== 'TERMINATED') return undefined;
  const { rows } = await store.search('notes', {
    where: [
      { column: 'root_key', op: 'eq', value: keyOf(found) },
      { column: 'kind', op: 'in', value: ['mergeCase', 'reopenCase'] },
    ],
    sort: [{ column: 'key', descending: true }],
    limit: 1,
  });
  return rows[0]?.kind === 'mergeCase' ? rows[0] : undefined;
}

export async function merge(
  { store }: Composing,
  found: Row,
  into: number,
  reason: string,
): Promise<Composed | Rejection> {
  const closed = notOpen(found);
  if (closed) return closed;
  const key = keyOf(found);
  const other = await store.find('cases', { key: into });
  if (!other || other.number === null || into === key)
    return { code: 'RELATED_CASE_NOT_FOUND', values: { number: String(other?.number ?? into) } };
  const number = String(other.number);
  if (other.state !== 'ACTIVE') return { code: 'MERGING_INTO_CLOSED', values: { number } };
  const before = await standOf(store, found);
  const after = { state: 'TERMINATED' as const, key: into, number };
  return {
    instanceKey: key,
    commands: [
      {
        type: 'setVariables',
        elementInstance: key,
        variables: { [relationVariables.repeatOf]: number },
        local: true,
      },
      noted({ act: 'mergeCase', before, after }, reason),
      { type: 'cancelInstance' },
    ],
  };
}
