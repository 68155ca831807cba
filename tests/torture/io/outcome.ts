// What came of a scenario, in lines that are the same for every way there: read models and what waits to be done.
import type { OpenStore } from '../../../engine/store/openStore.ts';

const looks: [string, string[]][] = [
  ['cauce_deployments', ['hash']],
  ['cauce_process_definitions', ['process_id', 'version']],
  ['cauce_process_instances', ['process_id', 'version', 'state']],
  ['cauce_element_instances', ['element_id', 'state']],
  ['cauce_user_tasks', ['element_id', 'state']],
  ['cauce_variables', ['name', 'value']],
  ['cauce_jobs', ['type', 'state']],
  ['cauce_timers', ['element_id']],
  ['cauce_message_subscriptions', ['name']],
  ['cauce_messages', ['name']],
  ['cauce_incidents', ['code', 'state']],
  ['cauce_documents', ['size', 'sha256']],
  ['cauce_anchors', ['number']],
  ['cauce_routed', ['target']],
  ['cauce_commands', ['id']],
];

export async function outcomeOf({ reader }: OpenStore): Promise<string[]> {
  const lines: string[] = [];
  for (const [table, columns] of looks) {
    const rows: { [column: string]: unknown }[] = await reader(table).select(columns);
    for (const row of rows) {
      const cells = columns.map((column) => String(row[column]));
      // Each envelope is another text; that there is one is enough.
      lines.push([table, ...cells.map((cell) => cell.replace(/v1:[\w:+/=.-]+/, 'sealed'))].join(' '));
    }
  }
  const series = await reader('cauce_counters').where('name', 'like', 'series%').select('name', 'value');
  for (const { name, value } of series) lines.push(`counter ${name} ${value}`);
  return lines.sort();
}
