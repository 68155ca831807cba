// Variables: the latest value of each name in each scope, sealed where it is personal.
import type { Json } from '../../core/json.ts';
import { canonicalJson } from '../canonical.ts';
import type { Projection } from './projection.ts';

const table = {
  name: 'cauce_variables',
  key: ['instance_key', 'scope_key', 'name'],
  columns: ['instance_key', 'scope_key', 'name', 'tenant_id', 'value', 'updated_at'],
  conflict: 'replace',
} as const;

export const variables: Projection = {
  tables: [table],
  on: {
    variablesSet(event, { tenant, instance, at }, writes) {
      for (const name of Object.keys(event.variables)) {
        writes.insert(table, {
          instance_key: instance.instanceKey,
          scope_key: event.scope,
          name,
          tenant_id: tenant,
          value: canonicalJson(event.variables[name] as Json),
          updated_at: at,
        });
      }
    },
  },
};
