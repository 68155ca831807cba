// A deployed process, by its key.
import type { Knex } from 'knex';
import type { ProcessModel } from '../core/model.ts';

export interface ProcessDefinition {
  processId: string;
  name: string;
  version: number;
  versionTag: string | null;
  model: ProcessModel;
}

export async function findProcess(
  db: Knex,
  tenant: string,
  key: number,
): Promise<ProcessDefinition | undefined> {
  const row = await db('cauce_process_definitions').where({ tenant_id: tenant, key }).first();
  return (
    row && {
      processId: row.process_id,
      name: row.name,
      version: row.version,
      versionTag: row.version_tag,
      model: JSON.parse(row.model) as ProcessModel,
    }
  );
}
