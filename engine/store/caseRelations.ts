// Which cases a case is related to, from both sides: what it says of itself, and which others name its number.
import type { Knex } from 'knex';
import type { RelationKind } from './projections/caseRelations.ts';
import { relationVariables } from './projections/caseRelations.ts';

export type { RelationKind } from './projections/caseRelations.ts';
export { relationVariables } from './projections/caseRelations.ts';

export const relationKinds = Object.keys(relationVariables) as RelationKind[];

export interface CaseRelation {
  kind: RelationKind;
  /** `to`: the case says it of itself; `from`: the other one names this case. */
  direction: 'to' | 'from';
  /** Number of the other case. */
  number: string;
  /** Undefined where no case here has that number. */
  other?: { key: number; state: string; openedAt: number };
}

const MOST = 200;

export async function readCaseRelations(
  db: Knex,
  tenant: string,
  { key, number }: { key: number; number: string | null },
): Promise<CaseRelation[]> {
  const related = () => db('cauce_case_relations as r').where('r.tenant_id', tenant);
  const columns = { kind: 'r.kind', key: 'c.key', state: 'c.state', openedAt: 'c.opened_at' };
  const own: Found[] = await related()
    .where('r.case_key', key)
    .whereNotNull('r.other')
    .leftJoin('cauce_cases as c', (on) => on.on('c.tenant_id', 'r.tenant_id').andOn('c.number', 'r.other'))
    .orderBy('r.kind')
    .select({ ...columns, number: 'r.other' });
  const others: Found[] =
    number === null
      ? []
      : await related()
          .where('r.other', number)
          .join('cauce_cases as c', 'c.key', 'r.case_key')
          .orderBy('c.key')
          .limit(MOST)
          .select({ ...columns, number: 'c.number' });
  return [
    ...own.map((row) => relationOf(row, 'to')),
    ...others.filter((row) => Number(row.key) !== key).map((row) => relationOf(row, 'from')),
  ];
}

interface Found {
  kind: RelationKind;
  number: string | null;
  key: number | null;
  state: string | null;
  openedAt: number | null;
}

function relationOf(row: Found, direction: CaseRelation['direction']): CaseRelation {
  const { kind, number, key, state, openedAt } = row;
  return {
    kind,
    direction,
    number: number ?? '',
    ...(key !== null && { other: { key: Number(key), state: state ?? '', openedAt: Number(openedAt) } }),
  };
}
