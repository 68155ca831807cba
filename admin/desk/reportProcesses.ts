// The deployed processes by name, for readers who want one of them.
import type { Engine } from '../engine.ts';

export async function deployedProcesses({ store }: Engine): Promise<{ value: string; label: string }[]> {
  const rows: { process_id: string; name: string }[] = await store
    .reader('cauce_process_definitions')
    .where({ tenant_id: store.tenant })
    .orderBy(['process_id', 'version'])
    .select('process_id', 'name');
  // A later version's name stands in the place of an earlier one's.
  const names = new Map(rows.map(({ process_id: id, name }) => [id, name || id]));
  return [...names]
    .map(([value, label]) => ({ value, label }))
    .sort((one, other) => one.label.localeCompare(other.label, 'es'));
}
