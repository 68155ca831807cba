// Documents of a case: a variable or note that refers to one attaches it. The rows themselves come from the upload.
import type { Json } from '../../core/json.ts';
import type { Statement } from '../writeSet.ts';
import type { Projection } from './projection.ts';

/** A document belongs to the first case that refers to it; nobody takes another case's document by naming it. */
const attach: Statement = {
  order: 1,
  first: true,
  sql: ({ items }) =>
    `UPDATE cauce_documents SET case_key = j.case_key
     FROM ${items({ id: 'text', case_key: 'number', tenant_id: 'text' })} AS j
     WHERE cauce_documents.id = j.id AND cauce_documents.tenant_id = j.tenant_id
     AND cauce_documents.case_key IS NULL`,
};

export const documents: Projection = {
  tables: [],
  on: {
    variablesSet(_, { plain, instance, tenant }, writes) {
      if (plain.type !== 'variablesSet') return;
      for (const value of Object.values(plain.variables)) {
        for (const id of documentIds(value)) writes.run(attach, id, [id, instance.rootKey, tenant]);
      }
    },
    annotated({ documents = [] }, { instance, tenant }, writes) {
      for (const id of documents) writes.run(attach, id, [id, instance.rootKey, tenant]);
    },
  },
};

function documentIds(value: Json): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item) => (Array.isArray(item) ? [] : documentIds(item)));
  const kind = value['cauce.document.type'] ?? value['camunda.document.type'];
  return kind !== undefined && typeof value.documentId === 'string' ? [value.documentId] : [];
}
