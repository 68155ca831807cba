// How a case stands before somebody acts on it, and what composing an act takes and gives.
import type { Command } from '../../core/index.ts';
import type { Row, Store } from '../../store/store.ts';
import type { Engine, Rejection } from '../engine.ts';
import type { CaseStand } from './action.ts';

export interface Composed {
  instanceKey: number;
  commands: Command[];
}

export interface Composing {
  store: Store;
  visibleVariables: Engine['visibleVariables'];
}

const MOST = 1000;

export const keyOf = (row: Row): number => Number(row.key);

export function notOpen(found: Row): Rejection | undefined {
  if (found.state === 'ACTIVE') return undefined;
  return { code: 'CASE_NOT_OPEN', values: { key: keyOf(found) } };
}

export async function standOf(store: Store, found: Row): Promise<CaseStand> {
  const { rows } = await store.search('element_instances', {
    where: [
      { column: 'instance_key', op: 'eq', value: keyOf(found) },
      { column: 'state', op: 'eq', value: 'ACTIVE' },
      { column: 'element_type', op: 'neq', value: 'process' },
    ],
    sort: [{ column: 'key' }],
    limit: MOST,
  });
  return { state: String(found.state), at: rows.map((row) => String(row.element_id)) };
}
