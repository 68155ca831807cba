// Relations of cases: a case says by a variable which other it repeats, was split from, or follows up.
import type { Variables } from '../../core/json.ts';
import type { Projection } from './projection.ts';

const table = {
  name: 'cauce_case_relations',
  key: ['case_key', 'kind'],
  columns: ['case_key', 'kind', 'tenant_id', 'other'],
  conflict: 'replace',
} as const;

export type RelationKind = 'repeatOf' | 'splitFrom' | 'followUpOf';

/** The variable of the root scope that holds the other case's number. */
export const relationVariables: { readonly [kind in RelationKind]: string } = {
  repeatOf: 'is_repeat_of',
  splitFrom: 'split_from',
  followUpOf: 'follow_up_of',
};

const watched = Object.entries(relationVariables);

const MOST = 200;

export const caseRelations: Projection = {
  tables: [table],
  on: {
    variablesSet(event, { plain, instance, tenant }, writes) {
      const { instanceKey, rootKey } = instance;
      if (event.scope !== rootKey || instanceKey !== rootKey || plain.type !== 'variablesSet') return;
      for (const [kind, variable] of watched) {
        const other = otherIn(plain.variables, variable);
        if (other !== undefined) writes.insert(table, { case_key: rootKey, kind, tenant_id: tenant, other });
      }
    },
  },
};

/** Undefined: nothing is said of it. */
function otherIn(variables: Variables, name: string): string | null | undefined {
  if (!Object.hasOwn(variables, name)) return undefined;
  const value = variables[name];
  if (typeof value !== 'string') return null;
  const number = value.trim();
  return number === '' || number.length > MOST ? null : number;
}
