// The tables that an audit writes again from the journal, beside those of the database under audit.
import { projections } from '../store/projections/index.ts';

export const readModels = [
  ...Object.values(projections).flatMap(({ tables }) => tables),
  {
    name: 'cauce_documents',
    key: ['id'],
    columns: [
      'id',
      'tenant_id',
      'case_key',
      'name',
      'content_type',
      'size',
      'sha256',
      'key_id',
      'created_at',
      'created_by',
    ],
  } as const,
];
